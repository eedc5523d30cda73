"""A contract between its rows and the frozen draft that the rules judge."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session
from sqlalchemy.orm.attributes import flag_modified

from triage_app.domain import bespoke, contract_gaps, variation
from triage_app.domain import contract as rules
from triage_app.domain.charge_clock import ChargeClock
from triage_app.domain.condition import Condition as Agreed
from triage_app.domain.condition import unkeepable
from triage_app.domain.contract import Draft, Limits
from triage_app.domain.contract_gaps import Around
from triage_app.domain.problems import Problem, Refused, Stale
from triage_app.domain.scheme import Scheme
from triage_app.domain.variation import InForce
from triage_app.domain.wording import Wording
from triage_app.domain.workflow import State
from triage_app.services import read_in
from triage_app.services.authority import authority_of
from triage_app.services.clocks import charge_clock
from triage_app.services.contract_around import around
from triage_app.services.contract_chain import chain_in, met_of
from triage_app.services.desk import Actor, Desk
from triage_app.services.directory import ServiceRow, row_of
from triage_app.storage.models import Case, Condition, Contract, Service, Variation

UNDER_CONTRACT = (State.LIVE, State.BREACH_PROPOSED)
OFFENCES, AUTHORITY = "offences", "authority"  # fields of other steps that a gap may lead to
# What a condition's row and the rules call by the same name.
FACTS = tuple(one.name for one in fields(Agreed) if one.name not in ("position", "service"))
UNTOLD = ("pathway", "asked_on", "written_by", "reworded_by")
TOLD = ("service", *(name for name in FACTS if name not in UNTOLD))


@dataclass(frozen=True, slots=True)
class Seen:
    """Which state of a contract somebody was looking at when they changed it."""

    contract_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a case sets a draft against: its scheme, its clock, and the limits of its term."""

    scheme: Scheme
    clock: ChargeClock
    limits: Limits
    pathways: Mapping[str, Wording]  # what each pathway of need is called
    base: InForce | None = None  # the contract in force, where the draft varies it

    def terms(self, day: date) -> tuple[date, ...]:
        """Return the days on which a term may end that is signed on a day, the latest first."""
        if self.base is None:
            return rules.terms(day, self.scheme, self.limits)
        return variation.terms(self.base, day, self.scheme, self.limits)


def bounds(desk: Desk, case: Case) -> Bounds:
    """Return what a case sets a draft against; only a supervisor's word moves the safe day."""
    clock = charge_clock(desk, case)
    varies = open_variation(case)
    allowed = [case.term_end if case.term_by else None, varies.allowed_end if varies else None]
    scheme = desk.schemes.version(case.scheme).at(case.suite)
    sections = desk.instruments[scheme.instrument].sections
    pathways = {one.pathway: one.brief for one in sections}
    latest = max((day for day in allowed if day is not None), default=None)
    base = _base(case) if varies else None
    return Bounds(scheme, clock, Limits(clock.safe_day, latest), pathways, base)


def open_variation(case: Case) -> Variation | None:
    """Return the variation of a case that is not signed, refused or abandoned yet."""
    session = object_session(case)
    if session is None or case.state not in UNDER_CONTRACT:
        return None
    query = select(Variation).where(Variation.case_id == case.id, Variation.ended.is_(None))
    return session.scalars(query).first()


def _base(case: Case) -> InForce | None:
    session = object_session(case)
    chain = chain_in(session, case.id) if session else None
    if session is None or chain is None:
        return None
    return InForce(draft_of(chain.in_force), chain.began, met_of(session, chain, case.id)[1])


def held_against(session: Session, case: Case, against: Bounds) -> Around:
    """Return what a draft is held against beside its scheme, and what it varies."""
    return replace(around(session, case, against.scheme), base=against.base)


def reads(case: Case) -> str:
    """Return the language a person's papers are made in: that they read, or speak, or English."""
    return read_in.language(case.person)


def edition(case: Case) -> str:
    """Return the edition of the contract that suits a person: in large print where they need it."""
    return read_in.edition(case.person)


def held(session: Session, case_id: int) -> Case:
    """Return a case that nobody else changes meanwhile: on a shared database others wait."""
    return session.get_one(Case, case_id, with_for_update=True)


def current(session: Session, case_id: int) -> Contract | None:
    """Return the newest contract of a case: earlier ones were put aside for it.

    While one that is signed is varied, that is the draft of the next; one refused is no more.
    """
    query = select(Contract).where(Contract.case_id == case_id, Contract.put_aside.is_(False))
    return session.scalars(query.order_by(Contract.issue.desc())).first()


def next_issue(session: Session, case_id: int) -> int:
    """Return the number of the next contract of a case: none is given twice."""
    last = session.scalar(select(func.max(Contract.issue)).where(Contract.case_id == case_id))
    return (last or 0) + 1


def required(session: Session, case_id: int) -> Contract:
    """Return the newest contract of a case; refuse where none was drafted."""
    row = current(session, case_id)
    if row is None:
        raise Refused("contract.none_drafted")
    return row


def unsigned(session: Session, case_id: int, seen: Seen) -> Contract:
    """Return the contract to be worked on; refuse a signed one, and one that has moved on."""
    row = required(session, case_id)
    if row.signed_on is not None:
        raise Refused("contract.already_signed")
    if (row.id, row.version) != (seen.contract_id, seen.version):
        raise Stale(_as_told(draft_of(row)), by=row.drafted_by)
    return row


def require_assessed(case: Case) -> None:
    """Refuse to draft before the assessment is complete, or after the contract is live."""
    if case.state is not State.ASSESSED:
        raise Refused("contract.not_now")


def require_drafting(case: Case, row: Contract) -> None:
    """Refuse to work on a contract before the assessment, or on a variation out of its time."""
    if row.varies_id is None:
        require_assessed(case)
    elif case.state is not State.LIVE or open_variation(case) is None:
        raise Refused("variation.not_now")


def draft_of(row: Contract) -> Draft:
    """Return a contract as the rules see it."""
    conditions = tuple(
        Agreed(
            position=one.position,
            service=one.service_id,
            **{name: getattr(one, name) for name in FACTS},
        )
        for one in row.conditions
    )
    return Draft(row.drafted_for, row.ends, conditions, tuple(row.needs), dict(row.left_out))


def signed_by_writer(draft: Draft, before: Draft, actor: Actor) -> Draft:
    """Return a draft in which bespoke words name who wrote them first, and who changed them."""
    for one in draft.conditions:
        writer, other = _hands(one, before.at(one.position), actor.username)
        draft = draft.put(replace(one, written_by=writer, reworded_by=other))
    return draft


def _hands(one: Agreed, stood: Agreed | None, by: str) -> tuple[str, str]:
    """Return who first wrote the words of a condition, and who else changed them last.

    Whoever changes a letter of another's words has not written them: the writer stays known.
    """
    if one.code != bespoke.CODE:
        return "", ""
    if stood is None or not (stood.words.en or stood.words.cy):
        return by, ""
    unchanged = stood.words == one.words or by == stood.written_by
    return stood.written_by, stood.reworded_by if unchanged else by


def write(row: Contract, draft: Draft, scheme: Scheme, actor: Actor, desk: Desk) -> None:
    """Put a draft into its row; a condition that stays in its place keeps its row."""
    row.drafted_for, row.ends = draft.day, draft.ends
    row.needs, row.left_out = list(draft.needs), dict(draft.left_out)
    row.drafted_by, row.changed_at = actor.name, desk.now()
    flag_modified(row, "changed_at")  # a condition changed alone would not raise the version
    standing = {one.position: one for one in row.conditions}
    row.conditions = [
        _fill(standing.get(one.position, Condition(position=one.position)), one, scheme)
        for one in draft.conditions
    ]


def follow(row: Contract) -> Contract:
    """Return the next contract of the case, so that an issued paper keeps the one it prints."""
    return Contract(
        case_id=row.case_id,
        issue=row.issue + 1,
        edition=row.edition,
        varies_id=row.varies_id,
        conditions=[],
    )


def unsavable(draft: Draft, scheme: Scheme) -> tuple[Problem, ...]:
    """Return what not even a draft may hold: the database would refuse it, or nobody read it."""
    found = [
        problem
        for one in draft.conditions
        for problem in unkeepable(one, rules.kind_of(one, scheme))
    ]
    places = [one.position for one in draft.conditions]
    known = {slot.position for slot in scheme.slots}
    if len(set(places)) != len(places) or not set(places) <= known:
        found.append(Problem("conditions", "contract.too_many", {"n": len(known)}))
    if draft.ends <= draft.day:
        found.append(Problem("ends", "contract.too_short", {"n": scheme.shortest_term_days}))
    return tuple(found)


def gaps_in(
    session: Session, case: Case, draft: Draft, against: Bounds, day: date
) -> tuple[Problem, ...]:
    """Return everything that keeps a draft from being signed on a day, its case included."""
    held = held_against(session, case, against)
    found = contract_gaps.gaps(draft, against.scheme, against.limits, held, day)
    return (
        *named(found, against.pathways),
        *_case_gaps(session, case, against),
    )


def named(problems: Iterable[Problem], pathways: Mapping[str, Wording]) -> Iterator[Problem]:
    """Yield problems with the need they speak of called by its name in both languages."""
    for one in problems:
        need = one.values.get("need")
        name = pathways.get(str(need), need)
        yield replace(one, values={**one.values, "need": name}) if need else one


def services_of(session: Session) -> dict[int, ServiceRow]:
    """Return the whole directory by number, in the order of its names."""
    rows = session.scalars(select(Service).order_by(Service.name, Service.id))
    return {one.id: row_of(one) for one in rows}


def _case_gaps(session: Session, case: Case, against: Bounds) -> Iterator[Problem]:
    if not against.clock.known:
        yield Problem(OFFENCES, "contract.clock_unknown")
    if against.scheme.needs_authority and authority_of(session, case.id) is None:
        yield Problem(AUTHORITY, "contract.no_authority")


def _fill(row: Condition, one: Agreed, scheme: Scheme) -> Condition:
    row.service_id, row.kind = one.service, rules.kind_of(one, scheme)
    for name in FACTS:
        setattr(row, name, getattr(one, name))
    return row


def _as_told(draft: Draft) -> dict[str, object]:
    """Return the other's draft by field, as one who is told that theirs came first sees it."""
    told: dict[str, object] = {"day": draft.day, "ends": draft.ends}
    for one in draft.conditions:
        for name in TOLD:
            if (value := getattr(one, name)) not in (None, ""):
                told[f"condition_{one.position}.{name}"] = value
    return told
