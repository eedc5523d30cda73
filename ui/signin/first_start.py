"""The first start: where the caseload is kept, for which suite, and who looks after it."""

import re
import unicodedata
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from triage_app.config import Config
from triage_app.domain.problems import Invalid, Problem
from triage_app.services.first_start import (
    FirstStart,
    first_start,
    person_faults,
    schemes_offered,
)
from ui.forms import Form
from ui.signin.page import Page
from ui.signin.porch import Porch

MISSING = (
    ("folder", "first_start.folder_missing"),
    ("scheme", "first_start.scheme_missing"),
    ("suite", "signin.suite_missing"),
)


class FirstStartPage(Page):
    """Makes a caseload; its recovery code is shown next."""

    made = Signal(object)

    def __init__(self, porch: Porch) -> None:
        super().__init__(porch, "first_start.title", "first_start.lead")
        self._schemes = schemes_offered(porch.config, porch.clock)
        self._build()
        self._connect()
        self._offer_suites()

    def go_to_first(self) -> None:
        """Put the keyboard on the name: where and which are mostly right already."""
        first = next((one for one in ("scheme", "suite") if not self.form.values()[one]), "name")
        self.form.go_to(first)

    def _build(self) -> None:
        language = self.porch.texts.language
        self.form = Form(self.porch.room(), "first_start")
        self.form.heading("where")
        self.folder = self.form.line("folder", 56)
        self.folder.set_value(str(self.porch.config.data))
        choices = [(one.family, one.name[language]) for one in self._schemes]
        self.scheme = self.form.pick("scheme", choices)
        self.suite = self.form.pick("suite", [])
        self.form.heading("first_user")
        self.form.note("first_user_note")
        self.name = self.form.line("name", 40)
        self.username = self.form.line("username", 30)
        self.password(self.form, "password")
        self.password(self.form, "password_again")
        self.form.buttons("first_start.make")
        self.column.addWidget(self.form)
        if len(self._schemes) == 1:
            self.scheme.set_value(self._schemes[0].family)

    def _connect(self) -> None:
        self.scheme.changed.connect(self._offer_suites)
        self.name.editingFinished.connect(self._suggest_username)
        self.form.submitted.connect(self._make)

    def _offer_suites(self) -> None:
        language = self.porch.texts.language
        chosen = [one for one in self._schemes if one.family == self.scheme.value()]
        self.suite.offer([(one.code, one.name[language]) for it in chosen for one in it.suites])
        unsettled = sum(len(one.placeholders) for one in chosen)
        self.form.warn("scheme", "first_start.placeholders" if unsettled else "", n=unsettled)

    def _suggest_username(self) -> None:
        if not self.username.value():
            self.username.set_value(username_from(self.name.value()))

    def _make(self) -> None:
        with self.answering(self.form):
            values = self.form.values()
            _refuse_faults(self.porch.config, values)
            start = FirstStart(
                folder=Path(values["folder"]).expanduser().absolute(),
                scheme=values["scheme"],
                suite=values["suite"],
                name=values["name"],
                username=values["username"],
                password=values["password"],
            )
            self.made.emit(first_start(self.porch.config, start, self.porch.clock))


def username_from(name: str) -> str:
    """Return a user name made of a full name: small letters, a full stop between."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    parts = [re.sub(r"[^a-z0-9]", "", part) for part in plain.split()]
    return ".".join(part for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts) if part)


def _refuse_faults(config: Config, values: dict[str, Any]) -> None:
    """Say everything that is wrong at once, in the order of the fields."""
    faults = [Problem(field, code) for field, code in MISSING if not values[field]]
    faults += person_faults(config, values["name"], values["username"], values["password"])
    if values["password"] != values["password_again"]:
        faults.append(Problem("password_again", "first_start.not_the_same"))
    if faults:
        raise Invalid(*faults)
