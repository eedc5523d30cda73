"""What the parts of a prosecution file are made of: papers as filed, words in two languages."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Select
from sqlalchemy.orm import Session, undefer

from triage_app.documents.for_prosecution import Attached
from triage_app.domain.watched import day_of
from triage_app.domain.wording import Language, Wording
from triage_app.services.desk import Desk
from triage_app.services.scans import signed_copy_of
from triage_app.storage.models import Paper, Scan


def papers(session: Session, query: Select[Paper]) -> Iterator[Paper]:
    """Yield papers with their bytes, the first first."""
    yield from session.scalars(query.order_by(Paper.id).options(undefer(Paper.pdf)))


def scan_of(session: Session, paper: Paper) -> Scan | None:
    """Return the newest signed copy of a paper, with its bytes."""
    newest = signed_copy_of(session, paper.id)
    if newest is None:
        return None
    return session.get_one(Scan, newest.id, options=[undefer(Scan.pdf)], populate_existing=True)


def attached(title: Wording, paper: Paper) -> Attached:
    """Return a paper as it goes into the file."""
    return Attached(
        title=title,
        dated=day_of(paper.made_at),
        seal=paper.digest,
        pdf=_sound(paper.pdf, paper.digest),
        code=paper.code,
    )


def scanned(title: Wording, paper: Paper, scan: Scan) -> Attached:
    """Return a signed copy as it goes into the file."""
    return Attached(
        title=title,
        dated=day_of(scan.filed_at),
        seal=scan.digest,
        pdf=_sound(scan.pdf, scan.digest),
        code=paper.code,
    )


def _sound(pdf: bytes, digest: str) -> bytes | None:
    """Return bytes that are as they were filed; None of any others, which nobody should read."""
    return pdf if hashlib.sha256(pdf).hexdigest() == digest else None


def kind_of(desk: Desk, paper: Paper) -> Wording:
    """Name a paper by its kind."""
    return Wording(*(desk.texts(it)(f"paperwork.kind_{paper.kind}") for it in Language))


def both(desk: Desk, code: str) -> Wording:
    """Say something in both languages."""
    return Wording(*(desk.texts(it)(code) for it in Language))


def say(desk: Desk, line: str, **values: object) -> Wording:
    """Say a line of the file in both languages."""
    return Wording(*(desk.texts(it)(f"paper_prosecution.{line}", **values) for it in Language))


def plain(text: str) -> Wording:
    """Return words that somebody wrote, the same in either language."""
    return Wording(text, text)


def beside(first: Wording, more: Wording) -> Wording:
    """Join two sayings, language by language."""
    return Wording(*(" ".join(filter(None, (first[it], more[it].strip()))) for it in Language))
