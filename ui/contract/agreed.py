"""The contract once it is signed: its picture, what was agreed, and who put their name to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.domain.signing import NOT_NEEDED, Signer
from triage_app.domain.workflow import OVER
from triage_app.services import contract_papers, variations
from triage_app.services.contract_papers import Said
from triage_app.services.contracts import Sheet, Signed
from triage_app.texts import Texts
from ui.band import BandView
from ui.band_days import Days, picture
from ui.contract.lanes import lanes, planned
from ui.flow import Flow
from ui.parts import button, heading, words
from ui.room import Room
from ui.theme import UNIT, Tone


class Agreed(QWidget):
    """Says what the paper says; from here on it is kept, not changed."""

    paper_wanted = Signal()
    easy_read_wanted = Signal()
    variation_wanted = Signal()

    def __init__(self, room: Room, sheet: Sheet) -> None:
        super().__init__()
        self._room, self._sheet = room, sheet
        self._build()

    def go_to(self, _field: str = "") -> None:
        """Put the keyboard on the paper: there is nothing else left to do here."""
        self.paper.setFocus()

    def _build(self) -> None:
        theme, texts = self._room.theme, self._room.texts
        self.band = BandView(theme, texts("contract.band"))
        self._draw()
        column = QVBoxLayout()
        column.setContentsMargins(UNIT, UNIT * 2, 0, 0)
        column.setSpacing(UNIT)
        self.paper = button(theme, texts("contract.show_paper"), icon="paper")
        self.paper.clicked.connect(self.paper_wanted)
        self.easy_read = button(theme, texts("contract.make_easy_read"), icon="paper")
        self.easy_read.clicked.connect(self.easy_read_wanted)
        papers = QWidget()
        self.vary = button(theme, texts("variation.vary"))
        self.vary.clicked.connect(self.variation_wanted)
        room, case_id = self._room, self._sheet.case_id
        papers.setLayout(Flow(self.paper, self.easy_read, self.vary))
        column.addWidget(papers)
        # Once they lie somewhere: shown before, each would be a window that takes the keyboard.
        reads = may(room.actor.role, Permission.AGREE_CONTRACT) and self._sheet.state not in OVER
        self.easy_read.setVisible(reads)
        self.vary.setVisible(variations.may_vary(room.desk, room.actor, case_id))
        column.addWidget(heading(theme, texts("contract.conditions")))
        sheet, language = self._sheet, texts.language
        for one in self._conditions():
            column.addWidget(words(theme, f"{one.position}. {one.title[language]}", bold=True))
            column.addWidget(words(theme, one.text[language], tone=Tone.MUTED))
        column.addWidget(heading(theme, texts("contract.signatures")))
        for name in sheet.signatures:
            column.addWidget(words(theme, signed_in_words(texts, name)))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.band)
        whole.addLayout(column)

    def _conditions(self) -> Sequence[Said]:
        """Return the conditions as they were printed, whatever has become of the scheme."""
        sheet = self._sheet
        if sheet.snapshot:
            return contract_papers.agreed(sheet.snapshot)
        return contract_papers.said(self._room.desk, sheet.draft, sheet.scheme)

    def _draw(self) -> None:
        texts, sheet = self._room.texts, self._sheet
        draft, today = sheet.draft, self._room.desk.today()
        signed = sheet.signed_on or draft.day
        days = Days(today, signed, draft.ends, sheet.limits.safe_day, sheet.last_day)
        title = texts("contract.title_signed", issue=sheet.issue)
        note = texts("contract.note_signed", day=texts.short_date(signed, today))
        shown = picture(texts, days, title, note, (planned(texts),))
        self.band.show_contract(shown, lanes(texts, sheet, draft, ()))


def signed_in_words(texts: Texts, one: Signed) -> str:
    """Say who signed, when and how; or why not, and who saw it; or that nobody was needed."""
    if one.manner == NOT_NEEDED:
        return texts(f"signing.not_needed_{one.role}")
    said = {"role": texts(f"signing.{one.role}"), "name": one.name, "at": one.at}
    if one.role == Signer.WITNESS:
        return texts("signing.witnessed_at", capacity=texts(f"signing.as_{one.capacity}"), **said)
    code = "signing.who_did_not" if one.at is None else "signing.signed_at"
    return texts(code, manner=texts(f"signing.{one.manner}"), **said)
