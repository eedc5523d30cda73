"""Victims as the tables hold them, for many cases at once: decisions, wishes, who was told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypedDict

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from triage_app.domain import victims as rules
from triage_app.domain.victims import About, Decided, Happened, Said, Standing, Wish
from triage_app.domain.watched import TellVictim, VictimSeen, day_of
from triage_app.domain.workflow import State
from triage_app.services.desk import Desk
from triage_app.storage.models import (
    Breach,
    Case,
    Consent,
    Contract,
    Ending,
    NoVictim,
    Victim,
    VictimSheet,
    VictimTold,
    VictimWish,
    WayOut,
)

Ids = Select[int]
OF_ENDINGS: Final = {"completed": Decided.COMPLETED, "withdrawn": Decided.WITHDRAWN}


class InSight(TypedDict):
    """What of the victims of a case the attention engine sees."""

    victims: tuple[VictimSeen, ...]
    harm_unsaid: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the victims of the chosen cases, by case or by victim."""

    victims: Mapping[int, list[Victim]] = field(default_factory=dict)
    wishes: Mapping[int, list[Wish]] = field(default_factory=dict)  # by victim
    told: Mapping[int, set[Happened]] = field(default_factory=dict)  # by victim
    happened: Mapping[int, list[Happened]] = field(default_factory=dict)
    without: frozenset[int] = frozenset()  # cases of which somebody said that nobody was harmed

    def standing(self, case_id: int) -> Standing:
        """Say what is known of whoever was harmed in a case."""
        if self.victims.get(case_id):
            return Standing.SOME
        return Standing.NONE if case_id in self.without else Standing.NOT_SAID

    def seen(self, case_id: int, within: tuple[int, int]) -> tuple[VictimSeen, ...]:
        """Return the victims of a case as the attention engine sees them."""
        return tuple(self._seen(one, within) for one in self.victims.get(case_id, []))

    def watched(self, case_id: int, within: tuple[int, int]) -> "InSight":
        """Return what the attention engine is given of them."""
        unsaid = self.standing(case_id) is Standing.NOT_SAID
        return InSight(victims=self.seen(case_id, within), harm_unsaid=unsaid)

    def want(self, case_id: int) -> str:
        """Say what all of them want of restorative justice: yes, no or open."""
        return rules.want(self.wishes.get(one.id, []) for one in self.victims.get(case_id, []))

    def _seen(self, row: Victim, within: tuple[int, int]) -> VictimSeen:
        wishes, told = self.wishes.get(row.id, []), self.told.get(row.id, set())
        open_now = rules.to_tell(self.happened.get(row.case_id, []), told, wishes)
        return VictimSeen(
            id=row.id,
            waits_since=rules.waiting_since(wishes, About.RESTORATIVE),
            to_tell=tuple(
                TellVictim(
                    one.event, one.day, rules.due(one.day, enhanced=row.enhanced, within=within)
                )
                for one in open_now
            ),
        )


def kept(session: Session, chosen: Ids) -> Kept:
    """Read what is kept of the victims of the cases a query chooses: a query a table."""
    standing = select(Victim).where(Victim.case_id.in_(chosen), Victim.removed_at.is_(None))
    victims: defaultdict[int, list[Victim]] = defaultdict(list)
    for row in session.scalars(standing.order_by(Victim.id)):
        victims[row.case_id].append(row)
    none = select(NoVictim.case_id).where(
        NoVictim.case_id.in_(chosen), NoVictim.taken_back_at.is_(None)
    )
    without = frozenset(session.scalars(none))
    if not victims:
        return Kept(without=without)
    of_them = select(Victim.case_id).where(Victim.case_id.in_(chosen), Victim.removed_at.is_(None))
    return Kept(
        victims=victims,
        wishes=_wishes(session, of_them),
        told=_told(session, of_them),
        happened=_happened(session, of_them),
        without=without,
    )


def of_case(session: Session, case_id: int) -> Kept:
    """Read what is kept of the victims of one case."""
    return kept(session, select(Case.id).where(Case.id == case_id))


def is_still_to_tell() -> ColumnElement[bool]:
    """Whether a case is closed, and has a victim whom nobody has told of the end.

    Asked of each closed case that somebody sees to: of theirs alone, not of everybody's victims.
    """
    told = exists().where(VictimTold.victim_id == Victim.id, VictimTold.event.in_(rules.ENDS))
    theirs = exists().where(Victim.case_id == Case.id, Victim.removed_at.is_(None), ~told)
    return and_(Case.state == State.CLOSED, theirs)


def has_victim(session: Session, case_id: int) -> bool:
    """Say whether the second condition has anybody it could be for; nobody said: it may have."""
    return of_case(session, case_id).standing(case_id) is not Standing.NONE


def may_ask_restorative(session: Session, case_id: int) -> bool:
    """Say whether a victim wants restorative justice; of one not recorded, whoever asks knows."""
    found = of_case(session, case_id)
    standing = found.standing(case_id)
    if standing is Standing.SOME:
        return found.want(case_id) == Said.YES
    return standing is Standing.NOT_SAID


def coordinators(session: Session, case_id: int) -> tuple[str, ...]:
    """Return the services that know of a victim by a sheet, each once; the newest is the last."""
    query = select(VictimSheet.service).where(VictimSheet.case_id == case_id)
    return tuple(dict.fromkeys(session.scalars(query.order_by(VictimSheet.id))))


def is_under_way(session: Session, case_id: int) -> bool:
    """Say whether a co-ordinator waits: a sheet went, or a victim was asked or wants it."""
    found = of_case(session, case_id)
    asked = (
        one.said in (Said.ASKED, Said.YES)
        for victim in found.victims.get(case_id, [])
        for one in _last_of(found.wishes.get(victim.id, []))
    )
    return any(asked) or bool(coordinators(session, case_id))


def _last_of(wishes: list[Wish]) -> list[Wish]:
    """Return what was last asked or said of restorative justice."""
    return [one for one in wishes if one.about == About.RESTORATIVE][-1:]


def standing_in(session: Session, desk: Desk, case: Case) -> tuple[VictimSeen, ...]:
    """Return the victims of one case with what each is still to be told."""
    within = desk.schemes.version(case.scheme).victims_told_within
    return of_case(session, case.id).seen(case.id, within)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────


def wish_of(row: VictimWish) -> Wish:
    """Return a wish as the rules see it."""
    return Wish(row.about, row.said, row.day, row.how, row.note)


def _wishes(session: Session, chosen: Ids) -> dict[int, list[Wish]]:
    query = select(VictimWish).where(VictimWish.case_id.in_(chosen))
    found: defaultdict[int, list[Wish]] = defaultdict(list)
    for row in session.scalars(query.order_by(VictimWish.day, VictimWish.id)):
        found[row.victim_id].append(wish_of(row))
    return found


def _told(session: Session, chosen: Ids) -> dict[int, set[Happened]]:
    query = select(VictimTold.victim_id, VictimTold.event, VictimTold.happened_on)
    found: defaultdict[int, set[Happened]] = defaultdict(set)
    for victim_id, event, day in session.execute(query.where(VictimTold.case_id.in_(chosen))):
        found[victim_id].add(Happened(Decided(event), day))
    return found


def _happened(session: Session, chosen: Ids) -> dict[int, list[Happened]]:
    """Return the key decisions of each case, in their order: read from the record itself."""
    found: defaultdict[int, set[Happened]] = defaultdict(set)
    for case_id, event, day in _decisions(session, chosen):
        found[case_id].add(Happened(event, day))
    order = list(Decided)
    return {
        case_id: sorted(several, key=lambda one: (one.day, order.index(one.event)))
        for case_id, several in found.items()
    }


def _decisions(session: Session, chosen: Ids) -> Iterator[tuple[int, Decided, date]]:
    for model, value, event, where in (
        (Consent, Consent.day, Decided.TAKEN_ON, Consent.given),
        (Contract, Contract.signed_on, Decided.CONTRACT, Contract.signed_on.is_not(None)),
    ):
        yield from _first(session, chosen, (model, value, event, where))
    breaches = select(Breach.case_id, Breach.decided_at).where(
        Breach.case_id.in_(chosen), Breach.found.is_(True), Breach.decided_at.is_not(None)
    )
    found = {case_id: day_of(at) for case_id, at in session.execute(breaches) if at}
    yield from ((case_id, Decided.BREACH, day) for case_id, day in found.items())
    left = select(WayOut.case_id, WayOut.recorded_at).where(
        WayOut.case_id.in_(chosen), WayOut.taken_back_at.is_(None)
    )
    for case_id, at in session.execute(left):
        yield case_id, Decided.NOT_TAKEN_ON, day_of(at)
    yield from _ended(session, chosen, found)


def _ended(
    session: Session, chosen: Ids, breached: Mapping[int, date]
) -> Iterator[tuple[int, Decided, date]]:
    """Yield how cases ended; a return after a breach is the breach itself."""
    query = select(Ending.case_id, Ending.kind, Ending.confirmed_at)
    for case_id, kind, at in session.execute(
        query.where(Ending.case_id.in_(chosen), Ending.stands.is_(True))
    ):
        event = OF_ENDINGS.get(kind, Decided.ENDED)
        if event is not Decided.ENDED or case_id not in breached:
            yield case_id, event, day_of(at)


def _first(
    session: Session, chosen: Ids, what: tuple[Any, Any, Decided, Any]
) -> Iterable[tuple[int, Decided, date]]:
    model, value, event, where = what
    query = select(model.case_id, func.min(value)).where(model.case_id.in_(chosen), where)
    for case_id, day in session.execute(query.group_by(model.case_id)):
        yield case_id, event, day
