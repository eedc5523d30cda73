"""What changed on each pathway of need from one assessment to a later one.

Evaluators ask for change per pathway (domain.md §5). Two versions of an instrument are compared
only on the questions whose codes both have: a code never changes its meaning. Where some are not
shared it says so, and where none are there is nothing to compare. What somebody would not say on
either occasion is compared on neither: silence is not a need that went away.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from triage_app.domain.instrument import WILL_NOT_SAY, Answers, Question, Section
from triage_app.domain.needs import Findings


class Became(StrEnum):
    """What became of the need on a pathway, in a word."""

    LESS = "less"
    MORE = "more"
    SAME = "same"
    NOTHING_LEFT = "nothing_left"
    NOT_ASKED_BEFORE = "not_asked_before"
    NOT_ASKED_NOW = "not_asked_now"


@dataclass(frozen=True, slots=True)
class Answered:
    """One question as it was answered before and after; empty where it was not."""

    question: Question
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the two answers are not the same."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Change:
    """One pathway then and now, as fractions of what both could come to. None: not answered."""

    pathway: str
    before: Fraction | None
    after: Fraction | None
    shared: int  # questions that both ask
    asked: int  # questions that either asks
    answers: tuple[Answered, ...]
    withheld: int = 0  # of the shared ones, those not said on one occasion or on both

    @property
    def is_comparable(self) -> bool:
        """Whether both were answered on questions that both ask."""
        return self.before is not None and self.after is not None

    @property
    def is_partial(self) -> bool:
        """Whether some questions are not shared, so that only a part is compared."""
        return 0 < self.shared < self.asked

    @property
    def step(self) -> Fraction | None:
        """How much more need there is than before; below nought, less."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def became(self) -> Became | None:
        """What became of it; None: there is nothing on either occasion."""
        if self.before is None or self.after is None:
            return _asked_once(self.before, self.after)
        if self.after < self.before:
            return Became.LESS if self.after else Became.NOTHING_LEFT
        return Became.MORE if self.after > self.before else Became.SAME


def _asked_once(before: Fraction | None, after: Fraction | None) -> Became | None:
    if before is None and after is None:
        return None
    return Became.NOT_ASKED_BEFORE if before is None else Became.NOT_ASKED_NOW


def changes(before: Findings, after: Findings) -> tuple[Change, ...]:
    """Return what changed on each pathway that either asks, in the later one's order."""
    earlier = {one.pathway: one for one in before.instrument.sections}
    later = {one.pathway: one for one in after.instrument.sections}
    pathways = (*later, *(one for one in earlier if one not in later))
    return tuple(
        _change(one, earlier.get(one), later.get(one), before.answers, after.answers)
        for one in pathways
    )


def _change(
    pathway: str, then: Section | None, now: Section | None, before: Answers, after: Answers
) -> Change:
    old = {one.code: one for one in then.questions} if then else {}
    new = {one.code: one for one in now.questions} if now else {}
    shared = [code for code in new if code in old]
    said = [one for one in shared if WILL_NOT_SAY not in (before.get(one), after.get(one))]
    return Change(
        pathway=pathway,
        before=_fraction(then, before, said),
        after=_fraction(now, after, said),
        shared=len(shared),
        asked=len(old.keys() | new.keys()),
        answers=tuple(
            Answered(new[code], before.get(code, ""), after.get(code, "")) for code in shared
        ),
        withheld=len(shared) - len(said),
    )


def _fraction(section: Section | None, answers: Answers, shared: list[str]) -> Fraction | None:
    """Return the share of the most that the compared questions could come to; None, unanswered."""
    if section is None:
        return None
    shown = [one for one in section.shown(answers) if one.code in shared and one.code in answers]
    most = sum(one.most for one in section.questions if one.code in shared)
    if not shown or not most:
        return None
    return Fraction(sum(one.score(answers[one.code]) for one in shown), most)
