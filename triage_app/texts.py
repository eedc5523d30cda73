"""What the application says, in English or in Welsh: codes in, wording out."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from triage_app.domain.wording import Language, Wording

LONDON = ZoneInfo("Europe/London")
# The six forms of the Unicode plural rules for Welsh; English has one and other, and may have a
# form for two, where somebody would say twice or both.
WELSH_FORMS = {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many"}
ENGLISH_FORMS = {1: "one", 2: "two"}


@cache
def _wording(folder: Path, feature: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((folder / f"{feature}.toml").read_text(encoding="utf-8"))


class Texts:
    """One language's wording, for a screen or for a paper.

    A code is `file.key`: `referral.title` is the key `title` of `resources/wording/referral.toml`,
    where both languages stand side by side. A file is read when its first code is asked for.
    """

    def __init__(self, folder: Path, language: str) -> None:
        self.language = Language(language)
        self._folder = folder

    def __call__(self, code: str, /, **values: object) -> str:
        """Return the wording of a code with its blanks filled; `n` chooses the plural form."""
        wording = self.template(code, values.get("n"))
        return self.fill(wording, **values) if values else wording

    def template(self, code: str, n: object = None) -> str:
        """Return the wording of a code with its blanks open, in the form that a number takes."""
        wording = self._entry(code)[self.language]
        if isinstance(wording, dict):
            wording = wording.get(self._form(n), wording["other"])
        return str(wording)

    def fill(self, template: str, /, **values: object) -> str:
        """Fill the blanks of a wording, however long ago it was written."""
        return template.format(**{name: self._said(value) for name, value in values.items()})

    def has(self, code: str) -> bool:
        """Say whether there is wording for a code."""
        try:
            self._entry(code)
        except (KeyError, FileNotFoundError):
            return False
        return True

    def other(self) -> "Texts":
        """Return the same wording in the other language."""
        welsh = self.language is Language.WELSH
        return Texts(self._folder, Language.ENGLISH if welsh else Language.WELSH)

    def date(self, day: dt.date) -> str:
        """Write a date in full: Friday 20 November 2026; dydd Gwener 20 Tachwedd 2026."""
        return f"{self(f'dates.day_{day.weekday()}')} {self.plain_date(day)}"

    def on_date(self, day: dt.date) -> str:
        """Write "on" a date: on Friday 20 November 2026; ddydd Gwener 20 Tachwedd 2026."""
        return self("dates.on", date=self.date(day)[1:] if self._welsh else self.date(day))

    def soft_date(self, day: dt.date) -> str:
        """Write a date as it stands after "o", "i", "tan": ddydd Gwener 20 Tachwedd 2026."""
        return self.on_date(day) if self._welsh else self.date(day)

    def counted(self, forms: Mapping[str, str], n: int) -> str:
        """Write so many of something, of whose forms each plural has its own."""
        return self.fill(forms.get(self._form(n), forms["other"]), n=n)

    def plain_date(self, day: dt.date) -> str:
        """Write a date without its weekday, a form that nothing mutates: 20 November 2026."""
        return f"{day.day} {self(f'dates.month_{day.month}')} {day.year}"

    def month(self, day: dt.date) -> str:
        """Write the month a day lies in, and its year: February 2024."""
        return f"{self(f'dates.month_{day.month}')} {day.year}"

    def short_date(self, day: dt.date, today: dt.date | None = None) -> str:
        """Write a date for a row: Fri 20 Nov; the year only where it is not today's."""
        name = self(f"dates.short_day_{day.weekday()}")
        month = self(f"dates.short_month_{day.month}")
        year = f" {day.year}" if today is None or day.year != today.year else ""
        return f"{name} {day.day} {month}{year}"

    def time(self, moment: dt.datetime) -> str:
        """Write the time of day in the suite: 09:15."""
        local = moment.astimezone(LONDON)  # strftime would look for its module for every row
        return f"{local.hour:02}:{local.minute:02}"

    def moment(self, moment: dt.datetime) -> str:
        """Write a date in full and the time."""
        return f"{self.date(moment.astimezone(LONDON).date())}, {self.time(moment)}"

    @property
    def _welsh(self) -> bool:
        return self.language is Language.WELSH

    def _said(self, value: object) -> object:
        """Say what fills a blank: a day in a form nothing mutates, words in this language."""
        if isinstance(value, dt.datetime):
            return self.moment(value)
        if isinstance(value, dt.date):
            return self.plain_date(value)
        return value[self.language] if isinstance(value, Wording) else value

    def _form(self, n: object) -> str:
        if not isinstance(n, int):
            raise TypeError("a plural needs a whole number")
        return (WELSH_FORMS if self._welsh else ENGLISH_FORMS).get(n, "other")

    def _entry(self, code: str) -> dict[str, Any]:
        feature, _, key = code.partition(".")
        return _wording(self._folder, feature)[key]
