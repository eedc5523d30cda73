"""What every paper to the officer in the case shares: the clock first, the case, what we ask."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.blocks import Framed, Ruled, Stack
from triage_app.documents.contents import CasePrinted
from triage_app.documents.faces import HEAVY, Face
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.voice import long_date, offence, plain_date
from triage_app.domain.charge_clock import ChargeClock
from triage_app.texts import Texts

LIMIT: Final = Face(HEAVY, 19, 24)
LIMIT_LONG: Final = Face(HEAVY, 16, 20)  # so that the day stays on the line that names it
LONG_LIMIT: Final = 48  # letters
FRAME_LINE: Final = 2.5
GAP: Final = 3.5 * mm
LONG_FACT: Final = 1500  # letters: a fact with more may be divided between pages
Facts = Iterable[tuple[str, str]]


def say(line: str, texts: Texts, /, **values: object) -> str:
    """Say a line of the officers' wording."""
    return texts(f"paper_officer.{line}", **values)


def limit(hand: Hand, clock: ChargeClock, today: date) -> Item:
    """Set the first thing on the paper: the last day to charge, what it rests on, what is left."""
    texts = hand.voice.main
    said = _limit_head(texts, clock, today)
    head = hand.pen.words(LIMIT_LONG if len(said) > LONG_LIMIT else LIMIT, said)
    block = Stack(head, hand.pen.body(" ".join(_limit_told(texts, clock, today))))
    return Item("limit", Framed(block, line=FRAME_LINE), "limit")


def _limit_head(texts: Texts, clock: ChargeClock, today: date) -> str:
    if clock.last_day is None:
        return say("no_limit" if clock.known else "not_known", texts)
    line = "last_day" if clock.last_day >= today else "passed"
    return say(line, texts, day=long_date(texts, clock.last_day))


def _limit_told(texts: Texts, clock: ChargeClock, today: date) -> Iterator[str]:
    if clock.last_day is None or clock.governing is None:
        yield say("no_limit_told" if clock.known else "not_known_told", texts)
        return
    left = (clock.last_day - today).days
    if left >= 0:
        yield say("left", texts, n=left, today=long_date(texts, today))
    if clock.last_working_day and clock.last_working_day != clock.last_day:
        yield say("working_day", texts, day=long_date(texts, clock.last_working_day))
    yield say("basis", texts, source=clock.governing.limit.source)
    if not clock.known:
        yield say("some_not_known", texts)


def title(hand: Hand, code: str) -> Item:
    """Set the paper's title, under the clock."""
    texts = hand.voice.main
    head = hand.pen.words(hand.pen.scale.title, say(code, texts))
    return Item("title", head, "title", gap=3.5 * mm)


def case(hand: Hand, about: CasePrinted, *more: tuple[str, str]) -> Item:
    """Set to whom it goes and about whom: the officer, the person, the offences, the numbers."""
    texts = hand.voice.main
    pairs = [(say("to", texts), _officer(about)), *about_whom(texts, about), *more]
    return Item("text", hand.facts(pairs), "case", gap=3 * mm)


def about_whom(texts: Texts, about: CasePrinted) -> list[tuple[str, str]]:
    """Return about whom a paper is, as facts: the person, the offences, the numbers."""
    told = {"number": about.number, "custody_record": about.custody_record}
    references = say("references_told", texts, suite=about.suite[texts.language], **told)
    return [
        (say("suspect", texts), _suspect(texts, about)),
        (say("offences", texts), " ".join(_offences(texts, about))),
        (say("references", texts), references),
    ]


def _officer(about: CasePrinted) -> str:
    officer = about.officer
    return ", ".join(filter(None, (officer.name, officer.number, officer.email)))


def _suspect(texts: Texts, about: CasePrinted) -> str:
    if about.born is None:
        return about.participant
    born = plain_date(texts, about.born)
    return texts("paper_running.born", name=about.participant, born=born)


def _offences(texts: Texts, about: CasePrinted) -> Iterator[str]:
    for one in about.offences:
        category = f" ({one.category})" if one.category else ""
        told = offence(texts, one)
        yield f"{one.code}{category} {told}" if one.code else told


def ask(hand: Hand, text: str) -> Item:
    """Set what we ask of the officer; with an answer to give, the two stay together."""
    head = hand.pen.heading(say("ask", hand.voice.main))
    block = Ruled(Stack(head, hand.pen.body(text), gap=1 * mm))
    return Item("section", block, "ask", gap=GAP, with_next=True)


def facts(hand: Hand, code: str, pairs: Facts) -> Iterator[Item]:
    """Yield a heading and its facts; they may go on overleaf, the first stays with the heading."""
    yield heading(hand, code, say(code, hand.voice.main))
    yield from told(hand, code, pairs)


def heading(hand: Hand, code: str, text: str) -> Item:
    """Set a heading under a line; what follows stays with it."""
    return Item("heading", Ruled(hand.pen.heading(text)), code, gap=GAP, with_next=True)


def told(hand: Hand, code: str, pairs: Facts) -> Iterator[Item]:
    """Yield facts one under another; what is long goes below its label, and may go overleaf."""
    for label, text in pairs:
        if len(text) > LONG_FACT:
            yield Item("label", hand.pen.strong(label), code, gap=1 * mm, with_next=True)
            yield Item("text", hand.pen.body(text), code, gap=1 * mm, splits=True)
        elif text:
            yield Item("fact", hand.fact(label, text), code, gap=1 * mm)


def answer(hand: Hand, ticks: Sequence[str], *boxes: str) -> Item:
    """Set the officer's answer: what to tick, and where to write and sign."""
    texts = hand.voice.main
    block = Stack(
        hand.pen.heading(say("answer", texts)),
        hand.ticks(*(f"paper_officer.{code}" for code in ticks), columns=len(ticks)),
        hand.boxes(*(f"paper_officer.{code}" for code in boxes), last=60 * mm),
        gap=1.5 * mm,
    )
    return Item("form", Framed(block, line=1), "answer", gap=3 * mm)
