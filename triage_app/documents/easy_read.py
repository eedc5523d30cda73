"""The easy-read page: what was agreed in pictures and plain words, and a card to cut out.

One page, in one language. The card is carried about: nothing on it tells of police, of a contract
or of what anybody did.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Beside, Block, Picture, Size, Stack, WriteBoxes
from triage_app.documents.contents import EasyReadContents, Mark
from triage_app.documents.faces import HEAVY, REGULAR, STANDARD, STRONG, Face, Pen, Scale
from triage_app.documents.hand import Hand
from triage_app.documents.icons import icon
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.plainly import CardMeeting, PlainPrinted
from triage_app.documents.running import LONG_NAME, running, telephone
from triage_app.documents.voice import (
    NBSP,
    Voice,
    day_and_hour,
    hour,
    long_date,
    opening,
    plain_date,
    unbroken,
)
from triage_app.domain.contribution import Account, pounds
from triage_app.texts import LONDON, Texts

AFTER: Final = 3  # meetings told of behind the next one


@dataclass(frozen=True, slots=True)
class _Setting:
    """How large a page is set: what says more is set smaller before it takes another page."""

    scale: Scale
    picture: float
    gap: float


EASY: Final = _Setting(
    Scale(
        title=Face(HEAVY, 28, 32),
        lead=Face(REGULAR, 16, 20),
        heading=Face(HEAVY, 16, 20),
        body=Face(REGULAR, 16, 20),
        small=Face(STRONG, 10, 12.5),
        side=16 * mm,
    ),
    picture=14 * mm,
    gap=3 * mm,
)
SETTINGS: Final = (
    EASY,
    _Setting(
        replace(
            EASY.scale,
            title=Face(HEAVY, 24, 28),
            heading=Face(HEAVY, 14, 17.5),
            body=Face(REGULAR, 14, 17.5),
        ),
        picture=12 * mm,
        gap=2 * mm,
    ),
    _Setting(
        replace(
            EASY.scale,
            title=Face(HEAVY, 20, 24),
            heading=Face(HEAVY, 12, 15),
            body=Face(REGULAR, 12, 15),
        ),
        picture=10 * mm,
        gap=1 * mm,
    ),
)
CARD: Final = replace(STANDARD, body=Face(REGULAR, 12, 14.5))
CARD_DAY: Final = Face(HEAVY, 17, 20)
CARD_FACE: Final = (86 * mm, 54 * mm)  # a bank card's
CARD_PAD: Final = 4 * mm


def easy_read(contents: EasyReadContents, mark: Mark, voice: Voice) -> Paper:
    """Return the page, as large as it fits on one; where two languages are asked for, the first."""
    alone = Voice((voice.main,))
    papers = (_set(contents, mark, alone, setting) for setting in SETTINGS)
    for paper in papers:
        if paper.pages == 1:
            break
    return paper


def _set(contents: EasyReadContents, mark: Mark, voice: Voice, setting: _Setting) -> Paper:
    page = _Page(contents, mark, Hand.at(setting.scale, voice), setting)

    def title(texts: Texts) -> str:
        about = {"number": contents.number, "issue": contents.issue}
        return _say("paper", texts, **about)

    head = running(voice, mark, contents.kind, title, contents.assessor, "cannot_come")
    return render(page.hand.noticed(page.items()), head)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page being set: what it tells, and how large."""

    contents: EasyReadContents
    mark: Mark
    hand: Hand
    setting: _Setting

    @property
    def texts(self) -> Texts:
        return self.hand.voice.main

    def items(self) -> Iterator[Item]:
        """Yield what was agreed, what happens then, and the card."""
        yield self.hand.title(partial(_say, "title"))
        yield self.row("paper", self.say("agreed"), self.lasting())
        for one in self.contents.conditions:
            yield self.row(one.picture, one.told[self.texts.language], self.amount(one), one)
        if self.contents.contribution is not None:
            yield self.cost(self.contents.contribution)
        yield self.row("phone", self.call("cannot_come"), self.say("ill"))
        yield self.row("tick", self.say("if_kept"), self.say("if_kept_then"))
        yield self.row("court", self.say("if_not"))
        cut = Pen(CARD).body(self.say("cut"))
        yield Item("text", cut, "cut", gap=self.setting.gap, with_next=True)
        yield Item("card", self.card(), "card", gap=1.5 * mm)

    def say(self, line: str, /, **values: object) -> str:
        return _say(line, self.texts, **values)

    def row(self, picture: str, told: str, then: str = "", one: PlainPrinted | None = None) -> Item:
        """Set a picture, what it stands for, and what more there is to know of it."""
        pen, size = self.hand.pen, self.setting.picture
        words = [pen.strong(told), *([pen.body(then)] if then else [])]
        drawn = Picture(icon(picture, size))
        block = Beside([size, 0], drawn, Stack(*words), gap=5 * mm, middle=True)
        name = f"condition_{one.position}" if one else picture
        return Item("condition" if one else "text", block, name, gap=self.setting.gap)

    def lasting(self) -> str:
        """Say from which day to which."""
        starts, ends = self.contents.starts, self.contents.ends
        days = {"start": plain_date(self.texts, starts), "end": plain_date(self.texts, ends)}
        return self.say("lasts", **days)

    def amount(self, one: PlainPrinted) -> str:
        """Say how much there is to do, and by when."""
        language = self.texts.language
        amounts = (amount[language].replace(" ", NBSP) for amount in one.amounts)
        told = [self.say("amount", amount=amount) for amount in amounts]
        said = [one[:1].upper() + one[1:] for one in told]  # an amount may begin with a word
        if one.due is not None:
            said.append(self.say("due", day=long_date(self.texts, one.due)))
        return " ".join(said)

    def cost(self, account: Account) -> Item:
        """Say what they pay, and what if it is hard; or that they need not pay."""
        if not account.owed:
            return self.row("coin", self.say("no_more" if account.paid else "nothing"))
        due = long_date(self.texts, account.due)
        asked = self.say("pay", pence=pounds(account.pence), day=due)
        return self.row("coin", asked, f"{self.say('pay_how')} {self.say('pay_hard')}")

    def call(self, line: str) -> str:
        """Say whom to call; by name where it is a short one."""
        contact = self.contents.assessor
        number = telephone(self.mark, contact)
        if 0 < len(contact.name) <= LONG_NAME:
            return self.say(line, name=contact.name, telephone=number)
        return self.say(f"{line}_office", telephone=number)

    # ── The card ─────────────────────────────────────────────────────────────────────────────

    def card(self) -> Flowable:
        """Set the next meeting on one face, and those after it on the other."""
        pen = Pen(CARD)
        first, *others = self.contents.meetings or (None,)
        faces = self.next_face(pen, first), self.after_face(pen, others)
        self.hand.pen.unprinted += pen.unprinted
        return Card(*faces)

    def next_face(self, pen: Pen, one: CardMeeting | None) -> Flowable:
        """Set the next meeting; where none is fixed, boxes to write it in."""
        head = pen.strong(self.say("next"))
        foot = [pen.strong(self.call("call"))]
        if self.mark.practice:
            foot.append(pen.small(self.texts("paper_running.practice")))
        if one is None:
            boxes = (WriteBoxes([0], pen.small(self.say(line)), height=13 * mm) for line in EMPTY)
            return Stack(head, *boxes, *foot, gap=1.5)
        day = opening(long_date(self.texts, one.starts.astimezone(LONDON).date()))
        when = pen.words(CARD_DAY, day), pen.words(CARD_DAY, hour(self.texts, one.starts))
        where = [unbroken(one.place)] if one.place else []
        where += [one.directions[self.texts.language]] if one.directions else []
        return Stack(head, *when, *(pen.body(line) for line in where), *foot, gap=1.5)

    def after_face(self, pen: Pen, others: list[CardMeeting]) -> Flowable:
        """Set the meetings that follow, and a box for whatever is agreed later."""
        rows = [pen.strong(self.say("after" if others else "your_next"))]
        for one in others[:AFTER]:
            rows.append(pen.strong(opening(day_and_hour(self.texts, one.starts))))
            if one.place:
                rows.append(pen.body(unbroken(one.place)))
        box = WriteBoxes([0], pen.small(self.say("write")), height=15 * mm)
        return Stack(*rows, box, gap=2.5)


EMPTY: Final = ("day_and_hour", "where")


class Card(Block):
    """Two faces of a bank card's size, to cut out and fold; taller only where they say more."""

    def __init__(self, left: Flowable, right: Flowable) -> None:
        super().__init__()
        self.faces = (left, right)
        self.heights: list[float] = []

    def wrap(self, _width: float, height: float) -> Size:
        """Measure both faces: neither is ever cut."""
        inner = CARD_FACE[0] - 2 * CARD_PAD
        self.heights = [one.wrap(inner, height)[1] for one in self.faces]
        self.width = 2 * CARD_FACE[0]
        self.height = max(CARD_FACE[1], max(self.heights) + 2 * CARD_PAD)
        return self.width, self.height

    def place(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw a dashed line to cut along, a dotted one to fold, then the faces."""
        wide = CARD_FACE[0]
        canvas.setLineWidth(1)
        canvas.setDash(5, 3)
        canvas.rect(x, y, 2 * wide, self.height)
        canvas.setDash(1, 3)
        canvas.line(x + wide, y, x + wide, y + self.height)
        canvas.setDash()
        for number, (one, tall) in enumerate(zip(self.faces, self.heights, strict=True)):
            one.drawOn(canvas, x + number * wide + CARD_PAD, y + self.height - CARD_PAD - tall)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"paper_easy.{line}", **values)
