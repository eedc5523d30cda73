"""The information sheet: two pages, so that a yes or a no is a free one.

One side says what is asked and what follows; the other who sees what, with whom we may share, and
who signs. Its words are its version's own; which of them, and every number, come from the scheme.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Beside, Nothing, Ruled, Square, Stack
from triage_app.documents.contents import InformationContents, Mark
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.signing import attending
from triage_app.documents.voice import Voice
from triage_app.domain.scheme import Partner, Scheme
from triage_app.texts import Texts

TOLD: Final = ("what", "choice", "yes", "cost", "no", "stop", "record")
PRIVACY: Final = ("holds", "why", "share", "kept", "rights", "complain")
VARIED: Final = ("what", "yes", "no", "stop", "record", "why", "share")  # by kind of scheme
TICKS: Final = ("read_over", "copy_taken", "refused", "unable")
ANSWER: Final = 29 * mm  # the width of a box to tick with its word, on each partner's line
GAP: Final = 1.8 * mm


def information(contents: InformationContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet that consent is asked on; it names the version it is of."""
    hand = Hand.to_read(voice)
    sheet = _Sheet(hand, contents, mark)
    about = {"sheet": contents.sheet, "number": contents.number}

    def title(texts: Texts) -> str:
        return texts("paper_information.paper", **about)

    head = running(voice, mark, contents.kind, title, contents.assessor)
    return render(hand.noticed(sheet.items()), head)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet being set: whose it is, and the scheme that it tells of."""

    hand: Hand
    contents: InformationContents
    mark: Mark

    @property
    def scheme(self) -> Scheme:
        return self.mark.scheme

    @property
    def way(self) -> str:
        """Which of the wordings is true of the scheme."""
        if not self.scheme.has_contract:
            return "services"
        return "caution" if self.scheme.defers_caution else "contract"

    def items(self) -> Iterator[Item]:
        """Yield everything on the sheet, in the order it is read."""
        hand = self.hand
        yield hand.title(partial(self.say, "title"))
        yield hand.lead(partial(self.own, "lead"))
        for name in TOLD:
            if name != "cost" or self.scheme.contribution:
                yield self.section(name)
        head = hand.across(lambda texts: hand.pen.heading(self.say("privacy", texts)))
        yield Item("heading", Ruled(head), "privacy", gap=3.5 * mm, with_next=True)
        for name in PRIVACY:
            yield self.section(name)
        yield from self.sharing()
        yield from self.signing()

    def section(self, name: str) -> Item:
        """Set one question and its answer."""
        told = self.hand.told(partial(self.say, name), partial(self.tell, name))
        return Item("section", told, name, gap=GAP)

    def say(self, line: str, texts: Texts, /, **values: object) -> str:
        """Say a line of this version of the sheet."""
        return texts(self.code(line), **values)

    def own(self, line: str, texts: Texts, /, **values: object) -> str:
        """Say a line of which there are several, in the way that is true of the scheme."""
        return self.say(f"{line}_{self.way}", texts, **values)

    def tell(self, name: str, texts: Texts) -> str:
        """Answer a question, with the scheme's numbers and names in their places."""
        scheme, language = self.scheme, texts.language
        if name == "cost":
            return scheme.contribution[language] if scheme.contribution else ""
        line = f"{name}_{self.way}" if name in VARIED else f"{name}_told"
        return self.say(line, texts, **self.blanks(name, texts))

    def blanks(self, name: str, texts: Texts) -> dict[str, object]:
        """Return what fills the blanks of an answer."""
        scheme, language = self.scheme, texts.language
        least, latest = scheme.contact_hours
        months = self.say("months", texts, n=scheme.term_months)
        most = self.say("conditions", texts, n=len(scheme.slots))
        privacy = scheme.privacy
        filled: dict[str, dict[str, object]] = {
            "what": {"months": months, "most": most},
            "yes": {"least": least, "latest": latest},
            "holds": {"force": scheme.force[language]},
            "kept": {"n": privacy.keep_years},
            "rights": {"officer": privacy.officer[language], "address": privacy.address},
        }
        return filled.get(name, {})

    # ── With whom we may share ───────────────────────────────────────────────────────────────

    def sharing(self) -> Iterator[Item]:
        """Yield the question, and a line to answer it for each partner."""
        hand = self.hand
        if not self.scheme.partners:
            return
        told = hand.across(
            lambda texts: Stack(
                hand.pen.heading(self.say("with_whom", texts)),
                hand.pen.body(self.say("with_whom_told", texts)),
                gap=0.5 * mm,
            )
        )
        yield Item("heading", Ruled(told), "with_whom", gap=4 * mm, with_next=True)
        tall, last = hand.voice.paired or hand.voice.large, self.scheme.partners[-1]
        for one in self.scheme.partners:
            block = Ruled(self.partner(one), line=0.5)
            # Side by side, or large, they are too tall to stay together on one page.
            together = not tall and one is not last
            yield Item("partner", block, f"share_{one.code}", GAP, with_next=together)

    def partner(self, one: Partner) -> Flowable:
        """Set a partner, what it is for, and two boxes: neither answer is easier to give."""
        hand = self.hand
        words = hand.across(
            lambda texts: Stack(
                hand.pen.strong(one.name[texts.language]),
                hand.pen.body(one.what_for[texts.language]),
            )
        )
        return Beside([0, ANSWER, ANSWER], words, self.box("agree"), self.box("disagree"))

    def box(self, line: str) -> Flowable:
        """Set a box to tick with its word, a line a language."""
        pen, size = self.hand.pen, self.hand.pen.scale.body.size
        said = self.hand.voice.lines(partial(self.say, line))
        label = Stack(*(pen.small(one) for one in said))
        return Beside([size, 0], Square(size * 1.1), label, gap=2 * mm)

    # ── Who signs ────────────────────────────────────────────────────────────────────────────

    def signing(self) -> Iterator[Item]:
        """Yield what is declared and who signs; signatures never stand alone."""
        hand, contents = self.hand, self.contents
        blocks = [self.decision(), hand.signer("assessor", contents.assessor.name)]
        blocks += [*self.others(), self.witness()]
        for block in blocks:
            yield Item("sign", block, "decision", gap=GAP, with_next=block is not blocks[-1])

    def decision(self) -> Flowable:
        """Set what is declared, the two answers to choose between, and the person's own line."""
        hand = self.hand

        def declared(texts: Texts) -> list[Flowable]:
            return [hand.pen.body(self.say("decide_told", texts))]

        told = hand.labelled(partial(self.say, "decide"), declared, big=True)
        answers = hand.ticks(*(self.code(name) for name in ("take_part", "refuse")))
        rows = (
            told,
            hand.beside(Nothing(), answers),
            hand.signer("you", self.contents.participant),
        )
        return Ruled(Stack(*rows, gap=2 * mm), line=1.5, pad=2.5 * mm)

    def others(self) -> Iterator[Flowable]:
        """Yield a line for each who was there, the first under what they say."""
        hand = self.hand
        lines = [hand.signer(role, name) for role, name in attending(self.contents)]
        if lines:
            said = hand.across(lambda texts: hand.pen.body(self.say("present", texts)))
            yield Stack(hand.beside(Nothing(), said), lines[0], gap=1 * mm)
        yield from lines[1:]

    def witness(self) -> Flowable:
        """Set what the assessor records of the signing, and the line of whoever saw it."""
        hand, label = self.hand, self.hand.voice.label
        ticks = hand.ticks(*(self.code(name) for name in TICKS))
        boxes = hand.boxes(self.code("witness"), hand.when)
        number = hand.pen.small(self.contents.number)
        head = hand.pen.strong(label(self.code("ticks")))
        return Stack(hand.beside(head, ticks), hand.beside(number, boxes), gap=2 * mm)

    def code(self, line: str) -> str:
        """Return the code of a line, for what takes one."""
        return f"sheet_{self.contents.sheet}.{line}"
