"""The officer in the case: who it is, who it was, and that another has taken it over."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from triage_app.domain.other_ends import NewOfficer
from triage_app.domain.wording import Language
from triage_app.services import officers
from triage_app.services.officers import Officers
from ui.form_opener import FormOpener, OpenedForm
from ui.parts import heading, step_back, words
from ui.room import Room
from ui.theme import SMALL, Tone


class OfficerForm(OpenedForm):
    """Who takes the case over, from which day, and what they have been told."""

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


class OfficerPart(FormOpener[OfficerForm]):
    """Says who the officer in the case is and was; a quiet button says that it changed."""

    opens, draft = "endings.open_officer", "endings.officer"

    def __init__(self, room: Room, case_id: int, seen: Officers) -> None:
        super().__init__(room, case_id, *_named(room, seen), may_open=seen.may_change)
        self._version = seen.version

    def open(self) -> None:
        """Ask who takes the case over."""
        self.put(OfficerForm(self.room, self._version), "officer_name")

    def record(self, form: OfficerForm) -> None:
        """Change the officer."""
        room = self.room
        given, language = form.given()
        seen = self.case_id, form.version or 0
        self.finish(officers.change(room.desk, room.actor, seen, given, language))


def _named(room: Room, seen: Officers) -> Iterator[QWidget]:
    theme, texts = room.theme, room.texts
    yield heading(theme, texts("endings.heading_officer"))
    named = ", ".join(filter(None, (seen.name, seen.number, seen.email)))
    yield words(theme, named or texts("endings.officer_unnamed"))
    for one in seen.former:
        name = " ".join(filter(None, (one.name, one.number)))
        said = texts("endings.officer_was", day=one.until, name=name, told=one.next_told)
        yield words(theme, said, SMALL, Tone.MUTED)
        if one.acknowledged_on:
            by = one.acknowledged_by or name
            had = texts("endings.officer_had", name=by, day=one.acknowledged_on)
            yield words(theme, had, SMALL, Tone.MUTED)
