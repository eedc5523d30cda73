"""Verbs for what shows that a contract is kept: hours, a tag, a contribution."""

import datetime as dt

from sqlalchemy import delete, select

from tests.services.verbs_tracking import running
from tests.stages import staged
from triage_app.domain.tags import TagDeed, TagEvent
from triage_app.domain.tracked import Hours
from triage_app.services import keeping, tracking_view
from triage_app.storage.models import Appointment, Case, Condition, Contract

WILTSHIRE = "wiltshire-deferred-2021-01"
FIFTH = {
    "volunteering": {"code": "VO1", "hours": 20},
    "tag": {"code": "TG1", "hours": None},
}


@staged
def with_fifth(desk, actor, supervisor, kind, **changes):
    """Return the id of a case whose contract has volunteering or a tag in its fifth place."""
    case_id = running(desk, actor, supervisor, **changes)
    with desk.sessions.begin() as session:
        row = _conditions(session, case_id)[-1]
        session.execute(delete(Appointment).where(Appointment.condition_id == row.id))
        row.kind, row.pathway, row.sessions, row.first_meeting = kind, None, None, None
        row.code, row.hours = FIFTH[kind]["code"], FIFTH[kind]["hours"]
        row.service_id = None
    return case_id


@staged
def that_pays(desk, actor, supervisor, **changes):
    """Return the id of a case under Wiltshire's scheme, which asks for a contribution."""
    case_id = running(desk, actor, supervisor, **changes)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).scheme = WILTSHIRE
        _, *others = _conditions(session, case_id)
        kept = next(one for one in others if one.pathway)
        kept.code, kept.pathway = "DA1", "drugs"
        for one in others:
            if one is not kept:
                session.execute(delete(Appointment).where(Appointment.condition_id == one.id))
                session.delete(one)
    return case_id


def fifth(desk, actor, case_id):
    return tracking_view.view(desk, actor, case_id).conditions[-1]


def work(desk, actor, case_id, day, minutes=180, **changes):
    given = Hours(day, minutes, "Garden", "Gwyn Sallow, co-ordinator", **changes)
    keeping.add_hours(desk, actor, case_id, fifth(desk, actor, case_id).id, given)


def tag(desk, actor, case_id, what, day=None, note="As agreed"):
    given = TagEvent(TagDeed(what), day or desk.today(), "The tag provider", note)
    keeping.record_tag(desk, actor, case_id, fifth(desk, actor, case_id).id, given)


def days_on(desk, clock, days):
    clock.now = clock.now + dt.timedelta(days=days)
    return desk.today()


def _conditions(session, case_id):
    query = (
        select(Condition)
        .join(Contract, Contract.id == Condition.contract_id)
        .where(Contract.case_id == case_id, Contract.signed_on.is_not(None))
        .order_by(Condition.position)
    )
    return list(session.scalars(query))
