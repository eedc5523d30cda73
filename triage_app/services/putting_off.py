"""Things to do that are put off with a reason and a day, and taken back."""

from datetime import date
from typing import Final

from triage_app.domain import attention as engine
from triage_app.domain import putting_off as rules
from triage_app.domain.lateness import Due
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.putting_off import facts_of
from triage_app.domain.roles import Permission, Role
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.watch import Sighted, see_one
from triage_app.storage.models import Case, PuttingOff

PUT_OFF: Final = audit.Deed("attention.put_off", audit.Category.COLLECTION)
TAKEN_BACK: Final = audit.Deed("attention.taken_back", audit.Category.ALTERATION)
FIELDS: Final = ("kind", "until", "reason")


def latest(desk: Desk, actor: Actor, case_id: int, one: Due) -> date | None:
    """Return the last day to which a thing to do may be put off by somebody; None: not at all."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        return _latest(desk, actor, see_one(session, desk, case_id), one)


def put_off(
    desk: Desk, actor: Actor, case_id: int, one: Due, given: tuple[date | None, str]
) -> None:
    """Put a thing to do off to a day, with a reason. Given: (until, reason)."""
    permit(actor, Permission.TRACK)
    until, reason = given
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id, with_for_update=True)
        sighted = see_one(session, desk, case_id)
        dues = engine.due(sighted.watched, sighted.scheme, desk.now())
        found = next((it for it in dues if facts_of(it) == facts_of(one)), None)
        if found is None:
            raise Refused("putting_off.changed_meanwhile")
        if found.put_off is not None:
            raise Refused("putting_off.already")
        most = _latest(desk, actor, sighted, found)
        if most is None:
            raise Refused("putting_off.never")
        if problems := tuple(rules.problems_with(until, reason, desk.today(), most)):
            raise Invalid(*problems)
        session.add(
            PuttingOff(
                case_id=case_id,
                kind=found.kind,
                facts=facts_of(found),
                until=until,
                reason=reason.strip(),
                put_off_by=actor.username,
                put_off_at=desk.now(),
            )
        )
        audit.record(session, desk, actor, PUT_OFF, case_id, FIELDS)


def take_back(desk: Desk, actor: Actor, case_id: int, number: int) -> None:
    """Let a thing that was put off call again at once."""
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        row = session.get_one(PuttingOff, number, with_for_update=True)
        if row.case_id != case_id or row.taken_back_at is not None:
            raise Refused("putting_off.changed_meanwhile")
        row.taken_back_by, row.taken_back_at = actor.username, desk.now()
        audit.record(session, desk, actor, TAKEN_BACK, case_id)


def _latest(desk: Desk, actor: Actor, sighted: Sighted, one: Due) -> date | None:
    """What only a supervisor can do, nobody else puts off."""
    if one.role is Role.SUPERVISOR and actor.role is not Role.SUPERVISOR:
        return None
    time = sighted.watched.time
    return rules.latest(one, desk.today(), time.last_working_day or time.last_day)
