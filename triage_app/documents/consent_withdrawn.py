"""To a service: consent is withdrawn from a day; what to stop, and what to do with what it holds.

Data Protection Act 2018 Part 3: as easy to take back as to give. It carries a number and no name.
"""

from collections.abc import Iterator
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.blocks import Framed, Stack
from triage_app.documents.contents import Mark
from triage_app.documents.ending_contents import ConsentWithdrawnContents
from triage_app.documents.faces import OFFICE
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.service_sheet import GAP, confidential, facts, titled
from triage_app.documents.voice import Voice, long_date, opening
from triage_app.texts import Texts

PAPER: Final = "paper_consent_withdrawn"  # where its wording stands
TICKS: Final = ("stopped", "destroyed", "must_keep")


def consent_withdrawn(contents: ConsentWithdrawnContents, mark: Mark, voice: Voice) -> Paper:
    """Return the notice: since when, what stops, what becomes of what was sent, and an answer."""
    hand = Hand.at(OFFICE, voice)
    texts = voice.main
    items = [
        confidential(hand, PAPER, contents.service),
        titled(hand, _say("title", texts)),
        Item("text", hand.facts(_which(texts, contents)), "case", gap=3 * mm),
        *facts(hand, PAPER, "to_do", _to_do(texts, contents)),
        _answer(hand),
    ]

    def named(said: Texts) -> str:
        return _say("paper", said, number=contents.case)

    head = running(voice, mark, contents.kind, named, contents.assessor)
    return render(hand.noticed(items), head)


def _which(texts: Texts, contents: ConsentWithdrawnContents) -> Iterator[tuple[str, str]]:
    yield _say("number", texts), "; ".join(contents.numbers) or contents.case
    yield _say("since", texts), opening(long_date(texts, contents.withdrawn_on))
    yield _say("what", texts), _say("what_told", texts)


def _to_do(texts: Texts, contents: ConsentWithdrawnContents) -> Iterator[tuple[str, str]]:
    for line in ("stop", "held", "own_choice"):
        yield _say(line, texts), _say(f"{line}_told", texts)
    if contents.goes_on:
        numbers = "; ".join(contents.goes_on)
        yield _say("goes_on", texts), _say("goes_on_told", texts, numbers=numbers)
    yield _say("why", texts), _say("why_told", texts)


def _answer(hand: Hand) -> Item:
    texts = hand.voice.main
    block = Stack(
        hand.pen.heading(_say("answer", texts)),
        hand.pen.body(_say("answer_told", texts)),
        hand.ticks(*(f"{PAPER}.{one}" for one in TICKS), columns=1),
        hand.boxes(f"{PAPER}.what_is_kept", "paper_referral.who_and_when", last=60 * mm),
        gap=1.5 * mm,
    )
    return Item("form", Framed(block, line=1), "answer", gap=GAP)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"{PAPER}.{line}", **values)
