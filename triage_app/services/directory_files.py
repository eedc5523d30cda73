"""The directory as a file: saved for a spreadsheet, and taken in again, every row shown first."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.access import ACCESS
from triage_app.domain.directory import LANGUAGES, MOST_CONTACTS, OFFERS, Contact, Entry, Route
from triage_app.domain.entry import Unreadable, read_day
from triage_app.domain.money import pounds, read_pounds
from triage_app.domain.problems import Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.exchange import spreadsheet
from triage_app.exchange.spreadsheet import Cell, Format, Sheet
from triage_app.services import audit, directory, table_files
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.directory import ServiceRow
from triage_app.services.table_files import GOOD, Cells, Judged, Preview, Verdict
from triage_app.storage.models import Service
from triage_app.texts import Texts

EXPORTED: Final = audit.Deed("directory.exported", audit.Category.CONSULTATION)
TAKEN_IN: Final = audit.Deed("directory.taken_in", audit.Category.COLLECTION)
RETIRED: Final = "retired"
PLAIN: Final = tuple(field.name for field in fields(Entry) if field.name != "contacts")
PARTS: Final = tuple(field.name for field in fields(Contact))
NUMBERS: Final = ("capacity", "answer_days")
LONGEST_NUMBER: Final = 9  # figures
DAYS: Final = ("begins_on", "closed_on")
SETS: Final = ("pathways", "areas", "languages", "access")


@dataclass(frozen=True, slots=True)
class _Names:
    """What the codes of the directory are called, in both languages."""

    of: Mapping[str, Mapping[str, Sequence[str]]]  # by field, by code

    def code(self, field: str, said: str) -> str | None:
        """Return the code of a name."""
        return table_files.one_of(said, self.of[field])

    def shown(self, field: str, code: str, language: str) -> str:
        """Return the name of a code."""
        names = self.of[field].get(code, (code, code))
        return names[language == "cy"]


def export(desk: Desk, actor: Actor, texts: Texts) -> bytes:
    """Return the whole directory as CSV, those that take nobody among them; no formula in it."""
    permit(actor, Permission.SEE_DIRECTORY)
    names = _names(desk)
    rows = directory.services(desk, actor, retired=True)
    headings = [heading for _, heading in _headings(texts)]
    sheet = Sheet("services", headings, [_written(names, texts, one) for one in rows])
    with desk.sessions.begin() as session:
        audit.record(session, desk, actor, EXPORTED, fields=directory.NAMES)
    return spreadsheet.write(sheet, Format.CSV)


def look(desk: Desk, actor: Actor, path: str) -> Preview:
    """Judge every row of a file of services, and write nothing."""
    permit(actor, Permission.MANAGE_SERVICES)
    file = table_files.opened(path)
    known = _known(desk)
    if "name" not in table_files.columns(file, known):
        heading = known["name"][0]
        raise Refused("directory.file_no_name", file=file.name, heading=heading)
    with desk.sessions() as session:
        rows = tuple(judged for judged, _ in _judged(session, desk, list(_cells(desk, file))))
    return Preview(file, rows)


def take_in(desk: Desk, actor: Actor, preview: Preview) -> int:
    """Write every good row at once, or none; return how many there were.

    Each is judged again first: what somebody changed meanwhile stops the whole.
    """
    permit(actor, Permission.MANAGE_SERVICES)
    with desk.sessions.begin() as session:
        judged = _judged(session, desk, list(_cells(desk, preview.file)))
        table_files.agreed(preview, [one for one, _ in judged])
        for one, entry in judged:
            if one.verdict in GOOD and entry is not None:
                directory.put(session, desk, actor, entry)
        audit.record(session, desk, actor, TAKEN_IN, fields=directory.NAMES)
    return preview.good


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────


def _cells(desk: Desk, file: Any) -> Iterator[Cells]:  # noqa: ANN401 - whatever was opened
    return table_files.cells_of(file, _known(desk))


def _judged(
    session: Session, desk: Desk, rows: Sequence[Cells]
) -> list[tuple[Judged, Entry | None]]:
    names = _names(desk)
    first: dict[str, int] = {}
    there = {row.name: row for row in map(directory.row_of, session.scalars(select(Service)))}
    found: list[tuple[Judged, Entry | None]] = []
    for row in rows:
        name = " ".join(row.of("name").split())
        if row.fault is not None:
            found.append((Judged(row.line, name, Verdict.BAD, (row.fault,)), None))
            continue
        if name and name in first:
            twice = Problem("name", "directory.file_twice", {"line": first[name]})
            found.append((Judged(row.line, name, Verdict.BAD, (twice,)), None))
            continue
        first[name] = row.line
        found.append(_one(row, name, there.get(name), (names, desk.today())))
    return found


def _one(
    row: Cells, name: str, before: ServiceRow | None, by: tuple[_Names, date]
) -> tuple[Judged, Entry | None]:
    problems: list[Problem] = []
    entry = _read(row, before.entry if before else Entry(name), by, problems).tidied()
    problems += entry.problems() if not problems else ()
    if problems:
        return Judged(row.line, name, Verdict.BAD, tuple(problems)), None
    if before is None:
        return Judged(row.line, name, Verdict.NEW), entry
    changes = tuple(
        one.name
        for one in fields(Entry)
        if getattr(before.entry, one.name) != getattr(entry, one.name)
    )
    verdict = Verdict.CHANGED if changes else Verdict.SAME
    return Judged(row.line, name, verdict, changes=changes), entry


def _read(row: Cells, entry: Entry, by: tuple[_Names, date], problems: list[Problem]) -> Entry:
    """Return an entry with what a row says put into it; a column that is not there says nothing."""
    said: dict[str, Any] = {}
    for name in PLAIN:
        if name in row.said:
            try:
                said[name] = _value(name, row.of(name), by)
            except Unreadable as unreadable:
                values = {"said": row.of(name)}
                problems.append(Problem(name, unreadable.code, values))
            except LookupError as unknown:
                values = {"said": str(unknown.args[0])}
                problems.append(Problem(name, "directory.file_not_known", values))
    if any(part.startswith("contact_") for part in row.said):
        said["contacts"] = tuple(
            Contact(*(row.of(f"contact_{number}_{part}") for part in PARTS))
            for number in range(1, MOST_CONTACTS + 1)
        )
    return replace(entry, **said)


def _value(name: str, said: str, by: tuple[_Names, date]) -> object:
    names, today = by
    if name in SETS:
        codes = []
        for one in filter(None, (part.strip() for part in said.split(";"))):
            code = names.code(name, one)
            if code is None:
                raise LookupError(one)
            codes.append(code)
        return tuple(dict.fromkeys(codes))
    if name == "route":
        code = names.code(name, said) if said else ""
        if code is None:
            raise LookupError(said)
        return code
    if name in NUMBERS:
        return _number(said)
    if name in DAYS:
        return _day(said, today) if said else None
    return read_pounds(said) if name == "funding_pence" else said


def _number(said: str) -> int | None:
    if said and not (said.isascii() and said.isdigit() and len(said) <= LONGEST_NUMBER):
        raise Unreadable("directory.file_not_a_number")
    return int(said) if said else None


def _day(said: str, today: date) -> date:
    """Return a day as we write it, or as people do."""
    with suppress(ValueError):
        return date.fromisoformat(said)
    return read_day(said, today)


def _written(names: _Names, texts: Texts, row: ServiceRow) -> list[Cell]:
    entry, language = row.entry, texts.language
    cells: list[Cell] = []
    for name in PLAIN:
        value = getattr(entry, name)
        if name in SETS:
            cells.append("; ".join(names.shown(name, code, language) for code in value))
        elif name == "route":
            cells.append(names.shown(name, value, language) if value else "")
        elif name == "funding_pence":
            cells.append("" if value is None else pounds(value))
        else:
            cells.append(value)
    cells.append(texts("common.yes") if row.retired else "")
    empty = (Contact(),) * (MOST_CONTACTS - len(entry.contacts))
    contacts = (*entry.contacts, *empty)
    return cells + [getattr(one, part) for one in contacts for part in PARTS]


# ── Names ────────────────────────────────────────────────────────────────────────────────────


def _headings(texts: Texts) -> list[tuple[str, str]]:
    """Return each column of the file, and its heading in a language."""
    of_service = [(name, texts(f"directory.{name}")) for name in PLAIN]
    of_contacts = [
        (f"contact_{number}_{part}", texts(f"directory.file_contact_{part}", number=number))
        for number in range(1, MOST_CONTACTS + 1)
        for part in PARTS
    ]
    return [*of_service, (RETIRED, texts("directory.file_retired")), *of_contacts]


def _known(desk: Desk) -> Mapping[str, Sequence[str]]:
    """Return the headings that each column goes by."""
    english, welsh = _headings(desk.texts("en")), _headings(desk.texts("cy"))
    return {name: (en, cy) for (name, en), (_, cy) in zip(english, welsh, strict=True)}


def _names(desk: Desk) -> _Names:
    english, welsh = desk.texts("en"), desk.texts("cy")

    def both(prefix: str, codes: Sequence[str]) -> dict[str, Sequence[str]]:
        return {code: (english(f"{prefix}{code}"), welsh(f"{prefix}{code}")) for code in codes}

    pathways: dict[str, Sequence[str]] = {
        code: (one["en"], one["cy"]) for code, one in directory.pathways(desk).items()
    }
    areas = {code: (one["en"], one["cy"]) for code, one in directory.areas(desk).items()}
    return _Names(
        {
            "pathways": pathways | both("directory.offer_", OFFERS),
            "areas": areas,
            "languages": both("directory.language_", [str(one) for one in LANGUAGES]),
            "access": both("access_needs.", ACCESS),
            "route": both("directory.route_", [str(one) for one in Route]),
        }
    )
