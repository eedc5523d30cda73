"""To a service: consent is withdrawn from a day; what to stop, and what to do with what it holds.

Data Protection Act 2018 Part 3: as easy to take back as to give. It carries a number and no name.
"""

from collections.abc import Iterator
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.contents import Mark
from triage_app.documents.ending_contents import ConsentWithdrawnContents
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper
from triage_app.documents.service_sheet import ServiceSheet
from triage_app.documents.voice import Voice, long_date, opening

TICKS: Final = ("stopped", "destroyed", "must_keep")


def consent_withdrawn(contents: ConsentWithdrawnContents, mark: Mark, voice: Voice) -> Paper:
    """Return the notice: since when, what stops, what becomes of what was sent, and an answer."""
    sheet = ServiceSheet("paper_consent_withdrawn", voice)
    items = [
        Item("text", sheet.hand.facts(_which(sheet, contents)), "case", gap=3 * mm),
        *sheet.facts("to_do", _to_do(sheet, contents)),
        sheet.answer(sheet.say("answer"), TICKS, "what_is_kept", columns=1),
    ]
    return sheet.paper(contents, mark, contents.case, sheet.say("title"), items)


def _which(sheet: ServiceSheet, contents: ConsentWithdrawnContents) -> Iterator[tuple[str, str]]:
    texts = sheet.texts
    yield sheet.say("number"), "; ".join(contents.numbers) or contents.case
    yield sheet.say("since"), opening(long_date(texts, contents.withdrawn_on))
    yield sheet.say("what"), sheet.say("what_told")


def _to_do(sheet: ServiceSheet, contents: ConsentWithdrawnContents) -> Iterator[tuple[str, str]]:
    for line in ("stop", "held", "own_choice"):
        yield sheet.say(line), sheet.say(f"{line}_told")
    if contents.goes_on:
        numbers = "; ".join(contents.goes_on)
        yield sheet.say("goes_on"), sheet.say("goes_on_told", numbers=numbers)
    yield sheet.say("why"), sheet.say("why_told")
