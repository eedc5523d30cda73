"""Copies of papers saved as files: whole or not at all, and for somebody who is named."""

import os
from pathlib import Path
from typing import Final

from triage_app.documents.contents import Kind
from triage_app.domain.problems import Invalid, Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.paperwork import filed

COPIED: Final = audit.Deed("paperwork.copied", audit.Category.DISCLOSURE)
LONGEST_RECIPIENT: Final = 300


def save_copy(desk: Desk, actor: Actor, paper_id: int, path: Path, recipient: str) -> None:
    """Write the issued bytes to a file for somebody named; it gets its name once it is logged."""
    permit(actor, Permission.MAKE_PAPERS)
    recipient = recipient.strip()
    if not recipient:
        raise Invalid(Problem("recipient", "paperwork.say_for_whom"))
    if len(recipient) > LONGEST_RECIPIENT:
        raise Invalid(Problem("recipient", "problem.too_long", {"most": LONGEST_RECIPIENT}))
    with Unnamed(path) as file, desk.sessions.begin() as session:
        paper = filed(session, paper_id)
        # These go by a password, or for a reason that is kept.
        if paper.kind in (Kind.REFERRAL, Kind.VICTIM_SHEET):
            raise Refused("partner_referral.not_as_a_copy")
        if paper.kind == Kind.PROSECUTION:
            raise Refused("prosecution.not_as_a_copy")
        case_id = paper.case_id
        audit.record(session, desk, actor, COPIED, case_id, ("paper",), recipient=recipient)
        file.write(paper.pdf)


class Unnamed:
    """A file beside its place, which takes its name only if all went well, and else is gone.

    What is wrong with the disk is refused in words: nothing half written is left there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._beside = path.with_name(f".{path.name[:200]}.part")

    def __enter__(self) -> "Unnamed":
        return self

    def write(self, content: bytes) -> None:
        """Write the whole content, down to the disk."""
        try:
            with self._beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._refused() from error

    def __exit__(self, fault: object, *_: object) -> None:
        try:
            if fault is None:
                self._beside.replace(self._path)
            else:
                self._beside.unlink(missing_ok=True)
        except OSError as error:
            raise self._refused() from error

    def _refused(self) -> Refused:
        return Refused("paperwork.cannot_write", path=str(self._path))
