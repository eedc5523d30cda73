"""The officer in the case: who it is, who it was, and that another has taken it over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.other_ends import NewOfficer
from triage_app.domain.wording import Language
from triage_app.services import officers
from triage_app.services.officers import Officers
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.parts import button, clear, heading, line_of, step_back, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class OfficerForm(Form):
    """Who takes the case over, from which day, and what they have been told."""

    thought_better = Signal()

    def __init__(self, room: Room, version: int) -> None:
        super().__init__(room, "endings")
        self.version = version
        self.heading("change")
        self.note("change_help")
        self.line("officer_name")
        self.line("officer_number", 12)
        self.line("officer_email")
        self.day("since")
        self.area("told_them", 2)
        languages = [(str(one), room.texts(f"consent.language_{one}")) for one in Language]
        self.radio("officer_language", languages, across=True)
        leave = ("endings.no_change", self.thought_better.emit)
        step_back(room.theme, self.buttons("endings.change", [leave]))
        self.fill({"since": room.desk.today(), "officer_language": str(Language.ENGLISH)})

    def given(self) -> tuple[NewOfficer, str]:
        """Return what was filled in, and the language of the notice."""
        said = self.values()
        given = NewOfficer(
            said["officer_name"],
            said["officer_number"],
            said["officer_email"],
            said["since"],
            said["told_them"],
        )
        return given, str(said["officer_language"] or Language.ENGLISH)


class OfficerPart(QWidget):
    """Says who the officer in the case is and was; a quiet button says that it changed."""

    changed = Signal(object)  # the number of the notice

    def __init__(self, room: Room, case_id: int, seen: Officers) -> None:
        super().__init__()
        self._room, self._case_id, self._seen = room, case_id, seen
        self.form: OfficerForm | None = None
        self.opener: QWidget | None = None
        self._keeper: DraftKeeper | None = None
        column, texts = QVBoxLayout(self), room.texts
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(heading(room.theme, texts("endings.heading_officer")))
        named = ", ".join(filter(None, (seen.name, seen.number, seen.email)))
        column.addWidget(words(room.theme, named or texts("endings.officer_unnamed")))
        for one in seen.former:
            name = " ".join(filter(None, (one.name, one.number)))
            said = texts("endings.officer_was", day=one.until, name=name, told=one.next_told)
            column.addWidget(words(room.theme, said, SMALL, Tone.MUTED))
            if one.acknowledged_on:
                named = one.acknowledged_by or name
                had = texts("endings.officer_had", name=named, day=one.acknowledged_on)
                column.addWidget(words(room.theme, had, SMALL, Tone.MUTED))
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self._put_away()

    def open(self) -> None:
        """Ask who takes the case over."""
        clear(self._place)
        self.form = OfficerForm(self._room, self._seen.version)
        self._keeper = DraftKeeper(self._room, self.form, "endings.officer", self._case_id)
        self.form.submitted.connect(self._record)
        self.form.thought_better.connect(self._think_better)
        self._place.addWidget(self.form)
        self.form.show()
        self.form.go_to("officer_name")

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def _put_away(self) -> None:
        clear(self._place)
        self.form = self.opener = self._keeper = None
        if not self._seen.may_change:
            return
        self.opener = button(self._room.theme, self._room.texts("endings.open_officer"), "quiet")
        self.opener.clicked.connect(self.open)
        holder = QWidget()
        holder.setLayout(line_of(self.opener))
        self._place.addWidget(holder)
        holder.show()

    def _think_better(self) -> None:
        if self._keeper is not None:
            self._keeper.settled()
        self._put_away()
        if self.opener is not None:
            self.opener.setFocus()

    def _record(self) -> None:
        room, form = self._room, self.form
        if form is None:
            return
        with room.feedback.answering(form):
            given, language = form.given()
            seen = self._case_id, form.version or 0
            notice = officers.change(room.desk, room.actor, seen, given, language)
            if self._keeper is not None:
                self._keeper.settled()
            self.changed.emit(notice)
