"""The officer who allows the diversion, recorded once eligibility is decided."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.services import authority
from triage_app.services.authority import RANKS, Authority
from triage_app.texts import Texts
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import button, heading, line_of, step_back, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import UNIT, Tone

DRAFT = "authority"
ANOTHER = "another"  # than those in the list


def rank_words(texts: Texts, rank: str) -> str:
    """Name a rank of the list in this language; another stands as it was written."""
    return texts(f"eligibility.rank_{rank}") if rank in (*RANKS, ANOTHER) else rank


class AuthorityPanel(QWidget):
    """Shows who authorised it; asks where nobody has, or where it is to be corrected."""

    recorded = Signal()

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__()
        self._room, self._case_id = room, case_id
        self._kept: Authority | None = None
        self._build()
        self._connect()

    def show_authority(self, kept: Authority | None, *, settled: bool) -> None:
        """Show what is recorded; once a contract is signed it can only be read."""
        self._kept = kept
        texts = self._room.texts
        if kept is not None:
            values = {name: getattr(kept, name) for name in ("officer", "number", "day")}
            values["rank"] = rank_words(texts, kept.rank)
            self.said.setText(texts("eligibility.authorised_by", **values))
        self.said.setVisible(kept is not None)
        self.change.setVisible(kept is not None and not settled)
        self.form.setVisible(kept is None and not settled)
        self.note.setVisible(kept is None)

    def go_to(self) -> None:
        """Put the keyboard on the first thing to fill in."""
        if self.form.isHidden():
            self.change.setFocus()
            bring_into_view(self.change)
        else:
            self.form.go_to("officer")

    def leave(self) -> None:
        """Keep what was being typed."""
        self.keeper.keep_now()

    def _build(self) -> None:
        room, theme, texts = self._room, self._room.theme, self._room.texts
        self.note = words(theme, texts("eligibility.authority_note"), tone=Tone.MUTED)
        self.said = words(theme, "", bold=True)
        self.change = button(theme, texts("eligibility.change_authority"), "quiet")
        self.form = Form(room, "eligibility")
        self.form.line("officer")
        ranks = [(one, rank_words(texts, one)) for one in (*RANKS, ANOTHER)]
        self.rank = self.form.pick("rank", ranks)
        self.form.line("rank_note", 20)
        self.form.line("number", 12)
        self.form.day("day")
        self.form.fill({"day": room.desk.today()})  # most are allowed while somebody waits
        step_back(theme, self.form.buttons("eligibility.authorise"))  # consent does not wait
        self.keeper = DraftKeeper(room, self.form, DRAFT, self._case_id)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, UNIT, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(theme, texts("eligibility.heading_authority")))
        for one in (self.note, self.said):
            layout.addWidget(one)
        layout.addLayout(line_of(self.change))
        layout.addWidget(self.form)

    def _connect(self) -> None:
        self.rank.changed.connect(self._follow_rank)
        self._follow_rank()
        self.change.clicked.connect(self._open)
        self.form.submitted.connect(self._save)

    def _open(self) -> None:
        kept = self._kept
        if kept is not None:
            values = {name: getattr(kept, name) for name in ("officer", "rank", "number", "day")}
            if kept.rank not in RANKS:
                values |= {"rank": ANOTHER, "rank_note": kept.rank}
            self.form.fill(values)
            self._follow_rank()
        self.change.hide()
        self.form.show()
        self.form.go_to("officer")

    def _follow_rank(self) -> None:
        """Ask which rank only where it is none of the list."""
        self.form.reveal("rank_note", self.rank.value() == ANOTHER)

    def _save(self) -> None:
        room = self._room
        with room.feedback.answering(self.form):
            values = self.form.values()
            written = values.pop("rank_note")
            rank = written if values["rank"] == ANOTHER else values["rank"]
            given = Authority(**values | {"rank": rank or ""})
            authority.authorise(room.desk, room.actor, self._case_id, given)
            self.keeper.settled()
            self.recorded.emit()
