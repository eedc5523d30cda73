"""Which closed cases have a victim who is still to be told of a decision: asked of indexes alone.

As `victims.to_tell` says it of one case, for Today, which never reads a case that is all done. A
decision that did not hold is not the one that does: who was told of it before is told again.
"""

from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from triage_app.domain.victims import About, Decided, Said
from triage_app.domain.workflow import State
from triage_app.services.victim_record import OF_ENDINGS
from triage_app.storage.models import (
    Breach,
    Case,
    Consent,
    Contract,
    Ending,
    Victim,
    VictimTold,
    VictimWish,
    WayOut,
)

Condition = ColumnElement[bool]
_EVENT: Final = case(OF_ENDINGS, value=Ending.kind, else_=Decided.ENDED)


def is_still_to_tell() -> Condition:
    """Whether a case is closed, and has a victim whom nobody has told of a decision in it.

    Whoever wishes to be told no more is not looked for.
    """
    untold = or_(
        _untold_on(Decided.CONTRACT, _first(Contract.signed_on, Contract.case_id)),
        _untold_on(Decided.TAKEN_ON, _first(Consent.day, Consent.case_id, Consent.given.is_(True))),
        *_untold_ends(),
    )
    theirs = exists().where(
        Victim.case_id == Case.id, Victim.removed_at.is_(None), untold, ~_wishes_nothing()
    )
    return and_(Case.state == State.CLOSED, theirs)


def _first(
    day: InstrumentedAttribute[Any], case_id: InstrumentedAttribute[int], *but: Condition
) -> Select[date | None]:
    """Return the first day on which something was so in the case of a victim."""
    return select(func.min(day)).where(case_id == Victim.case_id, *but).correlate(Victim)


def _untold_on(event: Decided, day: Select[date | None]) -> Condition:
    """Whether something happened on a day, and the victim was not told of that."""
    first = day.scalar_subquery()
    told = exists().where(
        VictimTold.victim_id == Victim.id,
        VictimTold.event == event,
        VictimTold.happened_on == first,
    )
    return and_(~told, first.is_not(None))


def _untold_ends() -> tuple[Condition, ...]:
    """Whether the case ended in some way since the victim was told of an end of that kind."""
    broken = exists().where(Breach.case_id == Ending.case_id, Breach.found.is_(True))
    return (
        exists().where(
            Ending.case_id == Victim.case_id,
            Ending.stands.is_(True),
            or_(_EVENT != Decided.ENDED, ~broken),  # a return after a breach is the breach itself
            ~_told_since(_EVENT, Ending.confirmed_at),
        ),
        exists().where(
            WayOut.case_id == Victim.case_id,
            WayOut.taken_back_at.is_(None),
            ~_told_since(Decided.NOT_TAKEN_ON, WayOut.recorded_at),
        ),
        exists().where(
            Breach.case_id == Victim.case_id,
            Breach.found.is_(True),
            ~_told_since(Decided.BREACH, Breach.decided_at),
        ),
    )


def _told_since(event: ColumnElement[str] | Decided, at: InstrumentedAttribute[Any]) -> Condition:
    return (
        exists()
        .where(
            VictimTold.victim_id == Victim.id,
            VictimTold.event == event,
            VictimTold.recorded_at >= at,
        )
        .correlate(Victim, at.class_)
    )


def _wishes_nothing() -> Condition:
    """Whether what a victim answered last of being told is that they had rather not."""
    later, same = aliased(VictimWish), VictimWish.about == About.BEING_TOLD
    after = or_(
        later.day > VictimWish.day, and_(later.day == VictimWish.day, later.id > VictimWish.id)
    )
    answered = exists().where(
        later.victim_id == VictimWish.victim_id,
        later.about == About.BEING_TOLD,
        later.said != Said.ASKED,
        after,
    )
    return exists().where(
        VictimWish.victim_id == Victim.id, same, VictimWish.said == Said.NO, ~answered
    )
