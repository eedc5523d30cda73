import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_assessment import put
from tests.services.verbs_consent import consented, refused
from tests.services.verbs_contract import live, stock
from tests.services.verbs_referral import refer
from triage_app.domain.compliance import completion
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.sharing import How, of_service
from triage_app.domain.support import Request, Stage
from triage_app.domain.workflow import OPEN, State
from triage_app.services import directory, sharing, support, ways_out
from triage_app.services.watch import see_one
from triage_app.storage.models import AuditEntry, ServiceReferral, Sharing

DAY = dt.date(2026, 5, 11)
RECOVERY = "Practice Recovery Service"


@pytest.fixture
def services(desk, supervisor):
    return stock(desk, supervisor)


def request(services, **changes):
    clear = Request(
        service_id=services[RECOVERY],
        purpose="drugs",
        asks="Wants to drink less",
        shared=("contact", "need"),
        consent_day=DAY,
        consent_how=How.TELEPHONE,
        consent_language="cy",
    )
    return replace(clear, **changes)


def test_somebody_who_declined_is_referred_under_their_own_consent(desk, assessor, services, rows):
    case_id = refused(desk, assessor)
    support.refer(desk, assessor, case_id, request(services))
    (row,) = rows(ServiceReferral)
    assert (row.state, row.purpose, row.shared) == ("recorded", "drugs", ["contact", "need"])
    assert (row.consent_day, row.consent_how, row.consent_language) == (DAY, "telephone", "cy")
    (seen,) = support.of_case(desk, assessor, case_id)
    assert (seen.service, seen.stage, seen.recorded_by) == (
        RECOVERY,
        Stage.RECORDED,
        assessor.name,
    )


@pytest.mark.parametrize("state", sorted(OPEN))
def test_it_may_be_made_in_any_open_case(desk, assessor, services, rows, state):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, state)
    support.refer(desk, assessor, case_id, request(services))
    assert len(rows(ServiceReferral)) == 1


def test_it_is_not_made_in_a_closed_case(desk, assessor, services, rows):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, State.CLOSED)
    with pytest.raises(Refused, match=r"support\.closed"):
        support.refer(desk, assessor, case_id, request(services))
    assert rows(ServiceReferral) == []


def test_it_lets_us_share_with_that_service_for_that_alone(desk, assessor, services):
    case_id = refused(desk, assessor)
    support.refer(desk, assessor, case_id, request(services))
    own = of_service(services[RECOVERY])
    with desk.sessions() as session:
        assert sharing.may_share(session, case_id, own, "drugs")
        assert not sharing.may_share(session, case_id, own, "health")
        assert not sharing.may_share(session, case_id, "drugs_and_alcohol", "support")


def test_it_is_never_counted_as_a_condition(desk, assessor, supervisor):
    sheet = live(desk, assessor, supervisor)
    ids = {one.name: one.id for one in directory.services(desk, assessor)}

    def seen():
        with desk.sessions() as session:
            course = see_one(session, desk, sheet.case_id).watched.course
        return course, completion(course, desk.now())

    before = seen()
    support.refer(desk, assessor, sheet.case_id, request(ids))
    assert seen() == before


def test_a_service_that_takes_nobody_any_more_is_refused(desk, assessor, supervisor, services):
    case_id = refused(desk, assessor)
    row = next(one for one in directory.services(desk, assessor) if one.name == RECOVERY)
    directory.retire(desk, supervisor, row.id, row.version)
    with pytest.raises(Invalid) as found:
        support.refer(desk, assessor, case_id, request(services))
    assert [(one.field, one.code) for one in found.value.problems] == [
        ("purpose", "support.not_offered")
    ]


def test_it_can_be_taken_back_before_it_is_sent(desk, assessor, services, rows):
    case_id = refused(desk, assessor)
    number = support.refer(desk, assessor, case_id, request(services))
    support.take_back(desk, assessor, (number, 1), DAY, "Has found help alone")
    (row,) = rows(ServiceReferral)
    assert (row.state, row.taken_back_on) == ("taken_back", DAY)
    assert [one.allowed for one in rows(Sharing)] == [True, False]
    with pytest.raises(Refused, match="not_open"):
        support.take_back(desk, assessor, (number, 2), DAY, "")


def test_it_is_taken_back_on_a_day_that_can_be(desk, assessor, services, rows):
    number = support.refer(desk, assessor, refused(desk, assessor), request(services))
    for day in (None, DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1)):
        with pytest.raises(Invalid):
            support.take_back(desk, assessor, (number, 1), day, "")
    assert rows(ServiceReferral)[0].state == "recorded"


def test_two_who_take_it_back_at_once_are_told(desk, assessor, services):
    number = support.refer(desk, assessor, refused(desk, assessor), request(services))
    with pytest.raises(Stale):
        support.take_back(desk, assessor, (number, 7), DAY, "")


def test_the_letter_names_the_services_somebody_is_referred_to(desk, assessor, services, rows):
    case_id = refused(desk, assessor)
    support.refer(desk, assessor, case_id, request(services))
    support.refer(desk, assessor, case_id, request(services))
    ways_out.issue_letter(desk, assessor, case_id, "en")
    assert len(rows(ServiceReferral)) == 2


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_only_caseworkers_refer(desk, assessor, who, request):
    case_id = consented(desk, assessor)
    with pytest.raises(Refused, match="not_permitted"):
        support.refer(desk, request.getfixturevalue(who), case_id, None)


def test_the_log_says_that_it_was_made_and_not_to_whom(desk, assessor, services, rows):
    support.refer(desk, assessor, refused(desk, assessor), request(services))
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.category) == ("support.recorded", "collection")
    assert RECOVERY not in str(entry.fields)
