"""Tables that others send: read whole, each row judged before anything is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from triage_app.domain.problems import Problem, Refused
from triage_app.exchange.custody_log import LogFile, open_log, rows_of

ITS_OWN: Final = "custody_log."


class Verdict(StrEnum):
    """What a row does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"


GOOD: Final = (Verdict.NEW, Verdict.CHANGED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of a file: what it is about, what it does, what it changes, and what keeps it out."""

    line: int
    about: str
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """Every row of a file as it was judged; what is taken in is judged again, and must agree."""

    file: LogFile
    rows: tuple[Judged, ...]

    def count(self, verdict: Verdict) -> int:
        """Return how many rows do one thing."""
        return sum(one.verdict is verdict for one in self.rows)

    @property
    def good(self) -> int:
        """How many rows can be taken in."""
        return sum(one.verdict in GOOD for one in self.rows)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by field; a field whose column is not in the file is not there."""

    line: int
    said: Mapping[str, str]
    fault: Problem | None = None

    def of(self, field: str) -> str:
        """Return what a row says under a field."""
        return self.said.get(field, "").strip()


def opened(path: str) -> LogFile:
    """Read a file; what it is not, if it is no table of text, is said beside its path."""
    try:
        return open_log(Path(path.strip()))
    except Refused as refusal:
        code = refusal.code.removeprefix(ITS_OWN)
        if code == refusal.code:
            raise
        ours = f"table_file.{code}"
        raise Refused(ours, **refusal.values) from refusal


def cells_of(file: LogFile, fields: Mapping[str, Sequence[str]]) -> Iterator[Cells]:
    """Yield the rows of a file by field; each field goes by any of several headings."""
    places = columns(file, fields)
    for row in rows_of(file):
        fault = None
        if row.fault:
            code = f"table_file.{row.fault.removeprefix(ITS_OWN)}"
            fault = Problem("", code, row.values)
        said = {name: row.cells[at] for name, at in places.items() if at < len(row.cells)}
        yield Cells(row.line, said, fault)


def columns(file: LogFile, fields: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """Return in which column each field stands, of those that are there."""
    known = {plain(one): name for name, headings in fields.items() for one in (name, *headings)}
    places: dict[str, int] = {}
    for at, heading in enumerate(file.headings):
        if (name := known.get(plain(heading))) is not None:
            places.setdefault(name, at)
    return places


def plain(text: str) -> str:
    """Return a heading or a code as it is compared: whatever its case, spaces and hyphens."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split()).rstrip(":?.")


def agreed(preview: Preview, judged: Iterable[Judged]) -> None:
    """Refuse what would now do something else than was shown."""
    if tuple(judged) != preview.rows:
        raise Refused("table_file.changed_meanwhile")


def one_of(said: str, names: Mapping[str, Sequence[str]]) -> str | None:
    """Return the code that a word stands for, in whichever language; None where none does."""
    wanted = plain(said)
    for code, words in names.items():
        if wanted in {plain(one) for one in (code, *words)}:
            return code
    return None
