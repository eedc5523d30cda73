"""A signed contract as it runs: what was recorded on each condition, through every variation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from triage_app.domain.compliance import Agreed, Attendance, Basis, Course, Meeting, Reoffence
from triage_app.domain.condition import Kind
from triage_app.domain.scheme import Scheme
from triage_app.domain.tags import TagDeed, Worn, worn
from triage_app.domain.watched import day_of
from triage_app.services.contract_chain import Chain, chain_of
from triage_app.storage.models import Appointment, Breach, Condition, Contract, TagEvent
from triage_app.storage.models import Reoffence as ReoffenceRow


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded while a contract ran, beside its offences and breaches."""

    meetings: Sequence[Appointment]
    minutes: Mapping[int, int]  # done, by condition of any of the contracts
    tags: Mapping[int, Sequence[TagEvent]]  # by condition of any of them
    owed: int = 0  # pence


def course_in(
    scheme: Scheme,
    contracts: Iterable[Contract],
    recorded: Recorded,
    reoffences: Iterable[ReoffenceRow],
    breaches: Iterable[Breach],
) -> Course | None:
    """Return the course of the contract in force; None where none was signed."""
    chain = chain_of(contracts)
    if chain is None:
        return None
    forgiven = _forgiven(breaches, chain)
    return Course(
        starts=chain.began,
        ends=chain.in_force.ends,
        conditions=tuple(
            _agreed(scheme, chain, one, (recorded, forgiven)) for one in chain.in_force.conditions
        ),
        table=scheme.standings,
        reoffences=tuple(
            Reoffence(one.offence_day, day_of(one.recorded_at), Basis(one.basis))
            for one in reoffences
        ),
        former=tuple(
            meeting_of(row)
            for row in recorded.meetings
            if row.condition_id is not None and row.condition_id not in chain.heirs
        ),
        owed=recorded.owed,
    )


def meeting_of(row: Appointment, position: int | None = None) -> Meeting:
    """Return a meeting as the rules see it."""
    attendance = Attendance(row.attendance) if row.attendance else None
    return Meeting(row.id, row.starts, attendance, position, row.kind, row.evidence_by)


def worn_of(events: Iterable[TagEvent]) -> Worn:
    """Return how a tag was worn, through every variation."""
    return worn((TagDeed(one.what), one.day) for one in sorted(events, key=lambda it: it.id))


def _agreed(
    scheme: Scheme,
    chain: Chain,
    one: Condition,
    known: tuple[Recorded, Mapping[int, date]],
) -> Agreed:
    (recorded, forgiven), since = known, chain.since(one)
    forebears = chain.forebears(one)
    tag = worn_of(event for number in forebears for event in recorded.tags.get(number, ()))
    return Agreed(
        position=one.position,
        kind=Kind(scheme.condition(one.code).kind),
        sessions=one.sessions,
        hours=one.hours,
        due=one.due,
        asked_on=one.asked_on,
        meetings=tuple(
            meeting_of(row, one.position)
            for row in recorded.meetings
            if chain.heirs.get(row.condition_id or 0) is one
        ),
        minutes=sum(recorded.minutes.get(number, 0) for number in forebears),
        forgiven_on=forgiven.get(one.position),
        fitted_on=tag.fitted_on,
        taken_off_on=tag.taken_off_on,
        since=since if since > chain.began else None,
    )


def _forgiven(breaches: Iterable[Breach], chain: Chain) -> dict[int, date]:
    """Return, for each condition, the last day on which a supervisor found no breach of it.

    What was decided under an earlier contract holds of the condition that goes on, wherever it
    now stands, and of no other that took its place.
    """
    decided = [
        (chain.condition_at(day_of(one.decided_at), position), day_of(one.decided_at))
        for one in breaches
        if one.found is False and one.decided_at
        for position in one.conditions
    ]
    return {one.position: day for one, day in decided if one is not None}
