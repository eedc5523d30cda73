"""The printings of one paper: when, by whom, where, why again, and whether it came out."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLabel

from triage_app.services.paperwork import Issued
from triage_app.services.print_log import Printed
from triage_app.texts import Texts
from ui.fold import Fold
from ui.parts import words
from ui.room import Room
from ui.theme import SMALL


class PrintHistory(Fold):
    """Shut until it is asked for: the newest printing stands first."""

    def __init__(self, room: Room, issued: Issued) -> None:
        texts = room.texts
        states = texts("common.fold_shut"), texts("common.fold_open")
        super().__init__(room.theme, texts("paperwork.history", n=len(issued.printings)), states)
        self.column.setSpacing(4)
        version = texts("paperwork.version", code=issued.code_in_fours, scheme=issued.scheme)
        self.lines: list[QLabel] = [words(room.theme, version, SMALL)]
        self.lines += [words(room.theme, said(texts, one), SMALL) for one in issued.printings]
        for line in self.lines:
            self.column.addWidget(line)


def said(texts: Texts, one: Printed) -> str:
    """Return one printing in sentences."""
    return " ".join(_sentences(texts, one))


def _sentences(texts: Texts, one: Printed) -> Iterator[str]:
    went = {"moment": texts.moment(one.at), "by": one.by, "printer": one.printer}
    yield texts("paperwork.went", **went)
    if one.why_again:
        yield texts("paperwork.went_again", why=one.why_again)
    if one.came_out is None:
        yield texts("paperwork.answer_waiting")
        return
    code = "came_out" if one.came_out else one.answer
    yield texts(f"paperwork.answer_{code}", **answered(one))


def answered(one: Printed) -> dict[str, str]:
    """Return what the sentence on a printing's end may name."""
    return {"by": one.answered_by, "printer": one.printer}
