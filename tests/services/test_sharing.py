import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_consent import PARTNERS, YES, asked, consented, refused
from tests.services.verbs_contract import stock
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.sharing import Change, How
from triage_app.services import consent, sharing
from triage_app.storage.models import AuditEntry, Case, Service, Sharing

DAY = dt.date(2026, 5, 11)
DRUGS, RESEARCH = ("drugs_and_alcohol", "support"), ("evaluation", "evaluation")
TAKES_BACK = Change(*DRUGS, allowed=False, day=DAY, how=How.TELEPHONE)


def asks(desk, case_id, pair):
    with desk.sessions() as session:
        return sharing.may_share(session, case_id, *pair)


def agreed_to(desk, actor, **refusals):
    """Return a consented case with a no where a partner is named."""
    case_id = asked(desk, actor)
    shares = {pair: pair[0] not in refusals for pair in PARTNERS}
    consent.record(desk, actor, case_id, replace(YES, shares=shares))
    return case_id


def test_what_was_ticked_on_the_sheet_is_what_may_be_shared(desk, assessor, rows):
    case_id = agreed_to(desk, assessor, evaluation=False)
    assert asks(desk, case_id, DRUGS)
    assert not asks(desk, case_id, RESEARCH)
    assert len(rows(Sharing)) == len(PARTNERS)
    assert {row.how for row in rows(Sharing)} == {"on_the_sheet"}


def test_nothing_may_be_shared_of_somebody_who_said_no(desk, assessor):
    case_id = refused(desk, assessor)
    assert not any(asks(desk, case_id, pair) for pair in PARTNERS)


def test_nothing_may_be_shared_with_a_partner_there_is_not(desk, assessor):
    assert not asks(desk, consented(desk, assessor), ("newspaper", "support"))


def test_an_answer_taken_back_holds_at_once_and_its_history_stays(desk, assessor):
    case_id = agreed_to(desk, assessor)
    sharing.change(desk, assessor, case_id, replace(TAKES_BACK, note="Prefers the doctor"))
    assert not asks(desk, case_id, DRUGS)
    drugs = sharing.view(desk, assessor, case_id).partners[0]
    assert [one.said.allowed for one in drugs.history] == [False, True]
    assert drugs.history[0].said.note == "Prefers the doctor"
    assert drugs.history[0].recorded_by == assessor.name


def test_a_partner_can_be_added_later(desk, assessor):
    case_id = agreed_to(desk, assessor, evaluation=False)
    adds = Change(*RESEARCH, allowed=True, day=DAY, how=How.IN_PERSON)
    sharing.change(desk, assessor, case_id, adds)
    assert asks(desk, case_id, RESEARCH)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"allowed": None}, ("allowed", "problem.choose")),
        ({"day": None}, ("day", "problem.missing")),
        ({"day": dt.date(2026, 5, 12)}, ("day", "problem.in_future")),
        ({"day": dt.date(2026, 5, 10)}, ("day", "sharing.before_consent")),
        ({"how": How.ON_THE_SHEET}, ("how", "problem.choose")),
    ],
)
def test_what_is_wrong_with_a_change_is_told_by_its_field(desk, assessor, change, problem):
    case_id = agreed_to(desk, assessor)
    with pytest.raises(Invalid) as found:
        sharing.change(desk, assessor, case_id, replace(TAKES_BACK, **change))
    assert [(one.field, one.code) for one in found.value.problems] == [problem]
    assert asks(desk, case_id, DRUGS)


def test_what_is_recorded_already_is_said_to_be(desk, assessor):
    case_id = agreed_to(desk, assessor)
    with pytest.raises(Refused, match="as_it_is"):
        sharing.change(desk, assessor, case_id, replace(TAKES_BACK, allowed=True))


def test_a_partner_the_scheme_does_not_have_is_refused(desk, assessor):
    case_id = agreed_to(desk, assessor)
    with pytest.raises(Refused, match="no_such_partner"):
        sharing.change(desk, assessor, case_id, replace(TAKES_BACK, purpose="evaluation"))


def test_nothing_is_changed_without_a_consent(desk, assessor):
    case_id = refused(desk, assessor)
    with pytest.raises(Refused, match="not_now"):
        sharing.change(desk, assessor, case_id, TAKES_BACK)


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_only_caseworkers_change_it(desk, assessor, who, request):
    case_id = agreed_to(desk, assessor)
    with pytest.raises(Refused, match="not_permitted"):
        sharing.change(desk, request.getfixturevalue(who), case_id, TAKES_BACK)


def test_a_service_of_the_directory_is_asked_about_by_what_it_helps_with(
    desk, assessor, supervisor
):
    services = stock(desk, supervisor)
    case_id = agreed_to(desk, assessor, support_services=False)
    with desk.sessions() as session:
        case = session.get_one(Case, case_id)
        recovery = session.get_one(Service, services["Practice Recovery Service"])
        advice = session.get_one(Service, services["Practice Advice Centre"])
        assert sharing.may_share_with(session, desk, case, recovery, "drugs")
        assert not sharing.may_share_with(session, desk, case, advice, "finance")


def test_the_log_names_fields_and_never_the_partner(desk, assessor, rows):
    case_id = agreed_to(desk, assessor)
    sharing.change(desk, assessor, case_id, TAKES_BACK)
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.category) == ("sharing.taken_back", "alteration")
    assert "drugs" not in " ".join(entry.fields)
