"""To the officer in the case: contract kept, contract broken."""

from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents import officer
from triage_app.documents.band import Band, Flag, Row, Visit, draw_band
from triage_app.documents.blocks import Picture, Stack
from triage_app.documents.conditions import months
from triage_app.documents.contents import BreachContents, CompletedContents, Mark
from triage_app.documents.faces import OFFICE
from triage_app.documents.hand import Hand
from triage_app.documents.layout import FRAME, Item
from triage_app.documents.officer import say
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.standings import by, contract, standings
from triage_app.documents.visits import Attended
from triage_app.documents.voice import (
    Voice,
    long_date,
    opening,
    short_date,
)
from triage_app.texts import Texts

Ends = CompletedContents | BreachContents


def completed(contents: CompletedContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter that asks the officer to record the outcome of a contract kept."""
    hand = Hand.at(OFFICE, voice)
    texts = voice.main
    agreed = [
        (say("outcome", texts), contents.outcome[texts.language]),
        (say("confirmed", texts), by(texts, contents.confirmed_by, contents.confirmed_on)),
    ]
    items = [
        hand.title(lambda texts: say("completed_title", texts)),
        officer.case(
            hand,
            contents.case,
            _term(texts, contents),
            _last_day(texts, contents),
        ),
        *officer.facts(hand, "outcome_asked", agreed),
        *officer.facts(hand, "conditions", standings(texts, contents.conditions)),
        officer.ask(hand, say("ask_completed", texts)),
        officer.answer(hand, ("recorded_as", "recorded_other"), "which", "who_and_when"),
    ]
    return _finish(hand, contents, mark, "completed_paper", items)


def breach(contents: BreachContents, mark: Mark, voice: Voice) -> Paper:
    """Return the notice that a contract was broken; its first line is the last day to charge.

    What is asked and the place to answer come before the picture, which may go on overleaf.
    """
    hand = Hand.at(OFFICE, voice)
    texts = voice.main
    broken = [one for one in contents.conditions if one.position in contents.broken]
    asked = say("ask_breach", texts)
    if contents.answer_by:
        asked = say("ask_breach_by", texts, day=long_date(texts, contents.answer_by))
    decided = [
        (say("decided_by", texts), by(texts, contents.decided_by, contents.decided_on)),
        (say("reason", texts), contents.reason),
        (say("proposed_by", texts), contents.proposed_by),
        (say("evidence", texts), contents.evidence),
        (say("alternatives", texts), contents.alternatives),
        (say("view", texts), contents.view),
        (say("account", texts), contents.account),
        (say("effect", texts), contents.effect),
    ]
    quoted = [(short_date(texts, day), told[texts.language]) for day, told in contents.quoted]
    offences = [(say("new_offence", texts), one[texts.language]) for one in contents.reoffences]
    items = [
        officer.limit(hand, contents.case.clock, mark.made_on),
        officer.title(hand, "breach_title"),
        officer.case(hand, contents.case, _term(texts, contents)),
        *officer.facts(hand, "broken", [*standings(texts, broken), *offences]),
        *officer.facts(hand, "decided", decided),
        *(officer.facts(hand, "quoted", quoted) if quoted else ()),
        officer.ask(hand, asked),
        officer.answer(
            hand, ("will_charge", "will_not_charge", "need_more"), "why_or_what", "who_and_when"
        ),
        Item("picture", _picture(hand, contents, mark.made_on), "picture", gap=3.5 * mm),
    ]
    return _finish(hand, contents, mark, "breach_paper", items)


def _finish(hand: Hand, contents: Ends, mark: Mark, code: str, items: list[Item]) -> Paper:
    case = contents.case

    def title(texts: Texts) -> str:
        return say(code, texts, number=case.number)

    head = running(hand.voice, mark, contents.kind, title, case.assessor)
    return render(hand.noticed(items), head)


def _term(texts: Texts, contents: Ends) -> tuple[str, str]:
    return contract(texts, contents.starts, contents.ends)


def _last_day(texts: Texts, contents: CompletedContents) -> tuple[str, str]:
    day = contents.case.clock.last_day
    return say("last_day_label", texts), opening(long_date(texts, day)) if day else ""


def _picture(hand: Hand, contents: BreachContents, today: date) -> Flowable:
    """Set what the officer needs to see of the months, and of the time that is left."""
    texts = hand.voice.main
    days = months(contents.starts, contents.ends)
    labels = [say("month", texts, n=n) for n in range(1, len(days) + 1)]
    flags = [
        Flag(contents.starts, say("start_flag", texts, day=short_date(texts, contents.starts))),
        Flag(contents.ends, say("end_flag", texts, day=short_date(texts, contents.ends))),
    ]
    gone = today if contents.starts <= today <= contents.ends else None
    if gone:
        flags.append(Flag(gone, say("today_flag", texts, day=short_date(texts, gone))))
    band = Band(
        months=list(zip(days, labels, strict=True)),
        flags=flags,
        visits=[
            Visit(one.day, str(one.position), missed=one.attended is Attended.MISSED)
            for one in contents.visits
            if one.attended is not Attended.OTHER
        ],
        today=gone,
        limits=_limits(texts, contents),
        rows=[
            Row(str(one.position), one.standing, say(one.standing, texts))
            for one in contents.conditions
        ],
    )
    head = hand.pen.heading(say("months", texts))
    drawn = Picture(draw_band(band, FRAME.width))
    return Stack(head, drawn, hand.pen.body(say("picture", texts)), gap=1 * mm)


def _limits(texts: Texts, contents: BreachContents) -> list[Flag]:
    clock = contents.case.clock
    if clock.last_day is None or clock.safe_day is None:
        return []
    days = (("safe_flag", clock.safe_day), ("charge_flag", clock.last_day))
    return [Flag(day, say(code, texts, day=short_date(texts, day))) for code, day in days]
