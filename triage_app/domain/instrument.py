"""An instrument: what is asked, in which order, what follows from what, and how it is scored.

The pattern of the national assessment (items 0 none, 1 some, 2 significant; a section's score is
the sum; nothing where nothing is answered), with questions of our own. Answers are kept by the
question's permanent code, so that another instrument is another file and no other table.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from triage_app.domain.wording import Language, Wording

WILL_NOT_SAY = "will_not_say"
BETWEEN = ","  # parts the options of an answer that may have several

Answers = Mapping[str, str]


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    SCALE = "scale"  # a number between two ends that have a name each
    DATE = "date"
    TEXT = "text"


class Use(StrEnum):
    """What an instrument is for."""

    NEEDS = "needs"  # every pathway of need, ranked
    SCREENING = "screening"  # one published set of questions with a total and its bands


class WordingFrom(StrEnum):
    """Where the words of an instrument come from."""

    HERE = "here"
    LOAD = "load"  # its terms do not let us ship them: an administrator loads them


class WelshWording(StrEnum):
    """Whose Welsh an instrument has: a validated instrument is never translated by us."""

    OURS = "ours"
    VALIDATED = "validated"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    code: str
    text: Wording
    score: int = 0
    note: Wording | None = None  # what the answer means, in a few words
    alone: bool = False  # where several may be chosen: not beside another


@dataclass(frozen=True, slots=True)
class Step:
    """The score of a number from a value upwards, until the next step."""

    at_least: int
    score: int


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a scale, and what each of them means."""

    least: int
    most: int
    low: Wording
    high: Wording


@dataclass(frozen=True, slots=True)
class Band:
    """What a total from a value upwards means, until the next band."""

    code: str
    at_least: int
    name: Wording
    advice: Wording | None = None  # what it asks of the assessor
    leads_to: str = ""  # the family of the instrument to go on to


@dataclass(frozen=True, slots=True)
class Alarm:
    """An answer that calls for the assessor at once, whatever the total comes to."""

    question: str
    any_of: tuple[str, ...]
    flag: str  # the safety flag it proposes


@dataclass(frozen=True, slots=True)
class Claim:
    """An answer was one of these, or was given and none of those."""

    question: str  # or a fact of the case: see domain/contradictions.py
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that hardly go together: it is told, and stands in nobody's way."""

    text: Wording
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is shown only when an earlier one was answered in one of these ways."""

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True)  # without slots: what is asked of it again and again is worked out once
class Question:
    """One question under its permanent code, put to the participant in plain words."""

    code: str
    kind: Kind
    text: Wording
    brief: Wording  # how the answer is labelled in a list
    options: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()  # of a number
    up_to: int = 999  # of a number: no answer can be more
    scale: Scale | None = None
    lead: Wording | None = None  # a line under the question, for the participant
    hint: Wording | None = None  # what to listen for, for the assessor
    shown_when: Condition | None = None
    required: bool = True
    scored: bool = True

    @property
    def scores(self) -> tuple[int, ...]:
        """Every score an answer can have."""
        return (*(one.score for one in self.options), *(one.score for one in self.steps))

    @cached_property
    def most(self) -> int:
        """The highest of them."""
        return max(self.scores, default=0) if self.scored else 0

    @cached_property
    def _by_code(self) -> dict[str, int]:
        return {one.code: one.score for one in self.options}

    def option(self, code: str) -> Option | None:
        """Return an option by its code."""
        return next((one for one in self.options if one.code == code), None)

    def chosen(self, value: str) -> tuple[Option, ...]:
        """Return the options a kept answer stands for, in the question's order."""
        codes = value.split(BETWEEN)
        return tuple(one for one in self.options if one.code in codes)

    def score(self, value: str) -> int:
        """Score an answer: of several the one that weighs most, so that no list outweighs."""
        if not self.scored or value == WILL_NOT_SAY:
            return 0
        if self.kind in (Kind.NUMBER, Kind.SCALE):
            return _stepped(self.steps, int(value))
        if self.kind is Kind.CHOICE:
            return self._by_code.get(value, 0)
        return max((one.score for one in self.chosen(value)), default=0)

    def accepts(self, value: str) -> bool:
        """Say whether an answer is one this question can have."""
        if value == WILL_NOT_SAY:
            return True
        if self.kind in (Kind.CHOICE, Kind.SEVERAL):
            return self._lists(value.split(BETWEEN))
        if self.kind is Kind.TEXT:
            return bool(value.strip())
        if self.kind is Kind.DATE:
            return _is_day(value)
        least, most = (self.scale.least, self.scale.most) if self.scale else (0, self.up_to)
        return value.isascii() and value.isdigit() and least <= int(value) <= most

    def _lists(self, codes: list[str]) -> bool:
        """Say whether these are options that may stand together, each once."""
        chosen = [one for one in self.options if one.code in codes]
        if len(chosen) != len(codes):
            return False
        return len(codes) == 1 or (
            self.kind is Kind.SEVERAL and not any(one.alone for one in chosen)
        )


def _is_day(value: str) -> bool:
    """Say whether an answer is a day as it is kept: 2026-02-28."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _stepped(steps: tuple[Step, ...], number: int) -> int:
    return max((one.score for one in steps if number >= one.at_least), default=0)


@dataclass(frozen=True, slots=True)
class Score:
    """What a section adds up to; None while nothing in it is answered."""

    points: int | None
    most: int

    @property
    def fraction(self) -> Fraction:
        """How much of the maximum it is: exact, so that a tie is a tie."""
        return Fraction(self.points or 0, self.most) if self.most else Fraction(0)


@dataclass(frozen=True)
class Section:
    """The questions of one pathway of need."""

    pathway: str
    name: Wording
    brief: Wording  # the name in a list, where there is little room
    icon: str
    questions: tuple[Question, ...]
    where_scheme_says: bool = False  # asked only in a scheme that names the pathway
    private: bool = False  # on no paper of their own: it is read by whoever they live with

    def shown(self, answers: Answers) -> tuple[Question, ...]:
        """Return the questions to be put, as the answers stand.

        A question follows only from one that is itself shown, so what hangs on a hidden answer
        is hidden with it. Hidden answers are kept, and count again when they are shown again.
        """
        shown: dict[str, Question] = {}
        for question in self.questions:
            when = question.shown_when
            if when is None or (when.question in shown and _follows(when, answers)):
                shown[question.code] = question
        return tuple(shown.values())

    def missing(self, answers: Answers) -> tuple[Question, ...]:
        """Return the questions that must still be answered."""
        return tuple(one for one in self.shown(answers) if one.required and one.code not in answers)

    @cached_property
    def most(self) -> int:
        """What every question of it could come to together, shown or not."""
        return sum(one.most for one in self.questions)

    def score(self, answers: Answers) -> Score:
        """Add up what is shown and answered, against all the section could come to.

        The maximum is of every question, shown or not: what follows from "never drinks" is no
        need, and a pathway is not made worse by leaving most of its questions unsaid. Who will
        not say anything has no score: silence is not the same as no need.
        """
        said = [
            one
            for one in self.shown(answers)
            if answers.get(one.code, WILL_NOT_SAY) != WILL_NOT_SAY
        ]
        points = sum(one.score(answers[one.code]) for one in said) if said else None
        return Score(points, self.most)

    def weighing(self, answers: Answers) -> tuple[Question, ...]:
        """Return the questions whose answers made the score, the heaviest first."""
        given = [one for one in self.shown(answers) if one.code in answers]
        weights = [(one.score(answers[one.code]), one) for one in given]
        heavy = [one for one in weights if one[0]]
        return tuple(one for _, one in sorted(heavy, key=lambda one: -one[0]))


@dataclass(frozen=True, slots=True)
class Instrument:
    """One published version of an instrument, under the code that is its file's name."""

    code: str
    name: Wording
    in_force_from: date
    welsh: WelshWording
    highest: int  # the score an answer can have at most
    sections: tuple[Section, ...]
    use: Use = Use.NEEDS
    family: str = ""  # the same for every version of one published instrument
    notice: str = ""  # whose it is and on what terms, as they ask for it to be said
    terms: Wording | None = None  # of use, for whoever is to load the words
    wording: WordingFrom = WordingFrom.HERE
    bands: tuple[Band, ...] = ()  # of a total
    alarms: tuple[Alarm, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def said(self, wording: Wording, language: str) -> str:
        """Say something of it in a language; in English where nobody has validated any Welsh."""
        return wording[Language.ENGLISH if self.welsh is WelshWording.NONE else language]

    def asking(self, also: Collection[str]) -> "Instrument":
        """Return the instrument as one scheme puts it: some pathways only where it says so."""
        kept = (one for one in self.sections if not one.where_scheme_says or one.pathway in also)
        return replace(self, sections=tuple(kept))

    @property
    def pathways(self) -> tuple[str, ...]:
        """The pathways of need, in the order they are asked."""
        return tuple(one.pathway for one in self.sections)

    def section(self, pathway: str) -> Section:
        """Return the section of a pathway."""
        return next(one for one in self.sections if one.pathway == pathway)

    def section_of(self, question: str) -> Section | None:
        """Return the section a question stands in, if it is one of this instrument."""
        return next((one for one in self.sections if _has(one, question)), None)

    def question(self, code: str) -> Question | None:
        """Return a question by its code."""
        return next((one for one in self._questions() if one.code == code), None)

    def missing(self, answers: Answers) -> tuple[Question, ...]:
        """Return every question that must still be answered."""
        return tuple(one for each in self.sections for one in each.missing(answers))

    def _questions(self) -> Iterator[Question]:
        return (one for each in self.sections for one in each.questions)


def _follows(when: Condition, answers: Answers) -> bool:
    given = answers.get(when.question, "")
    return given in when.any_of or (
        BETWEEN in given and not set(given.split(BETWEEN)).isdisjoint(when.any_of)
    )


def _has(section: Section, question: str) -> bool:
    return any(one.code == question for one in section.questions)
