"""The signed contracts of a case as one chain: each varies the one before, and none is forgotten.

What was recorded under an earlier one is counted for the condition that goes on; meetings of a
condition that was taken away stay on file, and stay missed if they were.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.variation import Met
from triage_app.storage.models import Appointment, Condition, Contract


@dataclass(frozen=True, slots=True)
class Chain:
    """Every contract of a case that was signed, the first first; the last is in force."""

    signed: tuple[Contract, ...]
    heirs: Mapping[int, Condition]  # a condition of any of them → the one in force it goes on as

    @property
    def in_force(self) -> Contract:
        """The contract that holds now."""
        return self.signed[-1]

    @property
    def began(self) -> date:
        """The first signing: the term is counted from it."""
        return self.signed[0].signed_on or self.signed[0].drafted_for

    def at(self, day: date) -> Contract:
        """Return the contract that was in force on a day; before the first, the first."""
        held = [one for one in self.signed if one.signed_on and one.signed_on <= day]
        return held[-1] if held else self.signed[0]

    def forebears(self, condition: Condition) -> tuple[int, ...]:
        """Return the numbers under which things were recorded on a condition in force."""
        return tuple(number for number, heir in self.heirs.items() if heir is condition)

    def since(self, condition: Condition) -> date:
        """Return the day a condition in force was first agreed."""
        own = {*self.forebears(condition)}
        first = next(one for one in self.signed if own & {it.id for it in one.conditions})
        return first.signed_on or first.drafted_for

    def condition_at(self, day: date, position: int) -> Condition | None:
        """Return the condition in force that goes on from a place of the contract of a day."""
        then = next((one for one in self.at(day).conditions if one.position == position), None)
        return self.heirs.get(then.id) if then is not None else None


def chain_of(contracts: Iterable[Contract]) -> Chain | None:
    """Return the chain among contracts given in the order of their issues; None: none is signed."""
    signed = tuple(one for one in contracts if one.signed_on is not None)
    return Chain(signed, _heirs(signed)) if signed else None


def chain_in(session: Session, case_id: int) -> Chain | None:
    """Return the chain of a case."""
    query = select(Contract).where(Contract.case_id == case_id).order_by(Contract.issue)
    return chain_of(session.scalars(query))


def in_force(session: Session, case_id: int) -> Contract | None:
    """Return the contract that holds now, if one was signed."""
    query = select(Contract).where(Contract.case_id == case_id, Contract.signed_on.is_not(None))
    return session.scalars(query.order_by(Contract.issue.desc()).limit(1)).first()


def met_of(
    session: Session, chain: Chain, case_id: int
) -> tuple[list[Appointment], tuple[Met, ...]]:
    """Return the standing meetings of the conditions in force, as rows and for the rules."""
    query = select(Appointment).where(
        Appointment.case_id == case_id,
        Appointment.condition_id.in_([*chain.heirs]),
        Appointment.called_off == "",
    )
    rows = list(session.scalars(query.order_by(Appointment.starts, Appointment.id)))
    met = tuple(
        Met(
            one.id,
            chain.heirs[one.condition_id or 0].position,
            one.starts,
            marked=one.attendance is not None,
        )
        for one in rows
    )
    return rows, met


def _heirs(signed: Sequence[Contract]) -> dict[int, Condition]:
    known = {one.id: one for contract in signed for one in contract.conditions}
    heirs: dict[int, Condition] = {}
    for heir in signed[-1].conditions:
        one: Condition | None = heir
        while one is not None and one.id not in heirs:
            heirs[one.id] = heir
            one = known.get(one.continues_id or 0)
    return heirs
