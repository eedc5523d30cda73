"""Signed papers that come back as scans: read, matched to what was issued, filed beside it.

A scan is held against the papers a page at a time. It is filed whole or not at all, with the
files as they came and a copy of its own in which the pages stand upright and in order.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, undefer

from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.scanned import (
    How,
    Judged,
    Leaf,
    Verdict,
    Word,
    codes_of,
    judge,
    problems_with,
)
from triage_app.exchange import scans as foreign
from triage_app.exchange.foreign import shown
from triage_app.services import audit
from triage_app.services.access import permit
from triage_app.services.audit import Category, Deed
from triage_app.services.desk import Actor, Desk
from triage_app.services.printed import name_of
from triage_app.services.scan_papers import Papers, Told, may_be_answered, papers_of
from triage_app.storage.models import Case, Paper, Scan, ScanFile, ScanPage

LOOKED_AT: Final = Deed("scans.looked_at", Category.CONSULTATION)
FILED: Final = Deed("scans.filed", Category.COLLECTION)
LISTED: Final = Deed("scans.listed", Category.CONSULTATION)
READ: Final = Deed("scans.read", Category.CONSULTATION)
MOST_MEGABYTES: Final = foreign.MOST_BYTES // foreign.MEGABYTE
MOST_PAGES: Final = foreign.MOST_PAGES

Progress = Callable[[float], None]  # told how much is done, of 1; whatever it raises ends the work
Words = Mapping[int, Word]  # what a person says of a page, by its place


@dataclass(frozen=True, slots=True)
class File:
    """One file of a scan, as it came."""

    name: str
    kind: str
    pages: int
    digest: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Stack:
    """What was brought so far: its files, and every page with its picture, in that order."""

    files: tuple[File, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    pictures: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a scan was found to be, and what may be said of the papers its pages are of."""

    verdict: Verdict
    papers: Mapping[str, Told]

    def told(self, one: Judged) -> Told | None:
        """Return what may be said of the paper that a page is of."""
        return self.papers.get(one.known.code) if one.known else None

    @property
    def paper(self) -> Told | None:
        """Return what may be said of the paper that the scan answers."""
        paper = self.verdict.paper
        return self.papers.get(paper.code) if paper else None


@dataclass(frozen=True, slots=True)
class ByHand:
    """A page of which a person said what it is."""

    place: int
    page: int | None
    how: How
    reason: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A signed copy that is on file."""

    id: int
    paper_id: int
    kind: str
    language: str
    code: str
    pages: int
    files: tuple[str, ...]
    filed_by: str
    filed_at: datetime
    by_hand: tuple[ByHand, ...]


# ── Reading and judging ──────────────────────────────────────────────────────────────────────


def may_come(desk: Desk, actor: Actor, case_id: int) -> bool:
    """Say whether a case has a paper that could come back signed, and this person files it."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        return may(actor.role, Permission.MAKE_PAPERS) and may_be_answered(session, case_id)


def bring(
    desk: Desk,
    actor: Actor,
    case_id: int,
    paths: Sequence[Path],
    before: Stack = Stack(),
    progress: Progress = lambda _: None,
) -> Stack:
    """Read some files, beside those that were brought before; nothing is kept of them yet."""
    permit(actor, Permission.MAKE_PAPERS)
    contents = foreign.brought(
        paths, foreign.MOST_BYTES - sum(len(one.content) for one in before.files)
    )
    for path, content in zip(paths, contents, strict=True):
        _check_new(desk, case_id, path.name, content)
    stack = before
    for number, (path, content) in enumerate(zip(paths, contents, strict=True)):

        def told(share: float, number: int = number) -> None:
            progress((number + share) / len(paths))

        stack = _with(stack, path.name, content, told)
    return stack


def _with(stack: Stack, name: str, content: bytes, progress: Progress) -> Stack:
    kind = foreign.kind_of(content, name)
    leaves, pictures = list(stack.leaves), list(stack.pictures)
    for page in foreign.read(content, name, progress, MOST_PAGES - len(leaves)):
        leaves.append(Leaf(len(leaves) + 1, page.texts, page.turn, page.blank))
        pictures.append(page.picture)
    read = len(leaves) - len(stack.leaves)
    file = File(name, kind, read, _digest(content), content)
    return Stack((*stack.files, file), tuple(leaves), tuple(pictures))


def _check_new(desk: Desk, case_id: int, name: str, content: bytes) -> None:
    """Refuse a file that is on file already, or never was on paper."""
    digest = _digest(content)
    with desk.sessions() as session:
        issued = select(Paper.id).where(Paper.case_id == case_id, Paper.digest == digest)
        if session.scalar(issued.limit(1)) is not None:
            raise Refused("scans.is_the_issued", file=shown(name))
        filed = (
            select(Scan).join(ScanFile).where(ScanFile.digest == digest, Scan.case_id == case_id)
        )
        if (one := session.scalars(filed).first()) is not None:
            by = name_of(session, one.filed_by)
            raise Refused("scans.already_filed", file=shown(name), moment=one.filed_at, by=by)


def judged(
    desk: Desk, actor: Actor, case_id: int, stack: Stack, words: Words, *, again: bool = False
) -> Seen:
    """Hold a scan against the papers: a look, logged, unless it is the same scan again."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions() as session:
        seen = _judged(session, case_id, stack, words)
    if not again:
        audit.look(desk, actor, LOOKED_AT, case_id, ("papers",))
    return seen


def say(
    desk: Desk, actor: Actor, case_id: int, stack: Stack, words: Words, said: tuple[int, Word]
) -> dict[int, Word]:
    """Return all words with one more, of the page at a place; refuse one that is not whole."""
    permit(actor, Permission.MAKE_PAPERS)
    place, word = said
    seen = judged(desk, actor, case_id, stack, {**words}, again=True)
    finding = next(one.finding for one in seen.verdict.leaves if one.leaf.place == place)
    if problems := problems_with(word, finding, seen.verdict):
        raise Invalid(*problems)
    return {**words, place: word}


def _judged(session: Session, case_id: int, stack: Stack, words: Words) -> Seen:
    papers: Papers = papers_of(session, case_id, codes_of(stack.leaves, words))
    return Seen(judge(stack.leaves, papers.known, words), papers.told)


# ── Filing ───────────────────────────────────────────────────────────────────────────────────


def file(desk: Desk, actor: Actor, case_id: int, stack: Stack, words: Words) -> int:
    """File a scan that is complete, beside the paper it answers; return its number."""
    permit(actor, Permission.MAKE_PAPERS)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id, with_for_update=True)
        verdict = _judged(session, case_id, stack, words).verdict
        if verdict.shuts_out:
            raise Refused("scans.of_another_case")
        if verdict.paper is None:
            raise Refused("scans.nothing_to_answer")
        if not verdict.complete:
            raise Refused("scans.not_complete")
        pdf = _copy(stack, verdict)
        scan = Scan(
            case_id=case_id,
            paper_id=verdict.paper.paper_id,
            pages=verdict.paper.pages,
            digest=_digest(pdf),
            pdf=pdf,
            filed_by=actor.username,
            filed_at=desk.now(),
        )
        scan.files = [_file(number, one) for number, one in enumerate(stack.files, 1)]
        scan.leaves = [_page(one) for one in verdict.leaves]
        session.add(scan)
        audit.record(session, desk, actor, FILED, case_id, ("scan", "paper"))
        session.flush()
        return scan.id


def _copy(stack: Stack, verdict: Verdict) -> bytes:
    # ReportLab takes a sixth of a second, which no start should wait for.
    from triage_app.documents.signed_copy import Sheet, signed_copy  # noqa: PLC0415

    ordered = verdict.ordered
    sheets = [Sheet(stack.pictures[one.leaf.place - 1], one.turn) for one in ordered]
    return signed_copy(sheets, verdict.paper.code if verdict.paper else "")


def _file(position: int, one: File) -> ScanFile:
    return ScanFile(
        position=position,
        name=one.name,
        kind=one.kind,
        pages=one.pages,
        digest=one.digest,
        content=one.content,
    )


def _page(one: Judged) -> ScanPage:
    how = one.how if one.page else How.LEFT_OUT
    return ScanPage(
        place=one.leaf.place,
        page=one.page or None,
        how=how,
        reason=" ".join(one.reason.split()),
        turned=one.turn,
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# ── On file ──────────────────────────────────────────────────────────────────────────────────


def filed(desk: Desk, actor: Actor, case_id: int, *, again: bool = False) -> tuple[Filed, ...]:
    """Return the signed copies of a case, the newest first: a look, logged, unless it is again."""
    permit(actor, Permission.SEE_CASES)
    if not again:
        audit.look(desk, actor, LISTED, case_id, ("scans",))
    query = (
        select(Scan, Paper)
        .join(Paper, Paper.id == Scan.paper_id)
        .where(Scan.case_id == case_id)
        .order_by(Scan.id.desc())
        .options(selectinload(Scan.files), selectinload(Scan.leaves))
    )
    with desk.sessions() as session:
        return tuple(_filed(session, *row) for row in session.execute(query))


def signed_copy_of(session: Session, paper_id: int) -> Scan | None:
    """Return the newest signed copy of a paper, if one is on file."""
    query = select(Scan).where(Scan.paper_id == paper_id).order_by(Scan.id.desc()).limit(1)
    return session.scalars(query).first()


def pdf(desk: Desk, actor: Actor, scan_id: int) -> bytes:
    """Return a signed copy in order, and refuse it if it is not as it was filed: a look, logged."""
    permit(actor, Permission.SEE_CASES)
    with desk.sessions() as session:
        scan = session.get_one(Scan, scan_id, options=[undefer(Scan.pdf)])
        if _digest(scan.pdf) != scan.digest:
            code = session.get_one(Paper, scan.paper_id).code
            raise Refused("scans.altered", number=code)
        case_id, content = scan.case_id, scan.pdf
    audit.look(desk, actor, READ, case_id, ("scan",))
    return content


def _filed(session: Session, scan: Scan, paper: Paper) -> Filed:
    said = [one for one in scan.leaves if one.how != How.READ and one.reason]
    return Filed(
        id=scan.id,
        paper_id=paper.id,
        kind=paper.kind,
        language=paper.language,
        code=paper.code,
        pages=scan.pages,
        files=tuple(one.name for one in scan.files),
        filed_by=name_of(session, scan.filed_by),
        filed_at=scan.filed_at,
        by_hand=tuple(ByHand(one.place, one.page, How(one.how), one.reason) for one in said),
    )
