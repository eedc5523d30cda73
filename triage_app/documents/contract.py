"""The contract: one side says what you agreed, the other what may happen and who signs."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Ruled, Stack
from triage_app.documents.conditions import condition, cost_of, picture
from triage_app.documents.contents import ContractContents, Mark
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.signing import attending, not_needed
from triage_app.documents.voice import (
    NBSP,
    Voice,
    from_date,
    inside,
    long_date,
    offence,
    plain_date,
)
from triage_app.domain.scheme import Scheme
from triage_app.texts import Texts

ANSWERS: Final = ("cannot", "miss", "keep", "break", "share", "choice")
TICKS: Final = ("read_over", "copy_taken", "refused", "unable")


def contract(contents: ContractContents, mark: Mark, voice: Voice) -> Paper:
    """Return the contract, ready to print, in one language or in both side by side."""
    hand = Hand.to_read(voice)
    items = hand.noticed(_Writer(contents, mark.scheme, hand).items())

    def title(texts: Texts) -> str:
        about = {"number": contents.number, "issue": contents.issue}
        return texts("paper_contract.paper", **about)

    head = running(voice, mark, contents.kind, title, contents.assessor, "cannot_come")
    return render(items, head)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Says what a contract says, in the paper's languages; knows nothing of pages."""

    contents: ContractContents
    scheme: Scheme
    hand: Hand

    def items(self) -> Iterator[Item]:
        """Yield what is agreed, then what may happen, then who signs."""
        hand, contents = self.hand, self.contents
        yield hand.title(partial(self.say, "title"))
        yield hand.lead(partial(self.say, "lead"))
        yield Item("text", self.facts(), "facts", gap=3 * mm)
        agreed = hand.across(lambda texts: hand.pen.heading(self.say("agreed", texts)))
        yield Item("heading", agreed, "agreed", gap=4 * mm, with_next=True)
        for one in contents.conditions:
            yield Item("condition", condition(hand, one), f"condition_{one.position}", gap=2 * mm)
        if contents.contribution is not None:
            cost = hand.labelled(partial(self.say, "cost"), self.cost)
            yield Item("section", cost, "cost", gap=3 * mm)
        yield Item("picture", picture(hand, contents), "picture", gap=4 * mm)
        for name in ANSWERS:
            answer = hand.told(partial(self.say, name), partial(self.answer, name))
            yield Item("section", answer, name, gap=2.5 * mm, with_next=name == ANSWERS[-1])
        others = list(self.others())
        # In large print all who sign never fit one page: the others, who name what they were
        # there for, may then begin one of their own.
        kept = not (hand.voice.large and others)
        yield Item("sign", self.agreement(), "agreement", gap=3.5 * mm, with_next=kept)
        for block in others:
            yield Item("sign", block, "others", gap=2.5 * mm, with_next=True)
        yield Item("sign", self.witness(), "witness", gap=2.5 * mm)

    def say(self, line: str, texts: Texts, /, **values: object) -> str:
        """Say a line of the contract's own wording."""
        return texts(f"paper_contract.{line}", **values)

    def facts(self) -> Flowable:
        """Who, why and how long."""
        contents, hand = self.contents, self.hand
        rows = [hand.told(lambda texts: texts("paper_running.name"), self.who)]
        if contents.offences:
            rows.append(hand.labelled(partial(self.say, "why"), self.why))
        rows.append(hand.labelled(partial(self.say, "term"), self.term))
        return Stack(*rows, gap=1.5 * mm)

    def who(self, texts: Texts) -> str:
        """Name the person, with the day of birth where it is known."""
        contents = self.contents
        if contents.born is None:
            return contents.participant
        born = plain_date(texts, contents.born)
        return texts("paper_running.born", name=contents.participant, born=born)

    def why(self, texts: Texts) -> list[Flowable]:
        """Say what the police say happened, a paragraph an offence."""
        lines = [
            self.say("why_lead", texts),
            *(offence(texts, one) for one in self.contents.offences),
        ]
        return [self.hand.pen.body(line) for line in lines]

    def term(self, texts: Texts) -> list[Flowable]:
        """Say from which day to which; the last is itself in the term."""
        starts, ends = self.contents.starts, self.contents.ends
        first = self.say("span_start", texts, start=from_date(texts, starts))
        last = self.say("span_end", texts, end=long_date(texts, ends))
        return [self.hand.pen.body(first), self.hand.pen.body(last)]

    def cost(self, texts: Texts) -> list[Flowable]:
        """Say what they pay towards the cost and by when, how, and what if it is hard to pay."""
        account, pen = self.contents.contribution, self.hand.pen
        if account is None:
            return []
        asked = pen.strong(cost_of(account, texts))
        if not account.owed:
            return [asked]
        how = " ".join(self.say(f"cost_{name}", texts) for name in ("how", "hard", "until"))
        return [asked, pen.body(how)]

    def answer(self, name: str, texts: Texts) -> str:
        """Answer what the person may ask; a missed meeting's steps are the scheme's own."""
        told = self.say(f"{name}_told", texts)
        return f"{told} {self.ladder(texts)}" if name == "miss" else told

    def ladder(self, texts: Texts) -> str:
        """Say what follows each unexcused miss, and a new offence."""
        language = texts.language
        steps = [
            self.say("rung", texts, n=rung.after_misses, name=inside(rung.name[language]))
            for rung in self.scheme.ladder
        ]
        if last := self.scheme.new_offence:
            steps.append(self.say("new_offence", texts, name=inside(last.name[language])))
        return " ".join(steps)

    def agreement(self) -> Flowable:
        """Set the declaration, which names every condition, and the lines of who agree."""
        hand, contents = self.hand, self.contents
        declared = hand.labelled(partial(self.say, "sign"), self.declaration, big=True)
        you = hand.signer("you", contents.participant)
        assessor = hand.signer("assessor", contents.assessor.name)
        return Ruled(Stack(declared, you, assessor, gap=2 * mm), line=1.5, pad=3 * mm)

    def declaration(self, texts: Texts) -> list[Flowable]:
        """Declare what is agreed to."""
        return [self.hand.pen.body(self.say("declare", texts, codes=self.codes()))]

    def others(self) -> Iterator[Flowable]:
        """Yield a line for each who was there, the first under what they say."""
        hand = self.hand
        lines = [hand.signer(role, name) for role, name in attending(self.contents)]
        if not lines:
            return
        told = hand.told(partial(self.say, "others"), self.presence)
        yield Ruled(Stack(told, lines[0], gap=2 * mm))
        yield from lines[1:]

    def presence(self, texts: Texts) -> str:
        """Say what those who were there put their names to."""
        return self.say("present", texts, number=self.contents.number, codes=self.codes())

    def witness(self) -> Flowable:
        """Set what the assessor records of the signing, and a witness's line for when none sign."""
        hand, label = self.hand, self.hand.voice.label
        pen, rows = hand.pen, []
        absent = [label(f"paper_running.{role}") for role in not_needed(self.contents)]
        if absent:
            rows.append(hand.fact(label("paper_contract.not_needed"), "; ".join(absent)))
        ticks = hand.ticks(*(f"paper_contract.{name}" for name in TICKS))
        rows.append(hand.beside(pen.strong(label("paper_contract.ticks")), ticks))
        signed = pen.small(f"{self.contents.number}: {self.codes()}")
        boxes = hand.boxes("paper_contract.witness", hand.when)
        rows.append(hand.beside(signed, boxes))
        block = Stack(*rows, gap=2 * mm)
        return Ruled(block) if absent else block

    def codes(self) -> str:
        """Name every condition, so that a signature belongs to these and no others."""
        return ", ".join(f"{one.position}{NBSP}{one.code}" for one in self.contents.conditions)
