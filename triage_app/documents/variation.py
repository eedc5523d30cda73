"""What is different in a contract that is varied: old and new side by side, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Beside, Disc, Nothing, Ruled, Stack
from triage_app.documents.conditions import cost_of, facts_of
from triage_app.documents.contents import ConditionPrinted, Mark, MeetingPrinted, VariationContents
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.voice import (
    Say,
    Voice,
    day_and_hour,
    long_date,
    on_date,
    opening,
    unbroken,
)
from triage_app.domain.contribution import Account, pounds
from triage_app.texts import Texts


class Cell(Protocol):
    """What one column says in one language: as it was, or as it is to be."""

    def __call__(self, texts: Texts, *, new: bool) -> list[Flowable]:
        """Return the paragraphs."""


def variation(contents: VariationContents, mark: Mark, voice: Voice) -> Paper:
    """Return the paper that is read beside the new contract, before anybody signs that one."""
    hand = Hand.to_read(voice)

    def title(texts: Texts) -> str:
        old, new = contents.issues
        return say("paper", texts, number=contents.number, old=old, new=new)

    head = running(voice, mark, contents.kind, title, contents.assessor, "cannot_come")
    return render(hand.noticed(_Writer(contents, hand).items()), head)


def say(line: str, texts: Texts, /, **values: object) -> str:
    """Say a line of this paper's own wording."""
    return texts(f"paper_variation.{line}", **values)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Says what is different; knows nothing of pages."""

    contents: VariationContents
    hand: Hand

    @property
    def apart(self) -> bool:
        """Whether one language has the width to itself, so that old and new stand side by side."""
        return bool(self.hand.pen.scale.side)

    def items(self) -> Iterator[Item]:
        """Yield why, until when the old one holds, what is different, and what stays."""
        hand, contents = self.hand, self.contents
        yield hand.title(partial(say, "title"))
        yield hand.lead(self.lead)
        yield Item("text", self.who(), "who", gap=3 * mm)
        yield self.section("why", self.why)
        yield self.section("until", self.until)
        head = hand.across(lambda texts: hand.pen.heading(say("different", texts)))
        yield Item("heading", head, "different", gap=5 * mm, with_next=True)
        yield from self.term()
        yield from self.cost()
        for one in contents.places:
            yield from self.place(*one)
        if contents.same:
            yield self.section("same", self.same)
        yield self.section("counts")
        yield from self.meetings("off", contents.off)
        yield from self.meetings("coming", contents.coming)

    def lead(self, texts: Texts) -> str:
        """Say which contract was signed and which is to be."""
        old, new = self.contents.issues
        return say("lead", texts, old=old, new=new, on=on_date(texts, self.contents.signed_on))

    def who(self) -> Flowable:
        """Name whose contract it is."""
        return self.hand.told(
            lambda texts: texts("paper_running.name"), lambda _: self.contents.participant
        )

    def why(self, texts: Texts) -> str:
        """Say who asked, and what for."""
        return f"{say(f'asked_{self.contents.asked_by}', texts)} {self.contents.why}"

    def until(self, texts: Texts) -> str:
        """Say what holds until the new one is signed, and if it is not."""
        old, new = self.contents.issues
        return say("until_told", texts, old=old, new=new)

    def section(self, name: str, text: Say | None = None) -> Item:
        """Set a label and what it says."""
        said = text or partial(say, f"{name}_told")
        return Item("section", self.hand.told(partial(say, name), said), name, gap=4 * mm)

    def term(self) -> Iterator[Item]:
        """Say when the contract ends: the same day, or one day and then another."""
        before, after = self.contents.ends
        if before == after:
            yield self.section("term", lambda t: say("term_same", t, end=long_date(t, after)))
            return
        label = self.hand.across(lambda texts: self.hand.pen.strong(say("term", texts)))

        def ends(texts: Texts, *, new: bool) -> list[Flowable]:
            day = long_date(texts, after if new else before)
            return [self.hand.pen.body(opening(texts("paper_contract.span_end", end=day)))]

        yield Item("text", label, "term", gap=2 * mm, with_next=True)
        yield from self.both("term", ends)

    def cost(self) -> Iterator[Item]:
        """Say what they pay towards the cost: as before, or as it was and as it is to be."""
        before, after = self.contents.paid
        if before is None and after is None:
            return
        if before and after and _terms(before) == _terms(after):
            yield Item("section", self.hand.told(_cost, partial(_as_before, after)), "cost")
            return
        label = self.hand.across(lambda texts: self.hand.pen.strong(_cost(texts)))

        def asked(texts: Texts, *, new: bool) -> list[Flowable]:
            account, none = (after, "no_longer") if new else (before, "not_asked")
            return [self.hand.pen.body(cost_of(account, texts) if account else say(none, texts))]

        yield Item("text", label, "cost", gap=4 * mm, with_next=True)
        yield from self.both("cost", asked)

    def place(
        self, position: int, before: ConditionPrinted | None, after: ConditionPrinted | None
    ) -> Iterator[Item]:
        """Set one place of the contract: what was agreed there, and what is to be."""
        pen = self.hand.pen
        shown = after or before
        code = pen.strong(shown.code if shown else "")
        head = Beside([pen.scale.gutter, 0], Disc(str(position), pen.scale.disc), code)
        name = f"place_{position}" if after else f"gone_{position}"  # both may be at one place
        yield Item("text", Ruled(head), name, gap=3 * mm, with_next=True)

        def cell(texts: Texts, *, new: bool) -> list[Flowable]:
            condition = after if new else before
            if condition is None:
                return [pen.body(say("no_longer" if new else "not_asked", texts))]
            return list(self.told(condition, texts))

        yield from self.both(name, cell, together=before is None)

    def told(self, one: ConditionPrinted, texts: Texts) -> Iterator[Flowable]:
        """Say one condition as its contract says it."""
        pen = self.hand.pen
        yield pen.strong(one.title[texts.language])
        yield pen.body(unbroken(one.text[texts.language]))
        for name, value in facts_of(one, texts):
            label = texts(f"paper_contract.{name}")
            yield pen.body((f"{label}: ", pen.scale.body.bold()), value)

    def both(self, name: str, cell: Cell, *, together: bool = False) -> Iterator[Item]:
        """Set old and new side by side; one under the other where languages or type need room.

        Together: that nothing was asked before stands on no page without what is asked now.
        """
        hand = self.hand

        def column(texts: Texts, *, new: bool) -> Flowable:
            label = hand.pen.strong(say("after" if new else "before", texts))
            return Stack(label, *cell(texts, new=new), gap=0.5 * mm)

        if self.apart:
            old, new = (column(hand.voice.main, new=one) for one in (False, True))
            yield Item("section", Beside([0, 0], old, new), f"{name}_both", gap=1.5 * mm)
            return
        for one in (False, True):
            block = hand.across(partial(column, new=one))
            part = "new" if one else "old"
            kept = together and not one
            yield Item("section", block, f"{name}_{part}", gap=1.5 * mm, with_next=kept)

    def same(self, texts: Texts) -> str:
        """Name what is agreed as before."""
        return " ".join(f"{one[texts.language]}." for one in self.contents.same)

    def meetings(self, name: str, meetings: Sequence[MeetingPrinted]) -> Iterator[Item]:
        """List meetings with day and hour heavy."""
        if not meetings:
            return
        hand = self.hand
        head = hand.across(lambda texts: hand.pen.heading(say(name, texts)))
        yield Item("heading", head, name, gap=5 * mm, with_next=True)
        for number, one in enumerate(meetings):
            block = hand.across(partial(self.meeting, one))
            yield Item("text", block, f"{name}_{number}", gap=1.5 * mm)

    def meeting(self, one: MeetingPrinted, texts: Texts) -> Flowable:
        """Set one meeting."""
        pen = self.hand.pen
        place = pen.body(unbroken(one.place)) if one.place else Nothing()
        day = pen.strong(opening(day_and_hour(texts, one.starts)))
        return Ruled(Stack(day, pen.body(one.title[texts.language]), place), pad=1.5 * mm)


def _cost(texts: Texts) -> str:
    return texts("paper_contract.cost")


def _terms(account: Account) -> tuple[int, date, bool]:
    """Return what of an account a contract agrees; what was paid of it is none of that."""
    return account.pence, account.due, account.waived


def _as_before(account: Account, texts: Texts) -> str:
    """Say that what they pay stays the same; of what is paid already, that no more is."""
    if not account.owed:
        return cost_of(account, texts)
    values = {"pence": pounds(account.pence), "due": long_date(texts, account.due)}
    return say("cost_same", texts, **values)
