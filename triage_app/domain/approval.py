"""Who may approve what another has proposed: never the one who proposed it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission, Role, may


class Matter(StrEnum):
    """What one proposes and another decides: the codes by which the attention engine calls."""

    BREACH = "breach"
    VARIATION = "variation_approval"
    OWN_WORDS = "own_words"
    DISPOSAL = "disposal"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff as approvals know them."""

    username: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Approval:
    """Whether somebody may approve; the code of the reason if not, and who could instead."""

    allowed: bool
    code: str = ""
    others: tuple[Colleague, ...] = ()

    def insist(self) -> None:
        """Refuse in words unless it is allowed."""
        if not self.allowed:
            raise Refused(self.code, names=", ".join(one.name for one in self.others))


def may_approve(
    proposer: str,
    approver: Colleague,
    staff: Sequence[Colleague],
    permission: Permission = Permission.DECIDE_BREACH,
    involved: Collection[str] = (),
) -> Approval:
    """Say whether a colleague may approve what another proposed, and by whom it could be.

    Nobody approves their own, nor what they are involved in otherwise, as a case's assessor is.
    Where no supervisor is left nobody here can; that is said too, rather than left to be found out.
    """
    apart = {proposer, *involved}
    others = tuple(
        one
        for one in staff
        if one.username not in apart | {approver.username} and may(one.role, permission)
    )
    if approver.username not in apart and may(approver.role, permission):
        return Approval(allowed=True, others=others)
    if not others:
        left_out = any(
            one.username in apart - {proposer} and may(one.role, permission) for one in staff
        )
        return Approval(allowed=False, code=f"approvals.nobody_{'left' if left_out else 'here'}")
    reason = "own" if approver.username == proposer else "not_yours"
    if approver.username in apart - {proposer}:
        reason = "own_case"
    return Approval(allowed=False, code=f"approvals.{reason}", others=others)


def urgency(last_day: date | None, asked_at: datetime) -> tuple[date, datetime]:
    """Return what a queue is sorted by: the least time to charge, then what waits longest."""
    return last_day or date.max, asked_at
