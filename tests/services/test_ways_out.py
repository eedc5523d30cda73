import datetime as dt

import pytest

from tests.services.verbs_assessment import put
from tests.services.verbs_consent import consented, refused
from tests.services.verbs_referral import refer
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import BEFORE_CONTRACT, State
from triage_app.services import ways_out
from triage_app.services.ways_out import Offer
from triage_app.storage.models import Case, Paper, WayOut

WANTED = Offer(offered=True, accepted=True, note="Practice Alcohol Service")


def problems(act):
    with pytest.raises(Invalid) as found:
        act()
    return [(one.field, one.code) for one in found.value.problems]


def test_a_case_not_taken_on_is_told_offered_services_and_closed(desk, assessor, rows):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    assert ways_out.view(desk, assessor, case_id).may_be_closed
    ways_out.close(desk, assessor, case_id)
    (case,) = rows(Case)
    assert (case.state, case.closed_on) == (State.CLOSED, dt.date(2026, 5, 11))
    assert rows(Paper)[-1].kind == "NOT_TAKEN_ON"


@pytest.mark.parametrize("state", BEFORE_CONTRACT)
def test_any_case_before_its_contract_may_go_no_further(desk, assessor, rows, state):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, state)
    ways_out.take(desk, assessor, case_id, "officer_withdrew", "Charged for another matter")
    assert rows(Case)[0].state is State.NOT_TAKEN_ON
    assert (rows(WayOut)[0].reason, rows(WayOut)[0].recorded_by) == (
        "officer_withdrew",
        assessor.username,
    )


def test_a_case_with_a_contract_has_no_way_out_here(desk, assessor, rows):
    case_id = consented(desk, assessor)
    put(desk, assessor, case_id, State.LIVE)
    with pytest.raises(Refused, match="no_such_move"):
        ways_out.take(desk, assessor, case_id, "charged", "Charged yesterday")
    assert ways_out.reasons(desk, assessor, case_id) == ()
    assert rows(WayOut) == []


def test_a_reason_of_the_scheme_and_words_are_needed(desk, assessor):
    case_id = consented(desk, assessor)
    found = problems(lambda: ways_out.take(desk, assessor, case_id, "boredom", " "))
    assert found == [("way_out", "problem.missing"), ("note", "problem.missing")]


def test_the_reasons_are_the_schemes(desk, assessor):
    codes = dict(ways_out.reasons(desk, assessor, consented(desk, assessor)))
    assert codes["did_not_attend"].en == "Did not come to the first meeting"


@pytest.mark.parametrize(
    ("offer", "problem"),
    [
        (Offer(None, None), ("offered", "ways_out.say_whether_offered")),
        (Offer(offered=True, accepted=None), ("accepted", "ways_out.say_whether_accepted")),
        (Offer(offered=False, accepted=None), ("services_note", "ways_out.say_why_not")),
    ],
)
def test_an_offer_says_all_it_must(desk, assessor, offer, problem):
    case_id = refused(desk, assessor)
    assert problems(lambda: ways_out.offer_services(desk, assessor, case_id, offer)) == [problem]


def test_a_case_is_not_closed_before_services_were_offered(desk, assessor, rows):
    case_id = refused(desk, assessor)
    ways_out.issue_letter(desk, assessor, case_id, "en")
    with pytest.raises(Refused, match="services_first"):
        ways_out.close(desk, assessor, case_id)
    assert rows(Case)[0].state is State.NOT_TAKEN_ON


def test_a_case_is_not_closed_before_the_officer_is_told(desk, assessor, rows):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    with pytest.raises(Refused, match="letter_first"):
        ways_out.close(desk, assessor, case_id)
    assert rows(Case)[0].state is State.NOT_TAKEN_ON


def test_a_closed_case_is_left_alone(desk, assessor):
    case_id = refused(desk, assessor)
    ways_out.offer_services(desk, assessor, case_id, WANTED)
    ways_out.issue_letter(desk, assessor, case_id, "cy")
    ways_out.close(desk, assessor, case_id)
    with pytest.raises(Refused, match="not_left"):
        ways_out.offer_services(desk, assessor, case_id, WANTED)


def test_a_case_that_goes_on_has_no_way_out_to_show(desk, assessor):
    assert ways_out.view(desk, assessor, consented(desk, assessor)) is None
