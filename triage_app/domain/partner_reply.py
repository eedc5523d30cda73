"""What a partner answers: the moves that a referral can make, and what is reported between them.

One table says which move follows which. Features H3 and H4: sent, accepted, refused, started,
ended, revoked; attendance, progress and end report.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from triage_app.domain.partner_referral import Stage
from triage_app.domain.problems import Problem

LONGEST_TEXT: Final = 900
SHORTEST_REASON: Final = 3


class Word(StrEnum):
    """What is said of a referral: a move, or a report that leaves it where it is."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    STARTED = "started"
    ENDED = "ended"
    REVOKED = "revoked"  # by us, or by the person through us
    ATTENDED = "attended"
    MISSED = "missed"
    PROGRESS = "progress"
    CHASED = "chased"  # we asked after it


class Ended(StrEnum):
    """How the work of a service ended."""

    COMPLETED = "completed"
    NOT_ENGAGED = "not_engaged"
    LEFT_EARLY = "left_early"
    NOT_SUITABLE = "not_suitable"
    OTHER = "other"


# From where to where: whatever is not here cannot follow.
MOVES: Final[Mapping[tuple[Stage, Word], Stage]] = {
    (Stage.SENT, Word.ACCEPTED): Stage.ACCEPTED,
    (Stage.SENT, Word.REFUSED): Stage.REFUSED,
    (Stage.SENT, Word.STARTED): Stage.STARTED,  # a service may begin without saying so first
    (Stage.SENT, Word.REVOKED): Stage.REVOKED,
    (Stage.ACCEPTED, Word.STARTED): Stage.STARTED,
    (Stage.ACCEPTED, Word.REFUSED): Stage.REFUSED,  # it found that it cannot, after all
    (Stage.ACCEPTED, Word.ENDED): Stage.ENDED,  # they never came
    (Stage.ACCEPTED, Word.REVOKED): Stage.REVOKED,
    (Stage.STARTED, Word.ENDED): Stage.ENDED,
    (Stage.STARTED, Word.REVOKED): Stage.REVOKED,
}
OPEN: Final = frozenset(stage for stage, _ in MOVES)
REPORTS: Final[Mapping[Word, frozenset[Stage]]] = {
    Word.ATTENDED: frozenset({Stage.ACCEPTED, Stage.STARTED}),
    Word.MISSED: frozenset({Stage.ACCEPTED, Stage.STARTED}),
    Word.PROGRESS: frozenset({Stage.ACCEPTED, Stage.STARTED}),
    Word.CHASED: OPEN,
}
OURS: Final = frozenset({Word.REVOKED, Word.CHASED})  # no partner says these of itself
REASONED: Final = frozenset({Word.REFUSED, Word.REVOKED, Word.PROGRESS})


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing said of a referral, and the day it happened."""

    word: str | None
    day: date | None
    how_ended: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a referral stands when something more is said of it."""

    stage: Stage
    since: date  # of the last move, or of the sheet
    answer_by: date
    last_word: date | None = None  # the newest of whatever was said since it was sent


def follows(stage: Stage, word: Word) -> Stage | None:
    """Return the stage a word leads to from another; None where it cannot be said."""
    if (stage, word) in MOVES:
        return MOVES[stage, word]
    return stage if stage in REPORTS.get(word, ()) else None


def may_follow(stage: Stage) -> tuple[Word, ...]:
    """Return what may be said of a referral as it stands, in the order of the words."""
    return tuple(word for word in Word if follows(stage, word) is not None)


def reply_problems(given: Reply, standing: Standing, today: date) -> Iterator[Problem]:
    """Yield what keeps a reply from being recorded, in the order of the form."""
    word = Word(given.word) if given.word in set(Word) else None
    if word is None:
        yield Problem("word", "problem.choose")
    elif follows(standing.stage, word) is None:
        yield Problem("word", f"partner_reply.not_after_{standing.stage}")
    yield from _day(given.day, standing, today)
    if word is Word.ENDED and given.how_ended not in set(Ended):
        yield Problem("how_ended", "problem.choose")
    yield from _note(given, word)


def _day(day: date | None, standing: Standing, today: date) -> Iterator[Problem]:
    if day is None:
        yield Problem("day", "problem.missing")
    elif day > today:
        yield Problem("day", "problem.in_future")
    elif day < standing.since:
        yield Problem("day", "partner_reply.before_the_last", {"day": standing.since})


def _note(given: Reply, word: Word | None) -> Iterator[Problem]:
    note = given.note.strip()
    asked = word in REASONED or given.how_ended == Ended.OTHER
    if asked and len(note) < SHORTEST_REASON:
        code = "say_how_it_goes" if word is Word.PROGRESS else "say_why"
        yield Problem("note", f"partner_reply.{code}")
    elif len(note) > LONGEST_TEXT:
        yield Problem("note", "problem.too_long", {"most": LONGEST_TEXT})


def silent_from(standing: Standing, days: int) -> date | None:
    """Return the day on which a partner is to be asked again; None once nothing more is awaited.

    Until its first word that is the day after it was asked to answer by; then so many days, the
    service's own or the scheme's, after whatever was heard of it or asked of it last.
    """
    if standing.stage not in OPEN:
        return None
    if standing.last_word is None:
        return date.fromordinal(standing.answer_by.toordinal() + 1)
    return date.fromordinal(standing.last_word.toordinal() + days)
