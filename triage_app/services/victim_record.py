"""Victims as the tables hold them, for many cases at once: decisions, wishes, who was told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypedDict

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from triage_app.domain import victims as rules
from triage_app.domain.other_ends import COMPLETED, WITHDRAWN
from triage_app.domain.victims import About, Decided, Happened, Said, Standing, Wish
from triage_app.domain.watched import TellVictim, VictimSeen, day_of
from triage_app.services.desk import Desk
from triage_app.storage.chosen import CHOSEN, Chosen, choose
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
OF_ENDINGS: Final = {COMPLETED: Decided.COMPLETED, WITHDRAWN: Decided.WITHDRAWN}


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


_STANDING: Final = Victim.removed_at.is_(None)
_VICTIMS: Final = select(Victim).where(Victim.case_id.in_(CHOSEN), _STANDING).order_by(Victim.id)
_NONE: Final = select(NoVictim.case_id).where(
    NoVictim.case_id.in_(CHOSEN), NoVictim.taken_back_at.is_(None)
)


def kept(session: Session, chosen: Chosen) -> Kept:
    """Read what is kept of the victims of the chosen cases: a query a table."""
    victims: defaultdict[int, list[Victim]] = defaultdict(list)
    for row in session.scalars(_VICTIMS, chosen):
        victims[row.case_id].append(row)
    without = frozenset(session.scalars(_NONE, chosen))
    if not victims:
        return Kept(without=without)
    of_them = choose(victims)
    return Kept(
        victims=victims,
        wishes=_wishes(session, of_them),
        told=_told(session, of_them),
        happened=_happened(session, of_them),
        without=without,
    )


def of_case(session: Session, case_id: int) -> Kept:
    """Read what is kept of the victims of one case."""
    return kept(session, choose((case_id,)))


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


_WISHES: Final = (
    select(VictimWish).where(VictimWish.case_id.in_(CHOSEN)).order_by(VictimWish.day, VictimWish.id)
)
_TOLD: Final = select(VictimTold.victim_id, VictimTold.event, VictimTold.happened_on).where(
    VictimTold.case_id.in_(CHOSEN)
)
_TAKEN_ON: Final = (
    select(Consent.case_id, func.min(Consent.day))
    .where(Consent.case_id.in_(CHOSEN), Consent.given)
    .group_by(Consent.case_id)
)
_SIGNED: Final = (
    select(Contract.case_id, func.min(Contract.signed_on))
    .where(Contract.case_id.in_(CHOSEN), Contract.signed_on.is_not(None))
    .group_by(Contract.case_id)
)
_BREACHES: Final = select(Breach.case_id, Breach.decided_at).where(
    Breach.case_id.in_(CHOSEN), Breach.found.is_(True), Breach.decided_at.is_not(None)
)
_LEFT: Final = select(WayOut.case_id, WayOut.recorded_at).where(
    WayOut.case_id.in_(CHOSEN), WayOut.taken_back_at.is_(None)
)
_ENDED: Final = select(Ending.case_id, Ending.kind, Ending.confirmed_at).where(
    Ending.case_id.in_(CHOSEN), Ending.stands.is_(True)
)


def _wishes(session: Session, chosen: Chosen) -> dict[int, list[Wish]]:
    found: defaultdict[int, list[Wish]] = defaultdict(list)
    for row in session.scalars(_WISHES, chosen):
        found[row.victim_id].append(wish_of(row))
    return found


def _told(session: Session, chosen: Chosen) -> dict[int, set[Happened]]:
    found: defaultdict[int, set[Happened]] = defaultdict(set)
    for victim_id, event, day in session.execute(_TOLD, chosen):
        found[victim_id].add(Happened(Decided(event), day))
    return found


def _happened(session: Session, chosen: Chosen) -> dict[int, list[Happened]]:
    """Return the key decisions of each case, in their order: read from the record itself."""
    found: defaultdict[int, set[Happened]] = defaultdict(set)
    for case_id, event, day in _decisions(session, chosen):
        found[case_id].add(Happened(event, day))
    order = list(Decided)
    return {
        case_id: sorted(several, key=lambda one: (one.day, order.index(one.event)))
        for case_id, several in found.items()
    }


def _decisions(session: Session, chosen: Chosen) -> Iterator[tuple[int, Decided, date]]:
    for case_id, day in session.execute(_TAKEN_ON, chosen):
        yield case_id, Decided.TAKEN_ON, day
    for case_id, signed_on in session.execute(_SIGNED, chosen):
        if signed_on:
            yield case_id, Decided.CONTRACT, signed_on
    breached = {case_id: day_of(at) for case_id, at in session.execute(_BREACHES, chosen) if at}
    yield from ((case_id, Decided.BREACH, day) for case_id, day in breached.items())
    for case_id, at in session.execute(_LEFT, chosen):
        yield case_id, Decided.NOT_TAKEN_ON, day_of(at)
    yield from _ended(session, chosen, breached)


def _ended(
    session: Session, chosen: Chosen, breached: Mapping[int, date]
) -> Iterator[tuple[int, Decided, date]]:
    """Yield how cases ended; a return after a breach is the breach itself."""
    for case_id, kind, at in session.execute(_ENDED, chosen):
        event = OF_ENDINGS.get(kind, Decided.ENDED)
        if event is not Decided.ENDED or case_id not in breached:
            yield case_id, event, day_of(at)
