"""The whole assessment for the file: what was found, by whom, from which answers.

It holds everything, so it is marked as sensitive on every page and never handed to the
participant, who has a page of their own. Fact and opinion stand apart in it (Data Protection Act
2018 s38(2)).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents import officer
from triage_app.documents.assessed import (
    AnswerPrinted,
    Assessed,
    ChangePrinted,
    FlagPrinted,
    PathwayPrinted,
    ScreenedPrinted,
)
from triage_app.documents.blocks import Beside, Picture, Stack
from triage_app.documents.change_chart import draw_changes
from triage_app.documents.contents import AssessmentContents, Mark
from triage_app.documents.faces import OFFICE
from triage_app.documents.hand import Hand
from triage_app.documents.layout import FRAME, Item
from triage_app.documents.own_page import chart_of
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.voice import Voice, long_date, on_date, opening
from triage_app.domain.needs import MOST_CRITICAL, Risk, View
from triage_app.domain.safety import Report
from triage_app.texts import Texts

LONG: Final = 900  # letters beside a question; what is longer goes below it, and may go overleaf
ASKED: Final = 74 * mm  # the column of the questions
CLOSE: Final = 1 * mm


def assessment_file(contents: AssessmentContents, mark: Mark, voice: Voice) -> Paper:
    """Return the paper: what was found first, then pathway by pathway what was answered."""
    hand, found = Hand.at(OFFICE, voice), contents.assessed
    texts = voice.main
    parts = (
        _opening(hand, contents),
        _section(hand, "ranked", _ranked(texts, found)),
        _section(hand, "risk", _risks(texts, found)),
        _section(hand, "safety", _safety(texts, found)),
        _section(hand, "beside", _beside(texts, found)),
        _section(hand, "screened", [_screened(texts, one) for one in found.screened]),
        _changed(hand, found, found.change),
        chain.from_iterable(_pathway(hand, one) for one in found.pathways),
    )
    title = partial(_say, "paper", number=contents.case.number)
    head = running(voice, mark, contents.kind, title, contents.case.assessor)
    return render(hand.noticed(chain.from_iterable(parts)), head)


def _opening(hand: Hand, contents: AssessmentContents) -> Iterator[Item]:
    """Yield what the paper is, about whom, and which version of which assessment it holds."""
    texts, found = hand.voice.main, contents.assessed
    yield hand.title(partial(_say, "title"))
    yield hand.lead(partial(_say, "lead"))
    begun = _say(
        "begun",
        texts,
        occasion=texts(f"change.occasion_{found.occasion}"),
        by=found.started_by,
        day=on_date(texts, found.started_on),
    )
    asked = _say(
        "asked_in",
        texts,
        name=found.instrument,
        code=found.code,
        language=texts(f"assessment.language_{found.language}"),
    )
    which = [(_say("which", texts), begun), (_say("questions", texts), asked)]
    pairs = [*officer.about_whom(texts, contents.case), *which, *_versions(texts, found)]
    yield from officer.told(hand, "case", pairs)


def _versions(texts: Texts, found: Assessed) -> Iterator[tuple[str, str]]:
    """Yield who completed it and when; of a corrected one each version, and what was wrong."""
    for number, one in enumerate(found.versions, 1):
        several = len(found.versions) > 1
        label = _say("version", texts, number=number) if several else _say("completed", texts)
        told = {"by": one.by, "day": long_date(texts, one.completed_on)}
        if one.reason:
            yield label, _say("corrected", texts, reason=one.reason, **told)
        else:
            yield label, _say("completed_by", texts, **told)


# ── What was found ───────────────────────────────────────────────────────────────────────────


def _ranked(texts: Texts, found: Assessed) -> Iterator[tuple[str, str]]:
    """Yield the needs as they rank, with what made each so; then what is no need."""
    needs = sorted((one for one in found.pathways if one.rank), key=lambda one: one.rank)
    if not needs:
        yield _say("order", texts), _say("none_found", texts)
    elif found.order_reason:
        yield _say("order", texts), _say("by_person", texts, reason=found.order_reason)
    else:
        yield _say("order", texts), _say("by_rule", texts)
    for one in needs:
        yield f"{one.rank} {one.name[texts.language]}", " ".join(_standing(texts, one))
    others = [_scored(texts, one) for one in found.pathways if not one.rank]
    yield _say("no_need", texts), "; ".join(others)


def _standing(texts: Texts, one: PathwayPrinted) -> Iterator[str]:
    yield _say("critical" if one.rank <= MOST_CRITICAL else "not_critical", texts)
    if one.points is None:
        yield _say("no_score", texts)
    else:
        yield _say("score", texts, points=one.points, most=one.most)
    said = {True: "yes", False: "no", None: "open"}
    yield _say(f"linked_{said[one.view.linked_to_offending]}", texts)
    yield _say(f"harm_{said[one.view.linked_to_harm]}", texts)
    if one.tied_with:
        names = ", ".join(each[texts.language] for each in one.tied_with)
        yield _say("tied", texts, pathways=names)
    if one.because:
        weighs = (f"{brief[texts.language]}: {said[texts.language]}" for brief, said in one.because)
        yield _say("because", texts, answers="; ".join(weighs))


def _scored(texts: Texts, one: PathwayPrinted) -> str:
    code = "pathway_open" if one.points is None else "pathway"
    return _say(code, texts, name=one.name, points=one.points, most=one.most)


def _risks(texts: Texts, found: Assessed) -> Iterator[tuple[str, str]]:
    """Yield the risk as the assessment has it, then each time it was looked at again."""
    yield from _risk(texts, found.risk)
    for one in found.reviews:
        judged = (f"{label}: {_stopped(said)}" for label, said in _risk(texts, one.risk) if said)
        when = _say("looked", texts, by=one.by, day=on_date(texts, one.day))
        yield _say("again", texts), " ".join((when, *judged))


def _risk(texts: Texts, risk: Risk) -> Iterator[tuple[str, str]]:
    for name, level in (("reoffending", risk.reoffending), ("harm", risk.harm)):
        yield _say(name, texts), texts(f"needs.level_{level}") if level else ""
    yield _say("to_whom", texts), risk.to_whom
    yield _say("rationale", texts), risk.rationale
    yield _say("action", texts), risk.action
    yield _say("review", texts), long_date(texts, risk.review) if risk.review else ""


def _safety(texts: Texts, found: Assessed) -> Iterator[tuple[str, str]]:
    if not found.flags:
        yield _say("flags", texts), texts("safety.none")
    for one in found.flags:
        yield texts(f"safety.flag_{one.flag}"), " ".join(_flag(texts, one))


def _flag(texts: Texts, one: FlagPrinted) -> Iterator[str]:
    yield _stopped(one.why[texts.language])
    yield _say("raised", texts, by=one.raised_by, day=on_date(texts, one.raised_on))
    if one.action:
        yield _stopped(_say("done_about_it", texts, action=one.action))
    for report, by in one.reports:
        yield from _report(texts, report, by)
    if one.wants_report:
        yield _say("report_wanted", texts)
    if one.ended_on:
        day = on_date(texts, one.ended_on)
        yield _stopped(_say("ended", texts, by=one.ended_by, day=day, reason=one.end_reason))


def _report(texts: Texts, report: Report, by: str) -> Iterator[str]:
    if report.made and report.day:
        day = on_date(texts, report.day)
        yield _say("reported", texts, day=day, to_whom=report.to_whom)
        if report.reference:
            yield _say("reference", texts, reference=report.reference)
    else:
        yield _say("not_reported", texts, reason=report.reason.rstrip("."))
    yield _say("recorded_by", texts, by=by)


def _beside(texts: Texts, found: Assessed) -> Iterator[tuple[str, str]]:
    """Yield the test on arrest, and what does not agree with it or with another answer."""
    test = found.drug_test
    said = texts(f"assessment.drug_test_{test.result or test.test or 'not_known'}")
    if test.day:
        said = _dated(texts, said, test.day)
    yield texts("assessment.drug_test"), said
    for one in found.contradictions:
        yield _say("disagree", texts), one[texts.language]


def _screened(texts: Texts, one: ScreenedPrinted) -> tuple[str, str]:
    label = one.name[texts.language]
    if one.closed:
        return label, _closed(texts, one)
    if one.total is None:
        return label, _dated(texts, _say("no_total", texts), one.day)
    band = one.band[texts.language] if one.band else ""
    said = _say("band" if band else "total", texts, total=one.total, most=one.most, band=band)
    advice = one.advice[texts.language] if one.advice else ""
    return label, f"{_dated(texts, said, one.day)} {advice}".strip()


def _closed(texts: Texts, one: ScreenedPrinted) -> str:
    """Say that there is no total and will be none, what was not answered, and why it was closed."""
    said = [_dated(texts, _say("closed", texts), one.day)]
    if one.unanswered:
        briefs = "; ".join(each[texts.language] for each in one.unanswered)
        said.append(_say("unanswered", texts, questions=briefs))
    return " ".join((*said, _say("closed_reason", texts, reason=one.closed)))


def _changed(hand: Hand, found: Assessed, change: ChangePrinted | None) -> Iterator[Item]:
    """Yield the picture of change, and what of it could not be compared."""
    if change is None:
        return
    texts = hand.voice.main
    yield officer.heading(hand, "changed", texts("change.changed_title"))
    note = hand.pen.body(texts("change.changed_note"))
    yield Item("text", note, "changed", gap=CLOSE, with_next=True)
    drawing = draw_changes(chart_of(texts, change), FRAME.width)
    yield Item("picture", Picture(drawing), "picture", gap=2 * mm)
    for one in found.left_out:
        yield Item("text", hand.pen.body(one[texts.language]), "left_out", gap=CLOSE)


# ── What was answered ────────────────────────────────────────────────────────────────────────


def _pathway(hand: Hand, one: PathwayPrinted) -> Iterator[Item]:
    """Yield a pathway: its questions and answers, then what assessor and person think of it."""
    texts = hand.voice.main
    if not one.answers and one.view == View():
        return  # it is named among those without a need
    yield officer.heading(hand, "pathway", _scored(texts, one))
    for each in one.answers:
        yield from _answered(hand, each)
    wants = one.view.motivation
    thought = [
        (_say("own_view", texts), one.view.own_view),
        (_say("motivation", texts), texts(f"needs.motivation_{wants}") if wants else ""),
        (_say("strength", texts), one.view.strength),
    ]
    yield from officer.told(hand, "view", thought)


def _answered(hand: Hand, one: AnswerPrinted) -> Iterator[Item]:
    """Yield a question and what was answered; what was said at length goes below them."""
    texts, pen = hand.voice.main, hand.pen
    asked = pen.body(one.question[texts.language])
    answer = _answer(texts, one)
    more = list(_said(texts, one))
    if len(answer) + sum(map(len, more)) <= LONG:
        said = Stack(pen.strong(answer), *(pen.body(each) for each in more))
        yield Item("fact", Beside([ASKED, 0], asked, said), "answer", gap=CLOSE)
        return
    below = [pen.body(each) for each in more]
    if len(answer) > LONG:
        yield Item("label", asked, "answer", gap=CLOSE, with_next=True)
        below.insert(0, pen.strong(answer))
    else:
        beside = Beside([ASKED, 0], asked, pen.strong(answer))
        yield Item("fact", beside, "answer", gap=CLOSE, with_next=True)
    for each in below:
        yield Item("text", each, "answer", gap=CLOSE, splits=True)


def _answer(texts: Texts, one: AnswerPrinted) -> str:
    said = one.answer[texts.language] if one.answer else _say("no_answer", texts)
    return _say("hidden", texts, answer=said) if one.hidden else said


def _said(texts: Texts, one: AnswerPrinted) -> Iterator[str]:
    if one.words:
        yield _say("words", texts, words=one.words)
    if one.note:
        yield _say("fact" if one.is_fact else "opinion", texts, note=one.note)


# ── Setting it ───────────────────────────────────────────────────────────────────────────────


def _section(hand: Hand, code: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Item]:
    """Yield a heading and its facts; nothing where no fact says anything."""
    told = [pair for pair in pairs if pair[1]]
    if told:
        yield officer.heading(hand, code, _say(code, hand.voice.main))
        yield from officer.told(hand, code, told)


def _dated(texts: Texts, said: str, day: date) -> str:
    return _say("on_day", texts, said=said, day=opening(long_date(texts, day)))


def _stopped(text: str) -> str:
    """Return words that another sentence follows, closed by a full stop."""
    plain = text.rstrip()
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"paper_assessment.{line}", **values)
