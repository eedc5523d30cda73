"""The participant's own page: what they said matters, their strengths, and what has changed.

No score, no risk and no flag stands on it; and what concerns abuse at home or sex working is not
given here either: a paper is read by whoever lives with its owner.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.assessed import ChangePrinted, MatterPrinted
from triage_app.documents.blocks import Picture
from triage_app.documents.change_chart import Chart, Pair, draw_changes
from triage_app.documents.contents import Mark, OwnPageContents
from triage_app.documents.hand import Hand
from triage_app.documents.layout import FRAME, Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.voice import Voice, on_date, plain_date
from triage_app.texts import Texts

LONG: Final = 1000  # letters: what is longer may go on overleaf
GAP: Final = 4 * mm
STOPS: Final = ".!?…"
CHART: Final = 11.0  # points: its letters, where the paper is of the ordinary size


def own_page(contents: OwnPageContents, mark: Mark, voice: Voice) -> Paper:
    """Return the page, in the order in which it would be told."""
    hand = Hand.to_read(voice)
    wrong = hand.across(lambda texts: hand.pen.body(_say("wrong", texts)))
    items = [
        hand.title(partial(_say, "title")),
        hand.lead(partial(_lead, contents)),
        *_matters(hand, contents),
        *_strengths(hand, contents),
        *_changed(hand, contents.change),
        Item("text", wrong, "wrong", gap=GAP),
    ]
    title = partial(_say, "paper", number=contents.number)
    return render(
        hand.noticed(items), running(voice, mark, contents.kind, title, contents.assessor)
    )


def _lead(contents: OwnPageContents, texts: Texts) -> str:
    day = on_date(texts, contents.asked_on)
    return _say("lead", texts, name=contents.participant, day=day)


def _matters(hand: Hand, contents: OwnPageContents) -> Iterator[Item]:
    if not contents.matters:
        return
    yield _heading(hand, "matters")
    for one in contents.matters:
        said = " ".join(_said(hand.voice.main, one))
        yield from _told(hand, hand.voice.wording(one.name), said, "matters")


def _said(texts: Texts, one: MatterPrinted) -> Iterator[str]:
    if one.own_view:
        stop = "" if one.own_view[-1] in STOPS else "."
        yield _say("said", texts, words=f"{one.own_view}{stop}")
    if one.motivation:
        yield _say(f"wants_{one.motivation}", texts)


def _strengths(hand: Hand, contents: OwnPageContents) -> Iterator[Item]:
    if not contents.strengths:
        return
    yield _heading(hand, "strengths")
    for name, words in contents.strengths:
        yield from _told(hand, hand.voice.wording(name), words, "strengths")


def _changed(hand: Hand, change: ChangePrinted | None) -> Iterator[Item]:
    if change is None:
        return
    yield _heading(hand, "changed")
    note = hand.across(lambda texts: hand.pen.body(texts("change.changed_note")))
    yield Item("text", note, "changed", gap=1 * mm, with_next=True)
    size = hand.pen.scale.small.size if hand.voice.large else CHART
    drawing = draw_changes(chart_of(hand.voice.main, change), FRAME.width, size)
    yield Item("picture", Picture(drawing), "picture", gap=2 * mm)


def chart_of(texts: Texts, change: ChangePrinted) -> Chart:
    """Return the picture of change in a language: the file and the screen draw the very same."""

    def when(number: int) -> str:
        occasion = texts(f"change.occasion_{change.occasions[number]}")
        day = plain_date(texts, change.days[number])
        return texts("change.earlier_on", occasion=occasion, day=day)

    pairs = tuple(
        Pair(one.name[texts.language], one.before, one.after, texts(f"change.became_{one.became}"))
        for one in change.pathways
    )
    return Chart(when(0), when(1), pairs)


def _told(hand: Hand, label: str, text: str, name: str) -> Iterator[Item]:
    """Yield a label and what it says beside it; what is long goes below, and may go overleaf."""
    if len(text) > LONG:
        yield Item("label", hand.pen.strong(label), name, gap=1.5 * mm, with_next=True)
        yield Item("text", hand.pen.body(text), name, gap=0.5 * mm, splits=True)
    else:
        yield Item("fact", hand.fact(label, text), name, gap=1.5 * mm)


def _heading(hand: Hand, name: str) -> Item:
    head = hand.across(lambda texts: hand.pen.heading(_say(name, texts)))
    return Item("heading", head, name, gap=GAP, with_next=True)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"paper_own.{line}", **values)
