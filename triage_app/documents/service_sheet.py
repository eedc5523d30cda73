"""What every sheet to a service has: for whom it is alone, groups of facts, and an answer.

Its head carries a number alone, for what a service is called can tell of somebody's health.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents import officer
from triage_app.documents.blocks import Framed, Stack
from triage_app.documents.contents import Mark, ReferralContents
from triage_app.documents.ending_contents import ConsentWithdrawnContents
from triage_app.documents.faces import OFFICE
from triage_app.documents.for_victims import VictimSheetContents
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.voice import Voice
from triage_app.texts import Texts

WHO: Final = "paper_referral.who_and_when"  # of every answer, whatever the sheet
ToService = ReferralContents | VictimSheetContents | ConsentWithdrawnContents


class ServiceSheet:
    """A sheet to a service as it is set; `wording` is where the words of its kind stand."""

    def __init__(self, wording: str, voice: Voice) -> None:
        self.hand, self.texts, self._wording = Hand.at(OFFICE, voice), voice.main, wording

    def say(self, line: str, /, **values: object) -> str:
        """Say a line of this kind of sheet."""
        return self.texts(f"{self._wording}.{line}", **values)

    def paper(
        self, contents: ToService, mark: Mark, number: str, title: str, items: Iterable[Item]
    ) -> Paper:
        """Return the sheet: for whom it is alone, its title, and what it tells."""
        hand = self.hand

        def named(texts: Texts) -> str:
            return texts(f"{self._wording}.paper", number=number)

        top = Item("title", hand.pen.words(hand.pen.scale.title, title), "title", gap=officer.GAP)
        head = running(hand.voice, mark, contents.kind, named, contents.assessor)
        return render(hand.noticed([self._confidential(contents.service), top, *items]), head)

    def facts(self, code: str, pairs: officer.Facts) -> Iterator[Item]:
        """Yield a heading and its facts; the first stays with the heading."""
        yield officer.heading(self.hand, code, self.say(code))
        yield from officer.told(self.hand, code, pairs)

    def answer(self, asked: str, ticks: Sequence[str], said: str, columns: int = 3) -> Item:
        """Ask in a frame for an answer: one of some ticks, a line on it, who answers and when."""
        hand = self.hand
        block = Stack(
            hand.pen.heading(asked),
            hand.pen.body(self.say("answer_told")),
            hand.ticks(*(f"{self._wording}.{one}" for one in ticks), columns=columns),
            hand.boxes(f"{self._wording}.{said}", WHO, last=60 * mm),
            gap=1.5 * mm,
        )
        return Item("form", Framed(block, line=1), "answer", gap=officer.GAP)

    def _confidential(self, service: str) -> Item:
        pen = self.hand.pen
        head = pen.heading(self.say("confidential", service=service))
        block = Stack(head, pen.body(self.say("confidential_told")), gap=1 * mm)
        return Item("notice", Framed(block), "confidential")
