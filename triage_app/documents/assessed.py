"""What came of an assessment, as plain values for the papers that tell of one."""

from dataclasses import dataclass
from datetime import date

from triage_app.domain.drug_test import ArrestTest
from triage_app.domain.needs import Risk, View
from triage_app.domain.safety import Flag, Report
from triage_app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class MatterPrinted:
    """Something that matters to the participant: their own words, and what they want to do."""

    name: Wording
    own_view: str = ""
    motivation: str = ""  # of needs' Motivation


@dataclass(frozen=True, slots=True)
class ChangedPrinted:
    """One pathway on the picture of change: shares of what it could come to, and a word."""

    name: Wording
    before: float | None
    after: float | None
    became: str  # of change's Became


@dataclass(frozen=True, slots=True)
class ChangePrinted:
    """The picture of change: which assessments they were, on which days, and the pathways."""

    occasions: tuple[str, str]  # of occasion's Occasion
    days: tuple[date, date]
    pathways: tuple[ChangedPrinted, ...]


@dataclass(frozen=True, slots=True)
class AnswerPrinted:
    """A question as it was put, what was answered, and what was said and noted beside it."""

    question: Wording
    answer: Wording | None  # None: it was put, and nothing was answered
    words: str = ""  # the person's own
    note: str = ""  # the assessor's
    is_fact: bool = False  # and not what the assessor thinks
    hidden: bool = False  # by another answer: kept, and not scored


@dataclass(frozen=True, slots=True)
class PathwayPrinted:
    """One pathway: its score, what assessor and person think of it, and what was answered."""

    name: Wording
    points: int | None  # None: nothing on it was answered
    most: int
    view: View
    rank: int = 0  # among the needs; 0: there is none
    because: tuple[tuple[Wording, Wording], ...] = ()  # what weighs: the question in brief, answer
    tied_with: tuple[Wording, ...] = ()
    answers: tuple[AnswerPrinted, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagPrinted:
    """A safety flag, who raised it and ended it, and every report that came of it."""

    flag: Flag
    why: Wording
    action: str
    raised_by: str
    raised_on: date
    reports: tuple[tuple[Report, str], ...] = ()  # and by whom it was recorded
    wants_report: bool = False
    ended_by: str = ""
    ended_on: date | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class ScreenedPrinted:
    """A questionnaire: its total and band; without a total it was not answered whole."""

    name: Wording
    day: date
    total: int | None
    most: int = 0
    band: Wording | None = None
    advice: Wording | None = None
    closed: str = ""  # why it was closed without a total
    unanswered: tuple[Wording, ...] = ()  # of one that was closed, in brief


@dataclass(frozen=True, slots=True)
class VersionPrinted:
    """One version of an assessment: when it was completed, by whom, and what it put right."""

    completed_on: date
    by: str
    reason: str = ""  # of a correction: what was wrong before


@dataclass(frozen=True, slots=True)
class RiskPrinted:
    """The risk as it was judged again: when, and by whom."""

    risk: Risk
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """Everything an assessment holds, and what stands beside it."""

    occasion: str  # of occasion's Occasion
    instrument: Wording
    code: str  # the instrument's, which is its version
    language: str  # that the questions were put in
    started_on: date
    started_by: str
    versions: tuple[VersionPrinted, ...]  # the first first; the last is this one
    pathways: tuple[PathwayPrinted, ...]  # in the order they are asked
    risk: Risk
    drug_test: ArrestTest
    order_reason: str = ""  # why a person put the needs in another order than the rule's
    contradictions: tuple[Wording, ...] = ()
    flags: tuple[FlagPrinted, ...] = ()
    screened: tuple[ScreenedPrinted, ...] = ()
    reviews: tuple[RiskPrinted, ...] = ()  # of the risk, since; the first first
    left_out: tuple[Wording, ...] = ()  # of the picture of change, and why
    change: ChangePrinted | None = None  # where there was an earlier assessment
