"""The morning sheet: what needs doing today, as Today lists it, for whoever goes round with paper.

It names people in many cases: it is marked as sensitive, never filed, and destroyed in the evening.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.blocks import Beside, Ruled, Square, Stack
from triage_app.documents.contents import Contact, Mark
from triage_app.documents.faces import OFFICE
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.morning_list import MeetingPrinted, MorningContents, TaskPrinted
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.voice import Voice, long_date, opening
from triage_app.texts import Texts

BOX: Final = 4 * mm
WHEN: Final = 42 * mm  # “Sadwrn 21 Tachwedd” on one line
CLOSE: Final = 1.5 * mm


def morning(contents: MorningContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet: the day's meetings, what needs doing, and how long there is to charge."""
    hand = Hand.at(OFFICE, voice)
    items = [
        hand.title(partial(_title, contents)),
        hand.lead(partial(_lead, contents)),
        *_schemeless(hand, contents.schemeless),
        *_meetings(hand, contents.meetings),
        *_tasks(hand, contents, mark.made_on),
        *_times(hand, contents),
    ]
    head = running(voice, mark, contents.kind, partial(_say, "paper"), Contact(contents.made_by))
    return render(hand.noticed(items), head)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"paper_morning.{line}", **values)


def _title(contents: MorningContents, texts: Texts) -> str:
    return opening(long_date(texts, contents.made_at.date()))


def _lead(contents: MorningContents, texts: Texts) -> str:
    time = texts.time(contents.made_at)
    n = len(contents.tasks)
    if contents.whose:
        return _say("lead", texts, name=contents.whose, time=time, n=n)
    return _say("lead_everybody", texts, time=time, n=n)


def _heading(hand: Hand, said: str, name: str) -> Item:
    return Item("heading", Ruled(hand.pen.heading(said)), name, gap=3 * mm, with_next=True)


def _schemeless(hand: Hand, numbers: Sequence[str]) -> Iterator[Item]:
    """Name the cases whose scheme is gone: nobody takes silence on them for rest."""
    if numbers:
        said = hand.voice.main("today.schemeless", numbers=", ".join(numbers))
        yield Item("text", hand.pen.strong(said), "schemeless", gap=CLOSE)


def _meetings(hand: Hand, meetings: Sequence[MeetingPrinted]) -> Iterator[Item]:
    texts = hand.voice.main
    yield _heading(hand, _say("meetings", texts), "meetings")
    if not meetings:
        yield Item("text", hand.pen.body(_say("no_meetings", texts)), "meetings", gap=CLOSE)
    for one in meetings:
        what = ", ".join(filter(None, (texts(f"agenda.kind_{one.kind}"), one.place, one.assessor)))
        row = hand.beside(
            hand.pen.strong(texts.time(one.starts)), hand.pen.body(f"{one.who}: {what}")
        )
        yield Item("fact", row, "meetings", gap=CLOSE)


def _tasks(hand: Hand, contents: MorningContents, today: date) -> Iterator[Item]:
    texts, band = hand.voice.main, ""
    if not contents.tasks:
        yield _heading(hand, _say("tasks", texts), "tasks")
        yield Item("text", hand.pen.body(_say("nothing", texts)), "tasks", gap=CLOSE)
    for one in contents.tasks:
        if one.band != band:
            band = one.band
            n = sum(each.band == band for each in contents.tasks)
            said = _say("band", texts, band=texts(f"attention.band_{band}"), n=n)
            yield _heading(hand, said, f"band_{band}")
        yield Item("fact", _task(hand, one, today), f"band_{band}", gap=CLOSE)


def _task(hand: Hand, one: TaskPrinted, today: date) -> Beside:
    """Set a box to tick, what and about whom, and by when."""
    texts, pen = hand.voice.main, hand.pen
    who = ", ".join(filter(None, (one.who, one.number, one.assessor)))
    why = one.put_off or texts(f"attention.{one.code}_why", **one.values)
    when = texts.short_date(one.day, today)
    if one.moment is not None:
        when = f"{when}, {texts.time(one.moment)}"
    what = Stack(pen.strong(texts(f"attention.{one.code}", **one.values)), pen.body(who))
    told = Stack(what, pen.small(why))
    return Beside([BOX, 0, WHEN], Square(BOX), told, pen.body(when), gap=3 * mm)


def _times(hand: Hand, contents: MorningContents) -> Iterator[Item]:
    texts = hand.voice.main
    if contents.times:
        yield _heading(hand, _say("times", texts), "times")
    for who, number, day, left in contents.times:
        code = "left" if left >= 0 else "passed"
        said = _say(code, texts, who=who, number=number, day=long_date(texts, day), n=left)
        yield Item("fact", hand.pen.body(said), "times", gap=CLOSE)
