"""A paper's languages in reading order, and how days and hours are written on paper."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from triage_app.documents.contents import OffencePrinted
from triage_app.domain.wording import Language, Wording
from triage_app.texts import LONDON, Texts

NBSP: Final = "\N{NO-BREAK SPACE}"
BOTH: Final = "both"
LARGE: Final = "large"  # what an edition in large print says behind its language
NOON: Final = 12
SHORT_PLACE: Final = 40  # letters: it stays on one line
KEPT_TOGETHER: Final = re.compile(
    r"\b\d{1,2} [^\W\d_]+ \d{4}\b"  # 20 May 2026
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"  # SA61 9ZZ
    r"|\b0\d{2,4} \d{3,4} ?\d{3,6}\b"  # 01632 960 147
)


Say = Callable[[Texts], str]


@dataclass(frozen=True, slots=True)
class Voice:
    """The languages of one paper; Welsh is read first where both are printed."""

    texts: tuple[Texts, ...]
    large: bool = False  # in large print, which one language is
    names: tuple[str, ...] = ()  # of people on the paper, as they were typed

    @classmethod
    def of(
        cls, edition: str, texts: Callable[[str], Texts], names: tuple[str, ...] = ()
    ) -> "Voice":
        """Return the voice of an edition: `en`, `cy`, `both`, `en_large`, `cy_large`."""
        language, _, size = edition.partition("_")
        codes = (Language.WELSH, Language.ENGLISH) if language == BOTH else (Language(language),)
        return cls(tuple(texts(code) for code in codes), size == LARGE, names)

    @property
    def main(self) -> Texts:
        """The first language, or the only one."""
        return self.texts[0]

    @property
    def paired(self) -> bool:
        """Whether two languages stand side by side."""
        return len(self.texts) > 1

    @property
    def welsh(self) -> bool:
        """Whether there is Welsh on the paper."""
        return any(one.language is Language.WELSH for one in self.texts)

    def label(self, code: str, **values: object) -> str:
        """Return one label that serves every language of the paper."""
        return self.join(lambda texts: texts(code, **values))

    def wording(self, said: Wording) -> str:
        """Return words of the scheme or of a service for every language of the paper."""
        return self.join(lambda texts: said[texts.language])

    def join(self, say: Say) -> str:
        """Return what each language says, once where they say the same."""
        return " / ".join(self.lines(say))

    def lines(self, say: Say) -> tuple[str, ...]:
        """Return what each language says as lines of its own, once where they say the same."""
        return tuple(dict.fromkeys(say(texts) for texts in self.texts))


def long_date(texts: Texts, day: date) -> str:
    """Write a day so that it never breaks over two lines but after its weekday."""
    weekday = texts(f"dates.day_{day.weekday()}").replace(" ", NBSP)
    return f"{weekday} {plain_date(texts, day)}"


def from_date(texts: Texts, day: date) -> str:
    """Write a day as it stands after *from* and *to*: Welsh softens it."""
    return ("d" if _softens(texts) else "") + long_date(texts, day)


def on_date(texts: Texts, day: date) -> str:
    """Write *on* a day."""
    written = long_date(texts, day)
    return texts("dates.on", date=written[1:] if _softens(texts) else written)


def plain_date(texts: Texts, day: date) -> str:
    """Write a day without its weekday."""
    return texts.plain_date(day).replace(" ", NBSP)


def short_date(texts: Texts, day: date) -> str:
    """Write a day for the picture: 20 Jan."""
    return f"{day.day}{NBSP}{texts(f'dates.short_month_{day.month}')}"


def hour(texts: Texts, moment: datetime) -> str:
    """Write a time of day as it is said: 10:30am, 12 noon."""
    local = moment.astimezone(LONDON)
    if (local.hour, local.minute) == (NOON, 0):
        return texts("paper_running.noon").replace(" ", NBSP)
    half = "am" if local.hour < NOON else "pm"
    return f"{(local.hour - 1) % NOON + 1}:{local.minute:02}{half}"


def day_and_hour(texts: Texts, moment: datetime) -> str:
    """Write a day with its hour."""
    day = long_date(texts, moment.astimezone(LONDON).date())
    words = texts("paper_running.at", day=day, time=hour(texts, moment))
    before, _, after = words.partition(day)
    return before + day + after.replace(" ", NBSP)  # an hour never stands on a line of its own


def offence(texts: Texts, one: OffencePrinted) -> str:
    """Write what an offence is called, its day or days, and where it was."""
    title = one.title[texts.language]
    if one.first_day is None:
        words = texts("paper_running.offence_undated", title=title)
    elif one.last_day is None or one.last_day == one.first_day:
        words = f"{title}, {on_date(texts, one.first_day)}"
    else:
        days = {"start": one.first_day, "end": one.last_day}
        said = {name: from_date(texts, day) for name, day in days.items()}
        words = texts("paper_running.offence_over", title=title, **said)
    if not one.place:
        return f"{words}."
    where = texts("paper_running.offence_place", place=unbroken(one.place))
    whole = where.replace(" ", NBSP) if len(one.place) <= SHORT_PLACE else where
    return f"{words}. {whole}."


def _softens(texts: Texts) -> bool:
    return texts.language is Language.WELSH


def unbroken(words: str) -> str:
    """Return words whose dates, postcodes and telephone numbers stay on one line."""
    return KEPT_TOGETHER.sub(lambda found: found.group().replace(" ", NBSP), words)


def inside(name: str) -> str:
    """Return a name as it stands within a sentence: its first letter small, initials kept."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def opening(words: str) -> str:
    """Return words as they open a line."""
    return words[:1].upper() + words[1:]
