"""The conditions of a contract, each one whole, and its months as a picture."""

from datetime import date
from functools import partial
from itertools import count, takewhile

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.band import Band, Flag, Visit, draw_band
from triage_app.documents.blocks import Beside, Disc, Nothing, Picture, Ruled, Stack
from triage_app.documents.contents import ConditionPrinted, ContractContents
from triage_app.documents.hand import Hand
from triage_app.documents.layout import FRAME
from triage_app.documents.voice import day_and_hour, long_date, opening, short_date, unbroken
from triage_app.domain.contribution import Account, pounds
from triage_app.domain.deadlines import add_months
from triage_app.texts import LONDON, Texts

FIRST = "first_meeting"
Facts = list[tuple[str, str]]


def facts_of(one: ConditionPrinted, texts: Texts) -> Facts:
    """Return a condition's facts in their fixed order, each under the code of its label."""
    facts = [
        (FIRST, opening(day_and_hour(texts, one.first_meeting)) if one.first_meeting else ""),
        ("place", one.place),
        ("directions", one.directions[texts.language] if one.directions else ""),
        ("telephone", one.telephone),
    ]
    return [(name, unbroken(value)) for name, value in facts if value]


def cost_of(account: Account, texts: Texts) -> str:
    """Say what somebody pays towards the cost and by when, or that they need not."""
    if not account.owed:
        line = "cost_no_more" if account.paid else "cost_nothing"
        return texts(f"paper_contract.{line}")
    values = {"pence": pounds(account.pence), "due": long_date(texts, account.due)}
    return texts("paper_contract.cost_asked", **values)


def condition(hand: Hand, one: ConditionPrinted) -> Flowable:
    """Set one condition: number and code, what to do, and when and where."""
    pen = hand.pen
    disc = Disc(str(one.position), pen.scale.disc)
    if not pen.scale.side:
        mark = Stack(disc, pen.strong(one.code), gap=1 * mm)
        rows = [hand.across(partial(_told, hand, one), mark)]
        by_language = [facts_of(one, texts) for texts in hand.voice.texts]
        # A fact that only one language has still takes its row: the other's cell stays empty.
        names = dict.fromkeys(name for facts in by_language for name, _ in facts)
        rows += [hand.across(partial(_run_in, hand, one, name), Nothing()) for name in names]
        return Ruled(Stack(*rows, gap=0.75 * mm))
    texts = hand.voice.main
    head = Beside([9 * mm, 0], disc, pen.strong(one.code), gap=1 * mm)
    facts = [
        hand.beside(
            pen.strong(texts(f"paper_contract.{name}")),
            pen.strong(value) if name == FIRST else pen.body(value),
        )
        for name, value in facts_of(one, texts)
    ]
    return Ruled(Stack(hand.beside(head, _told(hand, one, texts)), *facts, gap=0.5 * mm))


def _told(hand: Hand, one: ConditionPrinted, texts: Texts) -> Flowable:
    title, text = one.title[texts.language], unbroken(one.text[texts.language])
    return Stack(hand.pen.heading(title), hand.pen.body(text), gap=0.5 * mm)


def _run_in(hand: Hand, one: ConditionPrinted, name: str, texts: Texts) -> Flowable:
    value = dict(facts_of(one, texts)).get(name)
    if value is None:
        return Nothing()
    body, bold = hand.pen.scale.body, hand.pen.scale.body.bold()
    label = texts(f"paper_contract.{name}")
    return hand.pen.body((f"{label}: ", bold), (value, bold if name == FIRST else body))


def months(starts: date, ends: date) -> list[date]:
    """Return the first day of each month of a term, and its last day."""
    firsts = (add_months(starts, month) for month in count())
    return [*takewhile(lambda day: day < ends, firsts), ends]


def picture(hand: Hand, contents: ContractContents) -> Flowable:
    """Set the months as a picture; nothing of the time to charge, which is the police's own."""
    pen, voice = hand.pen, hand.voice
    days = months(contents.starts, contents.ends)
    labels = [voice.label("paper_contract.month", n=n) for n in range(1, len(days) + 1)]
    flags = [Flag(day, voice.join(partial(_short, day))) for day in days]
    visits = [
        Visit(one.first_meeting.astimezone(LONDON).date(), str(one.position))
        for one in contents.conditions
        if one.first_meeting
    ]
    band = Band(list(zip(days, labels, strict=True)), flags, visits)
    words = [pen.strong(voice.label("paper_contract.picture"))]
    if visits:
        words.append(pen.body(voice.label("paper_contract.numbers")))
    size = max(11.5, pen.scale.small.size)
    if not pen.scale.side:
        drawn = Picture(draw_band(band, FRAME.width, size=size))
        return Stack(*words, drawn, gap=2 * mm)
    drawn = Picture(draw_band(band, FRAME.width - hand.side - 4 * mm, size=size))
    return hand.beside(Stack(*words), drawn)


def _short(day: date, texts: Texts) -> str:
    return short_date(texts, day)
