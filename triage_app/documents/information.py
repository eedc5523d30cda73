"""The information sheet: one page, so that a yes or a no is a free one."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Nothing, Ruled, Stack
from triage_app.documents.contents import InformationContents, Mark
from triage_app.documents.faces import PAIRED, STANDARD
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.signing import attending
from triage_app.documents.voice import Voice
from triage_app.domain.scheme import Scheme
from triage_app.texts import Texts

TOLD: Final = ("what", "end", "choice", "no", "share", "record")


def information(contents: InformationContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet that consent is asked on; it names the version it is of."""
    hand = Hand.at(PAIRED if voice.paired else STANDARD, voice)
    items = hand.noticed(_items(hand, contents, mark.scheme))
    about = {"sheet": mark.scheme.sheet, "number": contents.number}

    def title(texts: Texts) -> str:
        return texts("paper_information.paper", **about)

    return render(items, running(voice, mark, contents.kind, title, contents.assessor))


def _items(hand: Hand, contents: InformationContents, scheme: Scheme) -> Iterator[Item]:
    yield hand.title(partial(_say, "title"))
    yield hand.lead(partial(_say, "lead"))
    for name in TOLD:
        text = partial(_say, f"{name}_told") if name != "what" else partial(_what, scheme)
        yield Item("section", hand.told(partial(_say, name), text), name, gap=2 * mm)
    signed = [_decision(hand, contents), hand.signer("assessor", contents.assessor.name)]
    signed += _others(hand, contents)
    for block in signed:
        # Signatures never stand alone: all of them stay with what is declared.
        yield Item("sign", block, "decision", gap=2 * mm, with_next=block is not signed[-1])


def _say(line: str, texts: Texts) -> str:
    return texts(f"paper_information.{line}")


def _what(scheme: Scheme, texts: Texts) -> str:
    months = texts("paper_information.months", n=scheme.term_months)
    return texts("paper_information.what_told", months=months, most=len(scheme.slots))


def _decision(hand: Hand, contents: InformationContents) -> Flowable:
    """Set what is declared, the two answers to choose between, and the person's own line."""
    pen = hand.pen
    declared = hand.labelled(
        partial(_say, "decide"), lambda texts: [pen.body(_say("decide_told", texts))], big=True
    )
    answers = hand.ticks("paper_information.yes", "paper_information.refuse")
    rows = (declared, hand.beside(Nothing(), answers), hand.signer("you", contents.participant))
    return Ruled(Stack(*rows, gap=2 * mm), line=1.5, pad=2.5 * mm)


def _others(hand: Hand, contents: InformationContents) -> Iterator[Flowable]:
    """Yield a line for each who was there, the first under what they say."""
    lines = [hand.signer(role, name) for role, name in attending(contents)]
    if lines:
        said = hand.across(lambda texts: hand.pen.body(_say("present", texts)))
        yield Stack(hand.beside(Nothing(), said), lines[0], gap=1 * mm)
    yield from lines[1:]
