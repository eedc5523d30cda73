import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.services.verbs_contract import TODAY, assessed, drafted, live, stock
from tests.services.verbs_referral import someone
from triage_app.domain.problems import Invalid
from triage_app.domain.workflow import State
from triage_app.services import contract_papers, contracts, directory, service_use
from triage_app.storage.models import Appointment, Case


def fields(sheet):
    return [problem.field for problem in sheet.gaps]


def codes(found):
    return [problem.code for problem in found]


def test_each_critical_need_says_what_made_it_one(desk, assessor):
    case_id = assessed(desk, assessor, needs=("finance", "drugs"))
    sheet = contracts.draft(desk, assessor, case_id)
    first = sheet.reasons["finance"]
    assert (first.rank, first.linked, first.re_ordered) == (1, True, "Agreed with the person")
    assert list(sheet.reasons) == ["finance", "drugs"]


def test_services_are_ranked_for_the_person_and_those_that_take_nobody_come_last(
    desk, assessor, supervisor
):
    services = stock(desk, supervisor)
    amend(desk, supervisor, services["Practice Recovery Service"], closed_on=TODAY)
    case_id = assessed(desk, assessor, needs=("drugs",))
    sheet = contracts.draft(desk, assessor, case_id)
    found = sheet.services_for("drugs", TODAY)
    closed = {"Practice Recovery Service", "Practice Evening Drop-in"}
    assert {one.row.name for one in found[-2:]} == closed
    assert [one.fit.why_not for one in found] == [None, "closed", "closed"]
    assert [one.fit.takes for one in found] == [True, False, False]


def test_the_places_taken_are_counted_from_running_contracts(desk, assessor, supervisor):
    live(desk, assessor, supervisor)
    services = {one.name: one.id for one in directory.services(desk, supervisor)}
    taken = service_use.used(desk, supervisor)
    assert taken == {services[name]: 1 for name in (
        "Practice Recovery Service", "Practice Advice Centre", "Practice Surgery",
    )}  # fmt: skip
    with desk.sessions.begin() as session:
        session.scalars(select(Case)).one().state = State.RETURNED
    assert service_use.used(desk, supervisor) == {}


def test_a_service_closed_yesterday_keeps_a_contract_from_being_issued(desk, assessor, supervisor):
    sheet = drafted(desk, assessor, supervisor)
    chosen = sheet.draft.at(3).service
    amend(desk, supervisor, chosen, closed_on=TODAY - dt.timedelta(days=1))
    fresh = contracts.sheet(desk, assessor, sheet.case_id)
    assert codes(fresh.gaps) == ["contract.service_closed"]
    assert fresh.gaps_of(fresh.draft, TODAY) == fresh.gaps
    with pytest.raises(Invalid):
        contract_papers.issue(desk, assessor, sheet.case_id, fresh.seen, "en")


def test_a_service_elsewhere_in_another_language_may_be_chosen_and_is_remarked_on(
    desk, assessor, supervisor
):
    sheet = drafted(desk, assessor, supervisor, person=someone(speaks="cy", postcode="LD1 9ZZ"))
    found = codes(sheet.remarks_on(sheet.draft))
    assert "contract.not_near" in found
    assert sheet.gaps == ()


def test_a_meeting_that_runs_into_a_review_is_a_gap(desk, assessor, supervisor):
    sheet = drafted(desk, assessor, supervisor)
    with desk.sessions.begin() as session:
        session.add(
            Appointment(
                case_id=sheet.case_id,
                kind="review",
                starts=sheet.draft.at(3).first_meeting,
                minutes=30,
                booked_at=desk.now(),
            )
        )
    fresh = contracts.sheet(desk, assessor, sheet.case_id)
    assert fields(fresh) == ["condition_3.first_meeting"]


# ── Bad input ────────────────────────────────────────────────────────────────────────────────

LONG = "Łŵ<b>&amp;=1 \N{SMILING FACE WITH OPEN MOUTH} \N{ARABIC LETTER ALEF}" * 20


def test_a_person_and_a_place_of_three_hundred_letters_are_drafted_and_remarked_on_whole(
    desk, assessor, supervisor
):
    person = someone(name=LONG[:300], postcode="LD1 5AA", speaks="cy", access=("step_free",))
    sheet = drafted(desk, assessor, supervisor, person=person)
    chosen = sheet.draft.at(3).service
    amend(desk, supervisor, chosen, name=LONG[:120])
    fresh = contracts.sheet(desk, assessor, sheet.case_id)
    (said,) = (one for one in fresh.remarks_on(fresh.draft) if one.field == "condition_3.service")
    assert LONG[:120].split(maxsplit=1)[0] in desk.texts("en")(said.code, **said.values)
    assert LONG[:120].split(maxsplit=1)[0] in desk.texts("cy")(said.code, **said.values)
    assert contract_papers.issue(desk, assessor, sheet.case_id, fresh.seen, "both")


def test_a_service_that_closes_on_the_29th_of_february_takes_nobody_from_that_day(
    desk, assessor, supervisor
):
    services = stock(desk, supervisor)
    leap = dt.date(2028, 2, 29)
    amend(desk, supervisor, services["Practice Recovery Service"], closed_on=leap)
    sheet = contracts.draft(desk, assessor, assessed(desk, assessor, needs=("drugs",)))
    before, on = (
        {one.row.name: one.fit.takes for one in sheet.services_for("drugs", day)}
        for day in (leap - dt.timedelta(days=1), leap)
    )
    assert (before["Practice Recovery Service"], on["Practice Recovery Service"]) == (True, False)


def amend(desk, supervisor, service_id, **changes):
    """Change what the directory says of a service."""
    row = next(one for one in directory.services(desk, supervisor) if one.id == service_id)
    directory.amend(desk, supervisor, row.id, row.version, replace(row.entry, **changes))
