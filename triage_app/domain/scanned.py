"""What the pages of a scan are, held against the papers that were issued.

A page is known by the code at its foot, `CODE/PAGE`: the code is the version's own and means
nothing by itself. A page whose code cannot be read is somebody's word, with the reason for it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Problem

# Crockford's letters and digits, as papers are coded in: no I, L, O, U.
_CODE = "[0-9A-HJKMNP-TV-Z]{16}"
_MARK = re.compile(f"({_CODE})/([1-9][0-9]?)")
_WHOLE = re.compile(_CODE)
# What a person types for the letters that the alphabet leaves out.
_MISTAKEN = str.maketrans("OIL", "011")
MOST_LETTERS: Final = 300  # of a reason
TURNS: Final = (0, 90, 180, 270)


class Standing(StrEnum):
    """How the paper that a code belongs to stands towards the case it is scanned into."""

    ANSWERS = "answers"
    STALE = "stale"  # put aside before it was signed
    ELSEWHERE = "elsewhere"  # another case's
    NOT_SIGNED = "not_signed"  # of a kind that nobody signs


class Finding(StrEnum):
    """What one page of a scan was found to be."""

    FITS = "fits"
    BLANK = "blank"
    LEFT_OUT = "left_out"
    UNREADABLE = "unreadable"
    SOMETHING_ELSE = "something_else"  # a code that no paper of ours carries
    TWO_CODES = "two_codes"
    UNKNOWN = "unknown"  # a code of our form that is in no paper of this caseload
    TWICE = "twice"
    OTHER_PAPER = "other_paper"
    STALE = "stale"
    NOT_SIGNED = "not_signed"
    ELSEWHERE = "elsewhere"


class How(StrEnum):
    """How it was come to know which page a picture shows."""

    READ = "read"
    TYPED = "typed"
    CHOSEN = "chosen"
    LEFT_OUT = "left_out"


SETTLED: Final = frozenset({Finding.FITS, Finding.BLANK, Finding.LEFT_OUT})
# Of these a person may say which page they show; of the others the code has said it.
MAY_BE_NAMED: Final = frozenset(
    {Finding.UNREADABLE, Finding.SOMETHING_ELSE, Finding.TWO_CODES, Finding.BLANK}
)
_BY_STANDING: Final = {
    Standing.STALE: Finding.STALE,
    Standing.ELSEWHERE: Finding.ELSEWHERE,
    Standing.NOT_SIGNED: Finding.NOT_SIGNED,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in the code of one page: of which paper, and which page of it."""

    code: str
    page: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page as it came: its place among all, the codes on it, how it has to be turned."""

    place: int  # from 1, over all files
    texts: tuple[str, ...] = ()
    turn: int = 0  # degrees clockwise that put it upright; 0 where nothing tells
    blank: bool = False

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The codes on it that are of our form, each once."""
        read = (mark_of(text) for text in self.texts)
        return tuple(dict.fromkeys(mark for mark in read if mark is not None))


@dataclass(frozen=True, slots=True)
class Known:
    """The paper that a code belongs to."""

    paper_id: int
    code: str
    pages: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of one page: the code they read, or which page it is, or neither."""

    how: How
    page: int = 0
    code: str = ""
    reason: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One page, and what it is."""

    leaf: Leaf
    finding: Finding
    how: How = How.READ
    page: int = 0
    known: Known | None = None
    reason: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """All pages, the paper they answer, and the pages of it that are not among them."""

    leaves: tuple[Judged, ...]
    paper: Known | None
    missing: tuple[int, ...] = ()

    @property
    def open(self) -> tuple[Judged, ...]:
        """The pages of which something has to be said yet."""
        return tuple(one for one in self.leaves if one.finding not in SETTLED)

    @property
    def shuts_out(self) -> tuple[Judged, ...]:
        """The pages that keep the whole scan out: they are another person's."""
        return tuple(one for one in self.leaves if one.finding is Finding.ELSEWHERE)

    @property
    def complete(self) -> bool:
        """Whether each page of the paper is there, once, and nothing is left to say."""
        return self.paper is not None and not self.open and not self.missing

    @property
    def ordered(self) -> tuple[Judged, ...]:
        """The pages of the paper in their order."""
        fits = (one for one in self.leaves if one.finding is Finding.FITS)
        return tuple(sorted(fits, key=lambda one: one.page))

    @property
    def moved(self) -> bool:
        """Whether any page was out of its place or not upright."""
        places = [one.leaf.place for one in self.ordered]
        return places != sorted(places) or any(one.turn for one in self.ordered)


def mark_of(text: str) -> Mark | None:
    """Read what a code says, if it is one of ours."""
    found = _MARK.fullmatch(text)
    return Mark(found[1], int(found[2])) if found else None


def typed_code(text: str) -> str:
    """Return a code as it was printed, from however it was typed: in fours, small, O for 0."""
    plain = re.sub(r"[\s-]", "", text.partition("/")[0]).upper().translate(_MISTAKEN)
    return plain if _WHOLE.fullmatch(plain) else ""


def codes_of(leaves: Iterable[Leaf], words: Mapping[int, Word]) -> set[str]:
    """Return every code that is to be looked up."""
    read = {mark.code for leaf in leaves for mark in leaf.marks}
    return read | {word.code for word in words.values() if word.code}


def judge(leaves: Sequence[Leaf], known: Mapping[str, Known], words: Mapping[int, Word]) -> Verdict:
    """Hold every page against the papers its code names, and against what people say of it."""
    first = [_alone(leaf, known, words.get(leaf.place)) for leaf in leaves]
    paper = _answered(first)
    found: list[Judged] = []
    for one in first:
        found.append(_among(one, paper, {each.page for each in found if _fits(each)}))
    pages = {one.page for one in found if _fits(one)}
    wanted = range(1, paper.pages + 1) if paper else ()
    return Verdict(tuple(found), paper, tuple(page for page in wanted if page not in pages))


def problems_with(word: Word, finding: Finding, verdict: Verdict) -> tuple[Problem, ...]:
    """Return what is wrong with what a person says of a page of this finding."""
    if len(word.reason) > MOST_LETTERS:
        return (Problem("reason", "problem.too_long", {"most": MOST_LETTERS}),)
    if word.how is How.TYPED:
        return _typed_wrong(word)
    wrong = []
    if word.how is How.CHOSEN and not _may_be_chosen(word, finding, verdict):
        wrong.append(Problem("page", "scans.say_which_page"))
    if not word.reason.strip() and finding is not Finding.TWICE:
        wrong.append(Problem("reason", "scans.say_why"))
    return tuple(wrong)


def _typed_wrong(word: Word) -> tuple[Problem, ...]:
    wrong = [] if word.code else [Problem("code", "scans.not_a_code")]
    if word.page < 1:
        wrong.append(Problem("page", "scans.say_which_page"))
    return tuple(wrong)


def _may_be_chosen(word: Word, finding: Finding, verdict: Verdict) -> bool:
    paper = verdict.paper
    return finding in MAY_BE_NAMED and paper is not None and 1 <= word.page <= paper.pages


def _alone(leaf: Leaf, known: Mapping[str, Known], word: Word | None) -> Judged:
    """Say what a page is by itself: what its code says first, then what a person says."""
    bare = _bare(leaf, known)
    # A page of somebody else's is not made ours by a word: the file holds it still.
    if word is None or bare.finding is Finding.ELSEWHERE:
        return bare
    turn = bare.turn if word.turn is None else word.turn
    if word.how is How.LEFT_OUT:
        return Judged(leaf, Finding.LEFT_OUT, word.how, reason=word.reason, turn=turn)
    if bare.finding not in MAY_BE_NAMED:
        return bare
    if word.how is How.TYPED:
        named = _named(leaf, known, Mark(word.code, word.page), word.how)
        return replace(named, reason=word.reason, turn=turn)
    return Judged(leaf, Finding.FITS, word.how, word.page, reason=word.reason, turn=turn)


def _bare(leaf: Leaf, known: Mapping[str, Known]) -> Judged:
    """Say what the codes on a page say."""
    marks = leaf.marks
    elsewhere = [one for one in marks if _is_elsewhere(known.get(one.code))]
    if len(marks) == 1 or elsewhere:
        return _named(leaf, known, (*elsewhere, *marks)[0], How.READ)
    if marks:
        return Judged(leaf, Finding.TWO_CODES, turn=leaf.turn)
    if leaf.texts:
        return Judged(leaf, Finding.SOMETHING_ELSE, turn=leaf.turn)
    return Judged(leaf, Finding.BLANK if leaf.blank else Finding.UNREADABLE, turn=leaf.turn)


def _named(leaf: Leaf, known: Mapping[str, Known], mark: Mark, how: How) -> Judged:
    paper = known.get(mark.code)
    finding = Finding.FITS
    if paper is None or mark.page > paper.pages:
        finding = Finding.UNKNOWN
    elif paper.standing in _BY_STANDING:
        finding = _BY_STANDING[paper.standing]
    return Judged(leaf, finding, how, mark.page, paper, turn=leaf.turn)


def _is_elsewhere(paper: Known | None) -> bool:
    return paper is not None and paper.standing is Standing.ELSEWHERE


def _answered(found: Iterable[Judged]) -> Known | None:
    """Return the paper that most pages are of; of two with as many, the one that comes first."""
    papers = Counter(one.known for one in found if one.finding is Finding.FITS and one.known)
    return papers.most_common(1)[0][0] if papers else None


def _among(one: Judged, paper: Known | None, before: set[int]) -> Judged:
    """Say what a page is among the others: once more, or of another paper."""
    if one.finding is not Finding.FITS:
        return one
    if paper is None:  # a page was chosen of a paper that no page tells
        return replace(one, finding=Finding.UNREADABLE)
    if one.known not in (None, paper):
        return replace(one, finding=Finding.OTHER_PAPER)
    return replace(one, finding=Finding.TWICE) if one.page in before else one


def _fits(one: Judged) -> bool:
    return one.finding is Finding.FITS
