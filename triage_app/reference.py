"""Read the published schemes and the list of offences, or say which key of which file is wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from triage_app.data_file import checked, parts, read_toml
from triage_app.domain.offences import Limit, Offence, OffenceIndex, SpecialLimit
from triage_app.domain.problems import BadFile, Problem
from triage_app.domain.scheme import Scheme
from triage_app.domain.scheme_book import SchemeBook, clashes
from triage_app.domain.scheme_check import faults, half_a_contract

KEY_OF_CLASH: Final = {
    "two_versions": "in_force_from",
    "two_forces": "force",
    "two_schemes": "suites",
}


@dataclass(frozen=True, slots=True)
class _OffenceFile:
    """What the file of offences holds."""

    offences: tuple[Offence, ...]
    special: tuple[SpecialLimit, ...]
    by_category: dict[str, Limit]
    unknown: Limit


def load_schemes(folder: Path) -> SchemeBook:
    """Read every scheme in a folder; stop at the first that cannot be used."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise BadFile(folder.name, "-", "none_found")
    schemes = tuple(load_scheme(path) for path in paths)
    for mistake in clashing(schemes):
        raise mistake
    return SchemeBook(schemes)


def load_scheme(path: Path) -> Scheme:
    """Read one scheme; the name of its file is its code. Stop at its first mistake."""
    held, mistakes = scheme_parts(path)
    for mistake in mistakes:
        raise mistake
    return Scheme(**held)


def scheme_parts(path: Path) -> tuple[dict[str, Any], list[BadFile]]:
    """Return what a scheme's file says as far as it can be read, and every mistake in it."""
    try:
        data = read_toml(path)
    except BadFile as unreadable:
        return {}, [unreadable]
    own_code = [Problem("code", "unknown_key")] if "code" in data else []
    held, mistakes = parts(path, {**data, "code": path.stem}, Scheme)
    lacking = list(half_a_contract(data))
    readable = {key: held[key] for key in held.keys() - {one.field for one in lacking}}
    found = [*own_code, *lacking, *faults(readable)]
    return held, mistakes + bad_keys(path.name, found)


def clashing(schemes: Sequence[Scheme]) -> Iterator[BadFile]:
    """Yield every file that cannot stand beside another."""
    for scheme, reason, values in clashes(schemes):
        yield BadFile(f"{scheme.code}.toml", KEY_OF_CLASH[reason], reason, **values)


def bad_keys(file: str, found: Iterable[Problem]) -> list[BadFile]:
    """Return what is wrong with a file's keys, each with the file's name."""
    return [BadFile(file, one.field, one.code, **one.values) for one in found]


def load_offences(path: Path) -> OffenceIndex:
    """Read the list of offences and the table of what limits the charge."""
    file = checked(path, read_toml(path), _OffenceFile)
    counted = Counter(one.code for one in file.offences)
    for code, times in counted.items():
        if times > 1:
            raise BadFile(path.name, "offences", "repeated_code", code=code)
    return OffenceIndex(file.offences, file.special, file.by_category, file.unknown)
