"""What keeps somebody safe: flags that stand on every screen of a case, and what each asks.

A child or an adult at risk is reported. The law differs with the country (in Wales the Social
Services and Well-being (Wales) Act 2014 ss128 and 130; in England the Care Act 2014 s42 and the
Children Act 1989 s47), so each scheme says what it asks. The program asks whether that was done and
keeps the answer; a person decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from triage_app.domain.problems import Problem
from triage_app.domain.wording import Wording

LONGEST_TEXT = 2000


class Flag(StrEnum):
    """A danger that whoever opens the case must see."""

    SELF_HARM = "self_harm"
    HARM_TO_OTHERS = "harm_to_others"
    CHILD_AT_RISK = "child_at_risk"
    ADULT_AT_RISK = "adult_at_risk"
    STAFF_SAFETY = "staff_safety"
    MEDICATION = "medication"


# Who is reported as being at risk: every scheme says by which law.
REPORTED = (Flag.CHILD_AT_RISK, Flag.ADULT_AT_RISK)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a scheme's law asks for somebody at risk, in sentences to the assessor."""

    flag: Flag  # of REPORTED
    asks: Wording  # at once, beside the answer that raised it
    wanted: Wording  # until it is recorded what was done: it names the law


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag as somebody raises it: what was seen or said, and what is to be done about it."""

    flag: Flag | None
    why: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A safeguarding report: made to whom and when, or why none was made."""

    made: bool | None
    day: date | None = None
    to_whom: str = ""
    reference: str = ""
    reason: str = ""  # for making none


def problems_in(raised: Raised) -> Iterator[Problem]:
    """Yield what keeps a flag from being raised."""
    if raised.flag is None:
        yield Problem("flag", "problem.missing")
    if not raised.why.strip():
        yield Problem("why", "problem.missing")
    yield from _too_long({"why": raised.why, "action": raised.action})


def action_problems(action: str) -> Iterator[Problem]:
    """Yield what keeps it from being recorded what is done about a flag."""
    if not action.strip():
        yield Problem("action", "problem.missing")
    yield from _too_long({"action": action})


def end_problems(reason: str) -> Iterator[Problem]:
    """Yield what keeps a flag from being ended."""
    if not reason.strip():
        yield Problem("end_reason", "problem.missing")
    yield from _too_long({"end_reason": reason})


def report_problems(report: Report, today: date) -> Iterator[Problem]:
    """Yield what keeps a report, or the decision to make none, from being recorded."""
    if report.made is None:
        yield Problem("made", "safety.say_whether_reported")
    elif report.made:
        if report.day is None:
            yield Problem("day", "problem.missing")
        elif report.day > today:
            yield Problem("day", "problem.in_future")
        if not report.to_whom.strip():
            yield Problem("to_whom", "problem.missing")
    elif not report.reason.strip():
        yield Problem("reason", "safety.say_why_not_reported")
    texts = {"to_whom": report.to_whom, "reference": report.reference, "reason": report.reason}
    yield from _too_long(texts)


def _too_long(texts: dict[str, str]) -> Iterator[Problem]:
    for name, text in texts.items():
        if len(text) > LONGEST_TEXT:
            yield Problem(name, "problem.too_long", {"most": LONGEST_TEXT})
