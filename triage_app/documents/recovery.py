"""The sheet with the recovery code: large enough to type from, with how to keep it."""

from functools import partial
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.blocks import Framed, Stack
from triage_app.documents.contents import Contact, Mark, RecoveryContents
from triage_app.documents.faces import HEAVY, Face
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.voice import Voice, long_date, opening
from triage_app.texts import Texts

LARGE: Final = Face(HEAVY, 30, 38)
TOLD: Final = ("keep", "use", "lose")


def recovery(contents: RecoveryContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet; it is printed once and never filed, or it would lie beside its lock."""
    hand = Hand.to_read(voice)
    made = voice.join(lambda texts: opening(long_date(texts, mark.made_on)))
    facts = (
        (voice.label("paper_recovery.caseload"), contents.caseload),
        (voice.label("paper_recovery.suite"), voice.wording(contents.suite)),
        (voice.label("paper_recovery.made_on"), made),
    )
    boxed = Stack(
        hand.pen.strong(voice.label("paper_recovery.code")),
        hand.pen.words(LARGE, contents.code),
        gap=2 * mm,
    )
    items = [
        hand.title(partial(_say, "title")),
        hand.lead(partial(_say, "lead")),
        Item("limit", Framed(boxed, line=2.5, pad=5 * mm), "code", gap=8 * mm),
        Item("text", hand.facts(facts), "facts", gap=8 * mm),
        *(
            Item("section", hand.told(partial(_say, name), partial(_say, f"{name}_told")), name)
            for name in TOLD
        ),
        Item("sign", hand.boxes("paper_recovery.sealed", hand.when), "sealed", gap=10 * mm),
    ]
    head = running(voice, mark, contents.kind, partial(_say, "paper"), Contact(""))
    return render(hand.noticed(items), head)


def _say(line: str, texts: Texts) -> str:
    return texts(f"paper_recovery.{line}")
