"""One list behind Today, its counts and the caseload; read in a handful of queries."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from tests.services.test_outcomes import SUMMARY
from tests.services.verbs_consent import a_slot, consented
from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from tests.services.verbs_tracking import kept, returned, running, seen
from triage_app.domain.ending import Reported
from triage_app.domain.journey import Progress, StepCode
from triage_app.domain.lateness import Lateness
from triage_app.domain.problems import Refused
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.standings import Standing
from triage_app.services import attention, audit, bookings, casefile, outcomes
from triage_app.storage.models import AuditEntry, Case


def referred(desk, actor, number):
    return refer(
        desk,
        actor,
        person=someone(name=f"Gwern Heron {number}"),
        custody=a_stay(custody_record=f"HW/{number}/26"),
    )


@pytest.fixture
def queries(desk):
    """Return a function that counts the queries a use case makes."""

    def counted(use):
        said = []
        engine = desk.database.engine
        event.listen(engine, "before_cursor_execute", lambda *it: said.append(it[2]))
        use()
        return sum(one.startswith("SELECT") for one in said)

    return counted


def test_an_assessor_sees_their_own_cases_and_a_supervisor_all(desk, assessor, supervisor):
    referred(desk, assessor, 1)
    referred(desk, supervisor, 2)

    assert [row.number[-1:] for row in attention.attention(desk, assessor)] == ["1"]
    assert len(attention.attention(desk, supervisor)) == 2


def test_a_case_whose_scheme_is_gone_is_named_and_the_others_are_still_listed(desk, assessor):
    gone, stays = referred(desk, assessor, 1), referred(desk, assessor, 2)
    with desk.sessions() as session:
        number = session.get_one(Case, gone).number
    books = [replace(one, code=f"{one.code}-kept") for one in desk.schemes.schemes]
    with desk.sessions.begin() as session:
        session.get_one(Case, stays).scheme = f"{session.get_one(Case, stays).scheme}-kept"
        audit.record(session, desk, assessor, attention.SEEN, stays)
    without = replace(desk, schemes=SchemeBook(tuple(books)))

    found = attention.morning(without, assessor)

    assert {row.case_id for row in found.rows} == {stays}
    assert found.schemeless == (number,)
    with pytest.raises(Refused, match=r"scheme\.gone"):
        casefile.head(without, assessor, gone)


def test_looking_at_the_list_is_logged(desk, assessor, rows):
    referred(desk, assessor, 1)

    attention.attention(desk, assessor)

    assert rows(AuditEntry)[-1].action == "attention.look"


def test_an_auditor_is_not_shown_the_list(desk, auditor):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        attention.attention(desk, auditor)


def test_the_counts_are_of_the_rows_shown(desk, assessor):
    referred(desk, assessor, 1)
    referred(desk, assessor, 2)

    morning = attention.morning(desk, assessor)

    assert sum(morning.counts.values()) == len(morning.rows)
    assert morning.counts[Lateness.SOON] == 2


def test_the_list_the_case_and_the_caseload_say_the_same(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor, offences=[an_offence(first_day=None)])

    listed = [row.due for row in attention.attention(desk, assessor)]
    in_case = attention.due_in(desk, assessor, case_id)
    standing = attention.standing_of(desk, assessor, case_id)

    assert listed == [one for one in in_case if one.calls]
    assert standing.next_thing == in_case[0]
    assert standing.calling == len(listed)
    assert standing.standing is Standing.NOT_STARTED


def test_more_cases_do_not_take_more_queries(desk, assessor, queries):
    referred(desk, assessor, 1)
    few = queries(lambda: attention.attention(desk, assessor))
    for number in range(2, 8):
        referred(desk, assessor, number)

    assert queries(lambda: attention.attention(desk, assessor)) - few <= few


def test_the_head_of_a_case_says_what_the_list_puts_first(desk, clock, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    assert casefile.head(desk, assessor, case_id).next_action == "step.next_live"

    kept(desk, clock, assessor, case_id)
    head = casefile.head(desk, assessor, case_id)

    assert (head.next_step, head.next_action) == (StepCode.OUTCOME, "step.next_completion")
    assert attention.attention(desk, assessor)[0].due.code == "completion"


def test_after_consent_the_next_thing_is_to_book_the_assessment_until_it_is(desk, assessor):
    case_id = consented(desk, assessor)
    head = casefile.head(desk, assessor, case_id)

    assert (head.next_step, head.next_action) == (StepCode.CONSENT, "step.next_booking")
    assert head.stages[2].progress is Progress.NOW
    assert head.stages[3].can_be_opened

    bookings.book(desk, assessor, case_id, a_slot())
    head = casefile.head(desk, assessor, case_id)

    assert (head.next_step, head.next_action) == (StepCode.ASSESSMENT, "step.next_consented")
    assert head.stages[2].progress is Progress.DONE


@pytest.mark.parametrize(
    ("language", "what", "late"),
    [("en", "Decide eligibility", "Tomorrow"), ("cy", "Penderfynu cymhwysedd", "Yfory")],
)
def test_a_thing_to_do_is_said_in_either_language(desk, assessor, language, what, late):
    case_id = referred(desk, assessor, 1)
    due = attention.due_in(desk, assessor, case_id)[0]

    words = attention.worded(desk.texts(language), due, desk.now())

    assert (words.what, words.late) == (what, late)


def test_the_days_left_to_charge_are_listed_with_the_least_first(desk, assessor):
    case_id = refer(
        desk, assessor, offences=[an_offence(code="CJ88001", category="CS", domestic_abuse=False)]
    )

    [time] = attention.morning(desk, assessor).times

    assert (time.case_id, str(time.last_day)) == (case_id, "2026-11-10")


def test_of_a_closed_case_no_days_are_left_though_somebody_is_still_to_be_told(
    desk, assessor, supervisor
):
    case_id = returned(desk, assessor, supervisor, offences=[SUMMARY])
    assert [one.case_id for one in attention.morning(desk, assessor).times] == [case_id]
    begun = Reported("proceedings_begun", desk.today())
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), begun)

    found = attention.morning(desk, assessor)

    assert {one.case_id for one in found.rows} == {case_id}
    assert not found.times
