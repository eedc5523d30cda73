"""What a person pays towards the cost, on both databases: asked for, paid in parts, let be."""

import datetime as dt

import pytest

from tests.services.verbs_keeping import that_pays
from tests.services.verbs_tracking import another_supervisor, give_to, running
from triage_app.domain.attention import Kind
from triage_app.domain.compliance import completion
from triage_app.domain.contribution import Asked, Means, Part
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.services import attention, casefile, contributions, tracking_view
from triage_app.services.watch import see_one
from triage_app.storage.models import ContributionPart


@pytest.fixture
def paying(desk, assessor, supervisor):
    return that_pays(desk, assessor, supervisor)


def problems(raised):
    return [(one.field, one.code) for one in raised.value.problems]


def asked(desk, assessor, case_id, pence=40_00):
    due_on = desk.today() + dt.timedelta(days=30)
    contributions.ask_contribution(desk, assessor, case_id, Asked(pence, due_on))


def part(desk, assessor, case_id, pence):
    paid = Part(pence, desk.today(), Means.CASH, "R <17> & co")
    contributions.record_part(desk, assessor, case_id, paid)


def contributed(desk, assessor, case_id):
    return tracking_view.view(desk, assessor, case_id).contributed


def test_a_contribution_is_paid_in_parts(desk, assessor, paying):
    asked(desk, assessor, paying)
    part(desk, assessor, paying, 12_50)
    assert contributed(desk, assessor, paying).account.owed == 27_50
    part(desk, assessor, paying, 27_50)

    found = contributed(desk, assessor, paying)

    assert (found.account.paid, found.account.owed) == (40_00, 0)
    assert [one.receipt for one in found.parts] == ["R <17> & co"] * 2
    with pytest.raises(Refused, match=r"contribution\.nothing_owed"):
        part(desk, assessor, paying, 1)


def test_a_payment_recorded_in_error_is_owed_again_and_calls_again(desk, assessor, paying, rows):
    asked(desk, assessor, paying)
    part(desk, assessor, paying, 40_00)
    entry = contributed(desk, assessor, paying).parts[0]
    with pytest.raises(Invalid) as raised:
        contributions.strike_part(desk, assessor, paying, entry.id, "")
    assert problems(raised) == [("struck", "problem.missing")]

    contributions.strike_part(desk, assessor, paying, entry.id, "Somebody <else’s> & not theirs")

    found = contributed(desk, assessor, paying)
    assert (found.account.paid, found.account.owed) == (0, 40_00)
    assert [one.struck for one in found.parts] == ["Somebody <else’s> & not theirs"]
    (row,) = rows(ContributionPart)
    assert (row.pence, row.struck_by, row.struck_at) == (40_00, assessor.username, desk.now())
    dues = attention.due_in(desk, assessor, paying)
    assert [one.code for one in dues if one.kind is Kind.CONTRIBUTION] == ["contribution"]
    told = [one.code for one in casefile.timeline(desk, assessor, paying)]
    assert told[0] == "contribution.did_part_struck"
    with pytest.raises(Refused, match=r"tracking\.struck_already"):
        contributions.strike_part(desk, assessor, paying, entry.id, "Again")


def test_no_more_is_taken_than_is_owed(desk, assessor, paying):
    asked(desk, assessor, paying)

    with pytest.raises(Invalid) as raised:
        part(desk, assessor, paying, 40_01)

    assert problems(raised) == [("paid", "contribution.more_than_owed")]


def test_only_a_supervisor_lets_the_rest_be_and_says_why(desk, assessor, supervisor, paying):
    asked(desk, assessor, paying)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        contributions.waive(desk, assessor, paying, "Out of work")
    with pytest.raises(Invalid) as raised:
        contributions.waive(desk, supervisor, paying, " ")
    assert problems(raised) == [("waived", "problem.missing")]

    contributions.waive(desk, supervisor, paying, "Out of work")

    found = contributed(desk, assessor, paying)
    assert (found.account.owed, found.waived, found.waived_by) == (
        0,
        "Out of work",
        supervisor.name,
    )


def test_nobody_waives_what_is_paid_in_a_case_of_their_own(desk, assessor, supervisor, paying):
    asked(desk, assessor, paying)
    ann = another_supervisor(desk)
    give_to(desk, paying, supervisor)

    with pytest.raises(Refused, match=r"approvals\.own_case") as refusal:
        contributions.waive(desk, supervisor, paying, "Out of work")

    assert refusal.value.values == {"names": ann.name}
    assert contributed(desk, assessor, paying).account.owed == 40_00
    contributions.waive(desk, ann, paying, "Out of work")
    assert contributed(desk, assessor, paying).account.owed == 0


def test_a_contribution_that_is_owed_keeps_the_contract_open(desk, assessor, supervisor, paying):
    asked(desk, assessor, paying)

    def reasons():
        with desk.sessions() as session:
            course = see_one(session, desk, paying).watched.course
        return [one.code for one in completion(course, desk.now()).reasons]

    assert "not_yet_contribution" in reasons()
    contributions.waive(desk, supervisor, paying, "Out of work")
    assert "not_yet_contribution" not in reasons()


def test_one_that_is_overdue_calls_until_it_is_paid_or_waived(desk, assessor, paying, clock):
    def calling():
        dues = attention.due_in(desk, assessor, paying)
        return [one.code for one in dues if one.kind is Kind.CONTRIBUTION and one.calls]

    assert calling() == ["contribution_unset"]
    asked(desk, assessor, paying)
    assert calling() == []
    clock.now = clock.now + dt.timedelta(days=31)
    assert calling() == ["contribution_late"]
    part(desk, assessor, paying, 12_50)
    assert calling() == ["contribution_late"]

    part(desk, assessor, paying, 27_50)

    assert calling() == []


def test_a_scheme_that_asks_for_nothing_takes_nothing(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)

    with pytest.raises(Refused, match=r"contribution\.not_asked_here"):
        asked(desk, assessor, case_id)
    assert not tracking_view.view(desk, assessor, case_id).pays


def test_two_who_set_it_are_told_of_each_other(desk, assessor, supervisor, paying):
    asked(desk, assessor, paying)

    with pytest.raises(Stale):
        asked(desk, supervisor, paying, 20_00)

    version = contributed(desk, assessor, paying).version
    day = desk.today() + dt.timedelta(days=10)
    contributions.ask_contribution(desk, supervisor, paying, Asked(20_00, day), version)
    assert contributed(desk, assessor, paying).account.pence == 20_00


def test_everything_stands_in_the_timeline(desk, assessor, supervisor, paying):
    asked(desk, assessor, paying)
    part(desk, assessor, paying, 5_00)
    contributions.waive(desk, supervisor, paying, "Out of work")

    told = [one.code for one in casefile.timeline(desk, assessor, paying)][:3]

    assert told == ["contribution.did_waived", "contribution.did_paid", "contribution.did_asked"]
