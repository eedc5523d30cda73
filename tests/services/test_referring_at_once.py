"""Two workstations refer at the same moment: numbers never meet, and nobody is referred twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.services.verbs_referral import a_referral, a_stay, refer, someone
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import State
from triage_app.services import referrals
from triage_app.storage.models import Case, Person

AT_ONCE = 4


def at_once(desk, actor, given):
    """Commit every referral in a thread of its own; return the ids, or why not."""
    start = Barrier(len(given))

    def commit(referral):
        start.wait()
        try:
            return referrals.commit(desk, actor, referral)
        except (Invalid, Refused) as refused:
            return refused

    with ThreadPoolExecutor(len(given)) as threads:
        return list(threads.map(commit, given))


def test_every_case_has_a_number_of_its_own(desk, assessor, rows):
    given = [
        a_referral(person=someone(name=f"Lowri {name}"), custody=a_stay(custody_record=name))
        for name in ("Alder", "Birch", "Cedar", "Damson")
    ]

    at_once(desk, assessor, given)

    numbers = [case.number for case in rows(Case)]
    assert sorted(numbers) == [f"DP-26-{n:04}" for n in range(1, AT_ONCE + 1)]


def test_two_drafts_of_one_person_make_one_case(desk, assessor, rows):
    given = [a_referral(custody=a_stay(custody_record=str(n))) for n in range(AT_ONCE)]

    results = at_once(desk, assessor, given)

    assert sum(isinstance(one, int) for one in results) == 1
    assert (len(rows(Person)), len(rows(Case))) == (1, 1)


def test_a_known_person_has_one_live_case(desk, assessor, rows):
    case_id = refer(desk, assessor)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = State.CLOSED
    person_id = rows(Person)[0].id
    given = [
        a_referral(custody=a_stay(custody_record=str(n)), person_id=person_id)
        for n in range(AT_ONCE)
    ]

    results = at_once(desk, assessor, given)

    assert sum(isinstance(one, int) for one in results) == 1
    assert [case.state for case in rows(Case)].count(State.REFERRED) == 1
