"""The papers of a victim: the sheet to their service, and the letter; made, sealed and printed."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.partner_referral import Manner
from triage_app.domain.victim_sheet import Asked, Purpose
from triage_app.domain.victims import Happened
from triage_app.domain.wording import Language
from triage_app.services import read_in, victim_papers
from triage_app.services.victims_shown import VictimView
from ui.large_print import LargePrint
from ui.paper_panel import PaperPanel
from ui.paper_sheet import PaperSheet, ask_where, named
from ui.parts import step_back
from ui.referral.victim_forms import VictimsForm, event_said
from ui.room import Room
from ui.sheet_gone import SheetGone, Where
from ui.theme import UNIT

DAYS_TO_ANSWER: Final = 14
KINDS: Final = ("VICTIM_SHEET", "VICTIM_LETTER")
WAYS: Final = (Manner.SEALED, Manner.PRINTED, Manner.OPEN)


class SheetForm(VictimsForm):
    """What a service is asked to do, and how the sheet goes to it."""

    preview_wanted = Signal()

    def __init__(self, room: Room, services: tuple[str, ...]) -> None:
        super().__init__(room, "victims")
        texts = room.texts
        self.heading("sheet")
        self.radio("purpose", [(one.value, texts(f"victims.purpose_{one}")) for one in Purpose])
        self.line("service", 50)
        self.line("recipient", 50)
        self.area("asks", 2)
        self.day("answer_by")
        self.radio("sheet_language", _languages(room), across=True)
        ways = [(one.value, texts(f"partner_referral.manner_{one}")) for one in WAYS]
        self.manner = self.radio("manner", ways)
        self.area("why_open", 2)
        others = [
            ("partner_referral.preview", self.preview_wanted.emit),
            ("victims.keep", self.thought_better.emit),
        ]
        step_back(room.theme, self.buttons("victims.send", others))
        self.manner.changed.connect(self._ask_what_is_asked)
        self.fill(
            {
                "service": services[0] if services else "",
                "answer_by": room.desk.today() + timedelta(days=DAYS_TO_ANSWER),
                "sheet_language": "en",
                "manner": str(Manner.SEALED),
            }
        )
        self._ask_what_is_asked()

    def asked(self) -> Asked:
        """Return what was filled in."""
        values: dict[str, Any] = self.values()
        return Asked(language=values.pop("sheet_language"), **values)

    def _ask_what_is_asked(self) -> None:
        self.reveal("why_open", self.manner.value() == Manner.OPEN)


class LetterForm(VictimsForm):
    """About which decision, in which language, and how large: as their record says they need it."""

    def __init__(self, room: Room, one: VictimView) -> None:
        super().__init__(room, "victims")
        self._about = {
            f"{notice.event}:{notice.happened_on}": Happened(notice.event, notice.happened_on)
            for notice in one.notices
            if not notice.waived
        }
        events = [(key, event_said(room.texts, about)) for key, about in self._about.items()]
        self.radio("letter_event", events)
        spoken = [*_languages(room), ("both", room.texts("paperwork.language_both"))]
        self.large = LargePrint(room, self.radio("letter_language", spoken, across=True))
        self.add(self.large)
        main = self.buttons("victims.make_letter", [("victims.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        self.fill({"letter_event": next(reversed(self._about), None)})
        language = one.details.language if one.details.language in set(Language) else "en"
        self.large.choose(read_in.larger(language) if one.details.large_print else language)

    def about(self) -> Happened | None:
        """Return the decision chosen."""
        chosen: str | None = self.values()["letter_event"]
        return self._about.get(chosen or "")

    def edition(self) -> str | None:
        """Return the language chosen, and the size."""
        return self.large.edition or None


class VictimPapers(QWidget):
    """Makes the papers of the victims of a case, lists them, and shows a password once."""

    put_away = Signal(int)  # a password, once it was told: the victim whose sheet it opens

    def __init__(self, room: Room, case_id: int, where: Where = ask_where) -> None:
        super().__init__()
        self._room = room
        self._about = 0  # the victim whose sheet went last
        self.gone = SheetGone(room, where)
        self.gone.forgotten.connect(self._forgotten)
        self.draft = PaperSheet(room)
        self.papers = PaperPanel(room, case_id, KINDS)
        self.papers.setHidden(self.papers.is_empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self.gone)
        column.addWidget(self.draft)
        column.addWidget(self.papers)

    def preview(self, victim_id: int, form: SheetForm) -> None:
        """Show a sheet as it would be."""
        room = self._room
        with room.feedback.answering(form):
            given = form.asked()
            pdf = victim_papers.preview(room.desk, room.actor, victim_id, given)
            self.draft.show_draft(pdf, named(room.texts, KINDS[0], given.language or "en"))

    def send(self, victim_id: int, form: SheetForm) -> bool:
        """Make a sheet and save it where it is asked to be; say whether it went."""
        room, given = self._room, form.asked()
        # What is missing is told before anybody is asked where to save it.
        victim_papers.preview(room.desk, room.actor, victim_id, given)
        path = None
        if given.manner != Manner.PRINTED and (path := self._ask_where()) is None:
            return False
        gone = victim_papers.send(room.desk, room.actor, victim_id, given, path)
        self.draft.hide()
        self._list()
        self._about = victim_id
        self.gone.tell(gone.password, given.recipient.strip(), path)
        if path is None:
            self.papers.open(gone.paper_id)
        return True

    def make_letter(self, victim_id: int, form: LetterForm) -> bool:
        """Make a letter and show it, to be printed; say whether there was one to make."""
        room, about = self._room, form.about()
        if about is None:
            return False
        edition = form.edition()
        paper_id = victim_papers.make_letter(room.desk, room.actor, victim_id, about, edition)
        self._list()
        self.gone.say(room.texts("victims.letter_made"))
        self.papers.open(paper_id)
        return True

    def _list(self) -> None:
        self.papers.refresh()
        self.papers.setHidden(self.papers.is_empty)

    def _ask_where(self) -> Path | None:
        return self.gone.ask_where(self._room.texts("paper_victim_sheet.file"))

    def _forgotten(self) -> None:
        self.put_away.emit(self._about)


def _languages(room: Room) -> list[tuple[str, str]]:
    return [(one.value, room.texts(f"paperwork.language_{one}")) for one in Language]
