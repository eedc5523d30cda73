"""Telling a victim of key decisions: who told them, when and how, or why they were not told."""

from collections.abc import Sequence
from typing import Final

from triage_app.domain import victims as rules
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.domain.victims import Decided, Happened, Telling
from triage_app.services import audit, victim_record
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.storage.models import Case, Victim, VictimTold

TOLD: Final = audit.Deed("victims.told", audit.Category.DISCLOSURE)
NOT_TOLD: Final = audit.Deed("victims.not_told", audit.Category.ALTERATION)
RECIPIENT: Final = "victim"  # as the log names them: by their place, and not by their name
FIELDS: Final = ("event", "told", "day", "how")


def record(
    desk: Desk, actor: Actor, victim_id: int, about: Sequence[Happened], given: Telling
) -> None:
    """Record that a victim was told of some decisions at once, or why they were not."""
    permit(actor, Permission.SEE_VICTIMS)
    if not about:
        raise Invalid(Problem("events", "victims.say_of_what"))
    with desk.sessions.begin() as session:
        row = session.get(Victim, victim_id, with_for_update=True)
        if row is None or row.removed_at is not None:
            raise Refused("victims.not_there")
        case = session.get_one(Case, row.case_id)
        seen = victim_record.standing_in(session, desk, case)
        open_now = {
            Happened(Decided(one.event), one.happened_on)
            for victim in seen
            if victim.id == victim_id
            for one in victim.to_tell
        }
        if not set(about) <= open_now:
            raise Refused("victims.told_already")
        since = max(one.day for one in about)
        if found := tuple(rules.telling_problems(given, since, desk.today())):
            raise Invalid(*found)
        session.add_all(_row(desk, actor, row, one, given) for one in about)
        deed = TOLD if given.told else NOT_TOLD
        recipient = RECIPIENT if given.told else ""
        audit.record(session, desk, actor, deed, row.case_id, FIELDS, recipient=recipient)


def _row(desk: Desk, actor: Actor, victim: Victim, one: Happened, given: Telling) -> VictimTold:
    return VictimTold(
        victim_id=victim.id,
        case_id=victim.case_id,
        event=one.event,
        happened_on=one.day,
        told=given.told,
        day=given.day,
        how=(given.how or "") if given.told else "",
        by=given.by.strip() if given.told else "",
        why_not="" if given.told else (given.why_not or ""),
        note=given.note.strip(),
        recorded_by=actor.username,
        recorded_at=desk.now(),
    )
