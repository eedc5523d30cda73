"""What must hold of an instrument beyond the type of each key, so that a bad file stops."""

from collections import Counter
from collections.abc import Iterable, Iterator

from triage_app.domain.contradictions import FACTS, asked_in
from triage_app.domain.instrument import (
    BETWEEN,
    WILL_NOT_SAY,
    Alarm,
    Claim,
    Contradiction,
    Instrument,
    Kind,
    Question,
    Section,
    Use,
    WelshWording,
)
from triage_app.domain.problems import Problem
from triage_app.domain.safety import Flag
from triage_app.domain.scheme_check import CODE
from triage_app.domain.sitting import AFTERWARDS
from triage_app.domain.wording import Wording

MOST_OPTIONS = 9  # keys 0 to 8 choose one; 9 is for who will not say
LEAST_CLAIMS = 2
LISTED = (Kind.CHOICE, Kind.SEVERAL)
NUMBERED = (Kind.NUMBER, Kind.SCALE)


def faults(instrument: Instrument) -> Iterator[Problem]:
    """Yield everything wrong with an instrument: the key, the reason; nothing if it is sound."""
    yield from _repeated("sections", instrument.pathways)
    yield from _repeated(
        "questions", [one.code for each in instrument.sections for one in each.questions]
    )
    yield from _named("sections", instrument.pathways)
    for section in instrument.sections:
        yield from _named(section.pathway, [one.code for one in section.questions])
        yield from _section(section, instrument)
    yield from _bands(instrument)
    yield from _alarms(instrument)
    for number, one in enumerate(instrument.contradictions):
        yield from _contradiction(f"contradictions.{number}", one, instrument)


def _named(key: str, codes: Iterable[str]) -> Iterator[Problem]:
    """A code is written plainly: what follows it in a field's name is parted from it by a point.

    Nor is it a place of an assessment that is no question.
    """
    for code in codes:
        if CODE.fullmatch(code) is None:
            yield Problem(f"{key}.{code}.code", "no_code", {"code": code})
        elif code in AFTERWARDS:
            yield Problem(f"{key}.{code}.code", "reserved_code", {"code": code})


def _bands(instrument: Instrument) -> Iterator[Problem]:
    """A screening has bands from nought upwards, each of which a total can reach; needs have none.

    Its Welsh is ours even where the questions' is not: bands are what the program says of a total.
    """
    if instrument.use is Use.NEEDS:
        if instrument.bands:
            yield Problem("bands", "unknown_key")
        return
    if not instrument.family:
        yield Problem("family", "missing_key")
    yield from _repeated("bands", [one.code for one in instrument.bands])
    starts = [one.at_least for one in instrument.bands]
    most = sum(one.most for each in instrument.sections for one in each.questions)
    if starts != sorted(set(starts)) or starts[:1] != [0] or starts[-1] > most:
        yield Problem("bands.at_least", "wrong_bands", {"most": most})
    for band in instrument.bands:
        yield from _wordings(f"bands.{band.code}", WelshWording.OURS, band.name, band.advice)


def _alarms(instrument: Instrument) -> Iterator[Problem]:
    """An alarm hangs on answers that its question has, and raises a flag there is."""
    for alarm in instrument.alarms:
        yield from _alarm(alarm, instrument)


def _alarm(alarm: Alarm, instrument: Instrument) -> Iterator[Problem]:
    question, key = instrument.question(alarm.question), f"alarms.{alarm.question}"
    if question is None:
        yield Problem(key, "unknown_code", {"code": alarm.question})
        return
    yield from _some(f"{key}.any_of", alarm.any_of)
    for code in alarm.any_of:
        if question.option(code) is None:
            yield Problem(f"{key}.any_of", "unknown_code", {"code": code})
    if alarm.flag not in set(Flag):
        yield Problem(f"{key}.flag", "unknown_code", {"code": alarm.flag})


def _contradiction(key: str, one: Contradiction, instrument: Instrument) -> Iterator[Problem]:
    """It lies between two claims or more, and at least one of them can be asked about again."""
    yield from _wordings(key, instrument.welsh, one.text)
    if len(one.claims) < LEAST_CLAIMS:
        yield Problem(f"{key}.claims", "wrong_number", {"number": len(one.claims)})
    if one.claims and not asked_in(one, instrument):
        yield Problem(f"{key}.claims", "unknown_code", {"code": one.claims[0].question})
    for claim in one.claims:
        yield from _claim(f"{key}.{claim.question}", claim, instrument)


def _claim(key: str, claim: Claim, instrument: Instrument) -> Iterator[Problem]:
    """It is about a question's own options, or a fact's; of one list, and not of two."""
    question = instrument.question(claim.question)
    codes = [one.code for one in question.options] if question else FACTS.get(claim.question)
    if codes is None:
        yield Problem(key, "unknown_code", {"code": claim.question})
        return
    if bool(claim.any_of) == bool(claim.none_of):
        yield Problem(f"{key}.any_of", "unknown_key" if claim.any_of else "missing_key")
    for code in (*claim.any_of, *claim.none_of):
        if code not in codes:
            yield Problem(key, "unknown_code", {"code": code})


def _section(section: Section, instrument: Instrument) -> Iterator[Problem]:
    yield from _wordings(section.pathway, instrument.welsh, section.name, section.brief)
    if not section.questions:
        yield Problem(section.pathway, "missing_key")
    for question in section.questions:
        yield from _options(question)
        yield from _scores(question, instrument.highest)
        yield from _follows(question, section)
        ends = (question.scale.low, question.scale.high) if question.scale else ()
        each = (question.text, question.brief, question.lead, question.hint, *ends)
        yield from _wordings(question.code, instrument.welsh, *each)
        for option in question.options:
            yield from _wordings(
                f"{question.code}.{option.code}", instrument.welsh, option.text, option.note
            )


def _options(question: Question) -> Iterator[Problem]:
    """A list has two options or more, no more than there are keys; a number or text has none."""
    codes = [one.code for one in question.options]
    yield from _repeated(f"{question.code}.options", codes)
    fitting = range(2, MOST_OPTIONS + 1) if question.kind in LISTED else range(1)
    if len(codes) not in fitting:
        yield Problem(f"{question.code}.options", "wrong_number", {"number": len(codes)})
    for code in codes:
        if code == WILL_NOT_SAY or BETWEEN in code or not code:
            yield Problem(f"{question.code}.options", "unknown_code", {"code": code})
    if question.steps and question.kind not in NUMBERED:
        yield Problem(f"{question.code}.steps", "unknown_key")
    yield from _scale(question)


def _scale(question: Question) -> Iterator[Problem]:
    """A scale has two ends, the lower one first; nothing else has any."""
    key = f"{question.code}.scale"
    if (question.kind is Kind.SCALE) != (question.scale is not None):
        yield Problem(key, "unknown_key" if question.scale else "missing_key")
    elif question.scale and not 0 <= question.scale.least < question.scale.most:
        yield Problem(key, "wrong_order")


def _scores(question: Question, highest: int) -> Iterator[Problem]:
    if any(not 0 <= score <= highest for score in question.scores):
        yield Problem(f"{question.code}.score", "wrong_score", {"most": highest})
    steps = [one.at_least for one in question.steps]
    if steps != sorted(set(steps)):
        yield Problem(f"{question.code}.steps", "wrong_order")
    most = question.scale.most if question.scale else question.up_to
    if any(one > most for one in steps):
        yield Problem(f"{question.code}.steps", "too_large", {"most": most})
    if question.kind in LISTED and question.scored and not question.most:
        yield Problem(f"{question.code}.score", "no_weight")


def _follows(question: Question, section: Section) -> Iterator[Problem]:
    """A question follows from an earlier one of its section, and from options that it has."""
    when, key = question.shown_when, f"{question.code}.shown_when"
    if when is None:
        return
    earlier = section.questions[: section.questions.index(question)]
    basis = next((one for one in earlier if one.code == when.question), None)
    if basis is None:
        yield Problem(key, "unknown_code", {"code": when.question})
        return
    yield from _some(key, when.any_of)
    for code in when.any_of:
        if basis.option(code) is None:
            yield Problem(key, "unknown_code", {"code": code})


def _some(key: str, codes: tuple[str, ...]) -> Iterator[Problem]:
    """What hangs on one of no answers would never be asked, and never ring."""
    if not codes:
        yield Problem(key, "empty_list")


def _repeated(key: str, codes: Iterable[str]) -> Iterator[Problem]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield Problem(key, "repeated_code", {"code": code})


def _wordings(key: str, welsh: WelshWording, *wordings: Wording | None) -> Iterator[Problem]:
    """Both languages are there, but for a validated instrument that has no Welsh."""
    for wording in wordings:
        if wording is None:
            continue
        welsh_missing = not wording.cy.strip() and welsh is not WelshWording.NONE
        if welsh_missing or not wording.en.strip():
            yield Problem(key, "empty_wording")
