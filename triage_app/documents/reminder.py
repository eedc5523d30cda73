"""The letter that reminds somebody of a meeting: when, where, how to get there, what to bring."""

from collections.abc import Iterator
from functools import partial

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Framed, Stack
from triage_app.documents.contents import Mark, ReminderContents
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.letters import begun, letter
from triage_app.documents.page import Paper
from triage_app.documents.running import telephone
from triage_app.documents.voice import (
    NBSP,
    Say,
    Voice,
    day_and_hour,
    long_date,
    opening,
    unbroken,
)
from triage_app.texts import Texts


def reminder(contents: ReminderContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter: one meeting, in the order in which somebody gets ready for it."""
    hand = Hand.to_read(voice)
    return letter(hand, contents, mark, _told(hand, contents, mark))


def _told(hand: Hand, contents: ReminderContents, mark: Mark) -> Iterator[Item]:
    yield from begun(hand, contents.participant, partial(_say, "title"), partial(_lead, contents))
    box = Framed(hand.across(partial(_when_and_where, hand, contents)))
    yield Item("text", box, "when", gap=4 * mm)
    if contents.moved_from is not None:
        yield _section(hand, "moved", partial(_moved, contents))
    if contents.clocks is not None:
        yield _section(hand, "clocks", partial(_clocks, contents))
    if contents.directions is not None:
        directions = contents.directions
        yield _section(hand, "directions", lambda texts: unbroken(directions[texts.language]))
    yield _section(hand, "bring")
    if contents.appropriate_adult is not None or contents.interpreter is not None:
        yield _section(hand, "with_you", partial(_with_you, contents))
    whom = {"name": contents.assessor.name, "telephone": telephone(mark, contents.assessor)}
    yield _section(hand, "cannot_come", partial(_say, "cannot_come_told", **whom))


def _when_and_where(hand: Hand, contents: ReminderContents, texts: Texts) -> Flowable:
    """Set the day and the hour heavy, as they stand on every letter, and the place under them."""
    pen, language = hand.pen, texts.language
    place = contents.place[language] if contents.place else contents.elsewhere
    room = _say("room", texts, room=contents.room) if contents.room else ""
    there = contents.address_there[language] if contents.address_there else ""
    lines = [unbroken(line) for line in (room, there) if line]
    length = _say("length", texts, n=contents.minutes).replace(" ", NBSP)
    return Stack(
        pen.heading(opening(day_and_hour(texts, contents.starts))),
        pen.body(length),
        pen.strong(unbroken(place)),
        *(pen.body(line) for line in lines),
        gap=1 * mm,
    )


def _lead(contents: ReminderContents, texts: Texts) -> str:
    if contents.condition is None:
        return _say(f"lead_{contents.meeting}", texts)
    return _say("lead_condition", texts, title=contents.condition[texts.language])


def _moved(contents: ReminderContents, texts: Texts) -> str:
    moment = contents.moved_from
    return _say("moved_told", texts, moment=day_and_hour(texts, moment)) if moment else ""


def _clocks(contents: ReminderContents, texts: Texts) -> str:
    if contents.clocks is None:
        return ""
    day, forward = contents.clocks
    code = "clocks_forward" if forward else "clocks_back"
    return _say(code, texts, day=long_date(texts, day))


def _with_you(contents: ReminderContents, texts: Texts) -> str:
    said = []
    if contents.appropriate_adult is not None:
        name = contents.appropriate_adult
        said.append(_say("adult" if name else "adult_unnamed", texts, name=name))
    if contents.interpreter is not None:
        said.append(_say("interpreter", texts))
    return " ".join(said)


def _section(hand: Hand, name: str, text: Say | None = None) -> Item:
    said = text or partial(_say, f"{name}_told")
    return Item("section", hand.told(partial(_say, name), said), name, gap=4 * mm)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"paper_reminder.{line}", **values)
