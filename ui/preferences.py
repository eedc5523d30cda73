"""What each user prefers at this workstation: language, text size, colours, columns."""

import json
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSettings

from triage_app.domain.wording import Language

SCALES = (1.0, 1.25, 1.5, 2.0)
WORKSTATION = "workstation"  # what holds before anybody has signed in, or said otherwise


class Wear(StrEnum):
    """Which colours to wear."""

    DESKTOP = "desktop"
    LIGHT = "light"
    DARK = "dark"


class Preferences:
    """Kept in a file of their own under the data folder; nothing in it is about a case."""

    def __init__(self, folder: Path, who: str = WORKSTATION) -> None:
        path = str(folder / "preferences.ini")
        self._settings = QSettings(path, QSettings.Format.IniFormat)
        self._who = who

    @property
    def language(self) -> Language:
        """The language of the screens."""
        said = self._read("language")
        return Language(said) if said in set(Language) else Language.ENGLISH

    @language.setter
    def language(self, language: Language) -> None:
        self._write("language", language.value)

    @property
    def scale(self) -> float:
        """How large text is, 1 being its own size."""
        said = self._read("scale")
        return next((scale for scale in SCALES if str(scale) == said), 1.0)

    @scale.setter
    def scale(self, scale: float) -> None:
        self._write("scale", str(scale))

    @property
    def wear(self) -> Wear:
        """Light, dark, or as the desktop does."""
        said = self._read("wear")
        return Wear(said) if said in set(Wear) else Wear.DESKTOP

    @wear.setter
    def wear(self, wear: Wear) -> None:
        self._write("wear", wear.value)

    def columns(self, table: str) -> dict[str, int]:
        """Return the widths the columns of a table were given, by their codes."""
        said = self._read(f"columns/{table}")
        return {code: int(width) for code, width in json.loads(said or "{}").items()}

    def keep_columns(self, table: str, widths: dict[str, int]) -> None:
        """Keep the widths of a table's columns."""
        self._write(f"columns/{table}", json.dumps(widths))

    def choice(self, name: str) -> str:
        """Return how a list was sorted or filtered when it was left."""
        return self._read(f"choices/{name}")

    def keep_choice(self, name: str, value: str) -> None:
        """Keep how a list is sorted or filtered."""
        self._write(f"choices/{name}", value)

    def _read(self, name: str) -> str:
        settings = self._settings
        found = settings.value(f"{self._who}/{name}", settings.value(f"{WORKSTATION}/{name}", ""))
        return str(found)

    def _write(self, name: str, value: str) -> None:
        self._settings.setValue(f"{self._who}/{name}", value)
        self._settings.sync()
