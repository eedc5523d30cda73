"""Verbs that take a case to its contract: assessed, authorised, with services to send it to."""

import datetime as dt
from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tests.services.verbs_assessment import begun, put
from tests.stages import staged
from triage_app.config import RESOURCES
from triage_app.domain.needs import View
from triage_app.domain.signing import Capacity, Name, Signer
from triage_app.domain.workflow import State
from triage_app.services import contract_papers, contracts, directory, signing
from triage_app.services.assessments import judge, rank
from triage_app.services.authority import Authority, authorise
from triage_app.services.signing import Sitting
from triage_app.services_file import load_services
from triage_app.storage.models import Service

NEEDS = ("drugs", "finance", "physical_health")
TODAY = dt.date(2026, 5, 11)
LONDON = ZoneInfo("Europe/London")
SIGNED_AT = dt.datetime(2026, 5, 11, 8, 30, tzinfo=dt.UTC)  # as the clock of the tests stands
INSPECTOR = Authority("Insp Heulwen Alder", "Inspector", "2201", TODAY)


@cache
def practice_services():
    """The services of the practice directory, read once."""
    return load_services(RESOURCES / "practice" / "services.toml")


@staged
def stock(desk, supervisor):
    """Put the practice services into the directory, once; return their ids by name."""
    with desk.sessions.begin() as session:
        known = set(session.scalars(select(Service.name)))
        for one in practice_services():
            if one.name not in known:
                directory.put(session, desk, supervisor, one)
        return dict(session.execute(select(Service.name, Service.id)).all())


@staged
def assessed(desk, actor, needs=NEEDS, *, authorised=True, **changes):
    """Return the id of a case with its needs found, in order, and its officer recorded."""
    view = begun(desk, actor, **changes)
    case_id = view.case_id
    for pathway in needs:
        linked = View(linked_to_offending=True)
        view = judge(desk, actor, case_id, view.seen, pathway, linked)
    if needs:
        rank(desk, actor, case_id, view.seen, tuple(needs), "Agreed with the person")
    if authorised:
        authorise(desk, actor, case_id, INSPECTOR)
    put(desk, actor, case_id, State.ASSESSED)
    return case_id


def filled(sheet, services):
    """Return the draft of a sheet with everything said that a paper needs."""
    first = {
        "drugs": "Practice Recovery Service",
        "finance": "Practice Advice Centre",
        "physical_health": "Practice Surgery",
    }
    draft = sheet.draft
    for weeks, one in enumerate(draft.conditions, start=1):
        if one.pathway:
            day = sheet.draft.day + dt.timedelta(weeks=weeks)
            meeting = dt.datetime.combine(day, dt.time(9, 30), tzinfo=dt.UTC)
            said = {"sessions": 6, "first_meeting": meeting}
            draft = draft.put(replace(one, service=services[first[one.pathway]], **said))
    return draft


@staged
def drafted(desk, actor, supervisor, **changes):
    """Return the sheet of a contract with nothing left to settle."""
    services = stock(desk, supervisor)
    case_id = assessed(desk, actor, **changes)
    sheet = contracts.draft(desk, actor, case_id)
    contracts.change(desk, actor, case_id, sheet.seen, filled(sheet, services))
    return contracts.sheet(desk, actor, case_id)


@staged
def papered(desk, actor, supervisor, edition="en", **changes):
    """Return the sheet of a contract whose paper is made."""
    sheet = drafted(desk, actor, supervisor, **changes)
    contract_papers.issue(desk, actor, sheet.case_id, sheet.seen, edition)
    return contracts.sheet(desk, actor, sheet.case_id)


def names(desk, actor, case_id, at=None, **manners):
    """Return everybody's names, signed as the paper was made unless said otherwise."""
    asked = signing.asked(desk, actor, case_id)
    moment = at or asked.issued.astimezone(LONDON).replace(
        year=asked.day.year, month=asked.day.month, day=asked.day.day
    )
    return tuple(
        replace(
            one,
            name=one.name or "Aneirin Heron",
            manner=manners.get(one.role, one.manner),
            at=moment,
        )
        for one in asked.names
    )


def signed(desk, actor, case_id, seen, *more, **said):
    """Record that everybody signed the paper; return whether the contract is in force."""
    given = Sitting((*names(desk, actor, case_id, **said), *more), explained=True)
    return signing.sign(desk, actor, case_id, seen, given)


@staged
def live(desk, actor, supervisor, **changes):
    """Return the sheet of a signed contract."""
    sheet = papered(desk, actor, supervisor, **changes)
    case_id = sheet.case_id
    signed(desk, actor, case_id, sheet.seen)
    return contracts.sheet(desk, actor, case_id)


def witness(name="Gwenllian Osprey", at=SIGNED_AT):
    return Name(Signer.WITNESS, name, at=at, capacity=Capacity.CUSTODY_STAFF)
