"""One service: what the directory says of it, to read or, by those who may, to amend."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.access import ACCESS
from triage_app.domain.directory import LANGUAGES, OFFERS, Entry, Route
from triage_app.domain.money import pounds
from triage_app.domain.wording import Language
from triage_app.services import directory
from triage_app.services.directory import ServiceRow
from triage_app.texts import Texts
from ui.directory.contacts import ContactsField, contact_said
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.money_field import MoneyField
from ui.parts import button, column_of, heading, words
from ui.room import Room
from ui.several import SeveralField
from ui.theme import SMALL, UNIT, Tone

NEW = "new"
FACTS = ("provider", "address", "telephone", "directions_en", "directions_cy")


def _places(texts: Texts, entry: Entry, used: int) -> str:
    """Say how many places there are, and how many of them are taken."""
    if entry.capacity is None:
        return ""
    return texts("directory.places", n=entry.capacity, used=used)


def _referring(texts: Texts, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what a service costs, how it takes referrals, and whom to ask for."""
    if entry.funding_pence is not None:
        said = texts("directory.funding_a_year", pounds=pounds(entry.funding_pence))
        yield "funding_pence", said
    if entry.route:
        route = texts(f"directory.route_{entry.route}")
        yield "route", texts("directory.route_said", route=route, to=entry.route_to)
    if entry.answer_days is not None:
        yield "answer_days", texts("directory.answer_days_said", days=entry.answer_days)
    yield "contacts", "\n".join(contact_said(texts, one) for one in entry.contacts)


class Names:
    """What the codes of the directory are called in the language of the screen."""

    def __init__(self, room: Room) -> None:
        texts = room.texts
        pathways = directory.pathways(room.desk)
        self.offers = {code: name[texts.language] for code, name in pathways.items()}
        self.offers |= {code: texts(f"directory.offer_{code}") for code in OFFERS}
        areas = directory.areas(room.desk)
        self.areas = {code: name[texts.language] for code, name in areas.items()}
        self.access = {code: texts(f"access_needs.{code}") for code in ACCESS}
        self.languages = {code.value: texts(f"directory.language_{code}") for code in LANGUAGES}

    @staticmethod
    def listed(names: Mapping[str, str], codes: Sequence[str]) -> str:
        """Return what some codes are called, one after the other."""
        return ", ".join(names.get(code, code) for code in codes)


class ServiceFacts(QWidget):
    """A service to be read."""

    closed = Signal()

    def __init__(self, room: Room, row: ServiceRow, used: int = 0) -> None:
        super().__init__()
        self._room = room
        texts, entry, names = room.texts, row.entry, Names(room)
        told = [
            ("pathways", names.listed(names.offers, entry.pathways)),
            ("areas", names.listed(names.areas, entry.areas)),
            ("languages", names.listed(names.languages, entry.languages)),
            *((name, getattr(entry, name)) for name in FACTS),
            ("access", names.listed(names.access, entry.access)),
            ("capacity", _places(texts, entry, used)),
            ("begins_on", texts.date(entry.begins_on) if entry.begins_on else ""),
            ("closed_on", texts.date(entry.closed_on) if entry.closed_on else ""),
            *_referring(texts, entry),
        ]
        parts = [self._fact(texts, name, said) for name, said in told if said]
        self.close_it = button(room.theme, texts("directory.close"))
        self.close_it.clicked.connect(self.closed)
        column = column_of(heading(room.theme, row.name), *parts, spacing=UNIT * 2)
        column.addWidget(self.close_it)
        self.setLayout(column)

    def go_to(self, _field: str = "") -> None:
        """Put the keyboard on the way back."""
        self.close_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing is typed here."""

    def _fact(self, texts: Texts, name: str, said: str) -> QWidget:
        theme, holder = self._room.theme, QWidget()
        label = words(theme, texts(f"directory.{name}"), SMALL, Tone.MUTED)
        holder.setLayout(column_of(label, words(theme, said), spacing=0))
        return holder


class ServiceForm(QWidget):
    """A service to be added or amended; retired, never deleted."""

    saved = Signal()
    closed = Signal()

    def __init__(self, room: Room, row: ServiceRow | None) -> None:
        super().__init__()
        self._room, self._row, self._names = room, row, Names(room)
        self.form = Form(room, "directory")
        self._build()
        self.form.submitted.connect(self._save)

    def go_to(self, field: str = "") -> None:
        """Put the keyboard on a field."""
        self.form.go_to(field or "name")

    def leave(self) -> None:
        """Keep what was typed."""
        self.keeper.keep_now()

    def _build(self) -> None:
        form, row = self.form, self._row
        form.heading("amend" if row else "new")
        form.line("name", 40)
        form.line("provider", 40)
        self._several("pathways", self._names.offers)
        self._several("areas", self._names.areas)
        self._several("languages", self._names.languages)
        form.line("address", 60)
        form.line("telephone", 20)
        form.area("directions_en", lines=2)
        form.area("directions_cy", lines=2)
        self._several("access", self._names.access)
        form.number("capacity")
        form.day("begins_on")
        form.day("closed_on")
        form.custom("funding_pence", MoneyField(self._room.theme))
        self._referring(form)
        more = [("directory.close", self._close)]
        if row is not None:
            code = "bring_back" if row.retired else "retire"
            more.insert(0, (f"directory.{code}", self._turn))
            form.fill({name: getattr(row.entry, name) for name in form.rows})
            form.version = row.version
        else:
            form.fill({"languages": (Language.ENGLISH.value,), "route": ""})
        form.buttons("directory.save", more)
        self.keeper = DraftKeeper(self._room, form, "directory", row.id if row else NEW)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(form)

    def _referring(self, form: Form) -> None:
        texts = self._room.texts
        ways = [(str(one), texts(f"directory.route_{one}")) for one in Route]
        form.radio("route", [*ways, ("", texts("directory.route_unsaid"))], across=True)
        form.line("route_to", 60)
        form.number("answer_days")
        form.custom("contacts", ContactsField(self._room))

    def _several(self, name: str, names: Mapping[str, str]) -> None:
        label = self._room.texts(f"directory.{name}")
        self.form.custom(name, SeveralField(self._room.theme, label, list(names.items())))

    def _save(self) -> None:
        room = self._room
        with room.feedback.answering(self.form):
            values = self.form.values()
            languages = tuple(Language(code) for code in values.pop("languages"))
            entry = Entry(**values, languages=languages)
            if self._row is None:
                directory.add(room.desk, room.actor, entry)
            else:
                version = self.form.version or self._row.version
                directory.amend(room.desk, room.actor, self._row.id, version, entry)
            self._done()

    def _turn(self) -> None:
        """Retire the service, asked once; or bring it back, which needs no question."""
        room, row = self._room, self._row
        if row is None:
            return
        with room.feedback.answering(self.form):
            if row.retired:
                directory.bring_back(room.desk, room.actor, row.id, row.version)
            elif room.feedback.ask("directory.retire_sure"):
                directory.retire(room.desk, room.actor, row.id, row.version)
            else:
                return
            self._done()

    def _done(self) -> None:
        self.keeper.settled()
        self.saved.emit()

    def _close(self) -> None:
        self.keeper.keep_now()
        self.closed.emit()
