"""Who may approve what another has proposed: never the one who proposed it."""

from collections.abc import Sequence
from dataclasses import dataclass

from triage_app.domain.problems import Refused
from triage_app.domain.roles import Permission, Role, may


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
) -> Approval:
    """Say whether a colleague may approve what another proposed, and by whom it could be.

    Nobody approves their own. Where the only supervisor is the proposer nobody here can; that is
    said too, rather than left to be found out.
    """
    others = tuple(
        one
        for one in staff
        if one.username not in (proposer, approver.username) and may(one.role, permission)
    )
    if approver.username != proposer and may(approver.role, permission):
        return Approval(allowed=True, others=others)
    reason = "own" if approver.username == proposer else "not_yours"
    code = f"approvals.{reason}" if others else "approvals.nobody_here"
    return Approval(allowed=False, code=code, others=others)
