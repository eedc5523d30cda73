"""The timeline of a case as a paper for the file: what was asked for of it, then day by day.

It names what was done and by whom, never what was written; what was done for a victim stands apart
and is not in it (Data Protection Act 2018 s38(3)).
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from itertools import groupby
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents import officer
from triage_app.documents.blocks import Beside
from triage_app.documents.contents import Mark
from triage_app.documents.faces import OFFICE
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.timeline_contents import DonePrinted, SoughtPrinted, TimelineContents
from triage_app.documents.voice import Voice, long_date, opening
from triage_app.texts import LONDON, Texts

COLUMNS: Final = (26 * mm, 0, 56 * mm)  # when, what, by whom
CLOSE: Final = 1 * mm


def timeline(contents: TimelineContents, mark: Mark, voice: Voice) -> Paper:
    """Return the paper: about whom it is, what was asked for, and what was done, day by day."""
    hand, texts = Hand.at(OFFICE, voice), voice.main
    items = [
        hand.title(partial(_say, "title")),
        hand.lead(partial(_say, "lead")),
        *officer.told(hand, "case", officer.about_whom(texts, contents.case)),
        officer.heading(hand, "asked", _say("asked", texts)),
        *officer.told(hand, "asked", list(_asked(texts, contents))),
        *_days(hand, contents.done),
    ]
    title = partial(_say, "paper", number=contents.case.number)
    head = running(voice, mark, contents.kind, title, contents.case.assessor)
    return render(hand.noticed(items), head)


def _asked(texts: Texts, contents: TimelineContents) -> Iterator[tuple[str, str]]:
    """Yield the filter, the days that it left, and how much of the whole that is."""
    sought, done = contents.sought, contents.done
    everything = sought == SoughtPrinted()
    yield _say("filter", texts), _say("everything", texts) if everything else ""
    yield _say("kind", texts), sought.kind[texts.language] if sought.kind else ""
    yield _say("by", texts), sought.by
    yield _say("words", texts), f"“{sought.words}”" if sought.words else ""
    yield _say("since", texts), opening(long_date(texts, sought.since)) if sought.since else ""
    yield _say("until", texts), opening(long_date(texts, sought.until)) if sought.until else ""
    if done:
        first, last = (_day(one) for one in (done[0], done[-1]))
        said = "days" if first != last else "day"
        days = {"first": long_date(texts, first), "last": long_date(texts, last)}
        yield _say("found", texts), _say(said, texts, **days)
    yield _say("count", texts), _say("shown", texts, n=len(done), of=contents.of)


def _days(hand: Hand, done: tuple[DonePrinted, ...]) -> Iterator[Item]:
    texts = hand.voice.main
    if not done:
        nothing = hand.pen.body(_say("nothing", texts))
        yield Item("text", nothing, "nothing", gap=officer.GAP)
    for day, some in groupby(done, key=_day):
        yield officer.heading(hand, "day", opening(long_date(texts, day)))
        for one in some:
            yield Item("row", _row(hand, one), "done", gap=CLOSE)


def _row(hand: Hand, one: DonePrinted) -> Beside:
    texts, pen = hand.voice.main, hand.pen
    cells = (_time(texts, one.at), one.what[texts.language], one.by)
    return Beside(COLUMNS, *(pen.body(cell) for cell in cells), gap=3 * mm)


def _time(texts: Texts, at: datetime) -> str:
    """Write a time; of the hour that happens twice, which of the two it was."""
    local = at.astimezone(LONDON)
    if local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset():
        return texts.time(at)
    return _say("second" if local.fold else "first", texts, time=texts.time(at))


def _day(one: DonePrinted) -> date:
    return one.at.astimezone(LONDON).date()


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"paper_timeline.{line}", **values)
