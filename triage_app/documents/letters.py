"""Letters to the participant: what was missed and what to do now, or that the contract goes on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Beside, Ruled, Stack
from triage_app.documents.contents import (
    Contact,
    Mark,
    MeetingPrinted,
    NotBreachContents,
    ReminderContents,
    WarningContents,
)
from triage_app.documents.ending_contents import ToThePerson
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running, telephone
from triage_app.documents.voice import (
    Say,
    Voice,
    day_and_hour,
    long_date,
    on_date,
    opening,
    unbroken,
)
from triage_app.texts import Texts

Letter = WarningContents | NotBreachContents | ReminderContents | ToThePerson
DATE_COLUMN: Final = 62 * mm
LONG_ADDRESS: Final = 12  # lines
LONG_LINE: Final = 120  # letters: with more, name and address are no block for a window


def warning(contents: WarningContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter after missed meetings; its reader sees a letter, and no harder word."""
    hand = Hand.to_read(voice)
    return letter(hand, contents, mark, _missed(hand, contents, mark))


def not_breach(contents: NotBreachContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter that says a supervisor looked at it and the contract goes on."""
    hand = Hand.to_read(voice)
    return letter(hand, contents, mark, _goes_on(hand, contents))


def letter(
    hand: Hand,
    contents: Letter,
    mark: Mark,
    told: Iterator[Item],
    call: str = "cannot_come",
) -> Paper:
    """Set a letter round what it tells: to whom, of which day, from whom, and what to call for."""
    voice = hand.voice
    items = [
        *addressed(hand, (contents.participant, *contents.address), mark),
        *to_its_end(told),
        Item("sign", _close(hand, contents.assessor), "close", gap=5 * mm),
    ]

    def title(texts: Texts) -> str:
        return _say("paper", texts, number=contents.number)

    head = running(voice, mark, contents.kind, title, contents.assessor, call)
    return render(hand.noticed(items), head)


def to_its_end(told: Iterator[Item]) -> list[Item]:
    """Keep the last thing a letter tells with its close: no page holds a signature alone."""
    items = list(told)
    return [*items[:-1], replace(items[-1], with_next=True)]


def addressed(hand: Hand, whom: Iterable[str], mark: Mark) -> Iterator[Item]:
    """Yield name and address where a window envelope shows them, and the day at the right.

    What is longer than any window takes the page's width, and pages as it needs.
    """
    said = [line for line in whom if line]
    lines = [hand.pen.body(unbroken(line)) for line in said]
    day = hand.pen.body(hand.voice.join(lambda texts: opening(long_date(texts, mark.made_on))))
    if len(said) <= LONG_ADDRESS and max(map(len, said)) <= LONG_LINE:
        yield Item("text", Beside([0, DATE_COLUMN], Stack(*lines), day), "address")
        return
    yield Item("text", day, "day")
    yield from (
        Item("text", line, "address", gap=0 if n else 5 * mm) for n, line in enumerate(lines)
    )


def _close(hand: Hand, assessor: Contact) -> Flowable:
    greeting = hand.across(lambda texts: hand.pen.body(_say("sincerely", texts)))
    return Stack(greeting, hand.signer("assessor", assessor.name), gap=2 * mm)


def _missed(hand: Hand, contents: WarningContents, mark: Mark) -> Iterator[Item]:
    """Yield what was missed, what to do now, and what may follow."""
    yield from begun(
        hand, contents.participant, partial(_say, "missed_title"), partial(_say, "missed_lead")
    )
    yield from _meetings(hand, contents.missed, "missed", gap=3 * mm)
    why = hand.across(lambda texts: hand.pen.body(_say("missed_why", texts)))
    yield Item("text", why, "why", gap=3 * mm)
    if contents.reason:
        yield _section(hand, "missed_added", lambda _: contents.reason)
    yield _section(hand, "to_do", partial(_call, contents, mark))
    yield from _coming(hand, contents.coming)
    yield _section(hand, "if_again")
    yield _section(hand, "help")


def _goes_on(hand: Hand, contents: NotBreachContents) -> Iterator[Item]:
    """Yield what the supervisor decided, and that everything agreed still holds."""

    def decided(texts: Texts) -> str:
        day = on_date(texts, contents.decided_on)
        return _say("goes_on_lead", texts, name=contents.supervisor, day=day)

    def ends(texts: Texts) -> str:
        return _say("goes_on_end_told", texts, end=long_date(texts, contents.ends))

    yield from begun(hand, contents.participant, partial(_say, "goes_on_title"), decided)
    if contents.reason:
        yield _section(hand, "goes_on_why", lambda _: contents.reason)
    yield _section(hand, "goes_on_end", ends)
    yield from _coming(hand, contents.coming)
    yield _section(hand, "help")


def begun(hand: Hand, participant: str, title: Say, lead: Say) -> Iterator[Item]:
    """Yield the title, the greeting and the first sentence."""
    yield replace(hand.title(title), gap=8 * mm, with_next=True)
    dear = hand.across(lambda texts: hand.pen.body(_say("dear", texts, name=participant)))
    yield Item("text", dear, "dear", gap=4 * mm)
    first = hand.across(lambda texts: hand.pen.body(lead(texts)))
    yield Item("text", first, "lead", gap=3 * mm)


def _section(hand: Hand, name: str, text: Say | None = None) -> Item:
    said = text or partial(_say, f"{name}_told")
    return Item("section", hand.told(partial(_say, name), said), name, gap=4 * mm)


def _coming(hand: Hand, meetings: Sequence[MeetingPrinted]) -> Iterator[Item]:
    """Yield the meetings to come to; with none booked it says so."""
    if not meetings:
        yield _section(hand, "next", partial(_say, "none_booked"))
        return
    head = hand.across(lambda texts: hand.pen.heading(_say("next", texts)))
    yield Item("heading", head, "next", gap=5 * mm, with_next=True)
    yield from _meetings(hand, meetings, "coming", gap=1.5 * mm)


def _meetings(
    hand: Hand, meetings: Sequence[MeetingPrinted], name: str, gap: float
) -> Iterator[Item]:
    """Yield each meeting whole, its day and hour heavy; many of them go on overleaf."""
    for number, one in enumerate(meetings):
        block = hand.across(partial(_meeting, hand, one))
        yield Item("text", block, name, gap=2 * mm if number else gap)


def _meeting(hand: Hand, one: MeetingPrinted, texts: Texts) -> Flowable:
    lines = [hand.pen.strong(opening(day_and_hour(texts, one.starts)))]
    lines.append(hand.pen.body(one.title[texts.language]))
    if one.place:
        lines.append(hand.pen.body(unbroken(one.place)))
    return Ruled(Stack(*lines), pad=1.5 * mm)


def _call(contents: WarningContents, mark: Mark, texts: Texts) -> str:
    whom = {"name": contents.assessor.name, "telephone": telephone(mark, contents.assessor)}
    if contents.answer_by is None:
        return _say("call_us", texts, **whom)
    return _say("call_by", texts, day=long_date(texts, contents.answer_by), **whom)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"paper_letter.{line}", **values)
