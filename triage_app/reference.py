"""Read the published schemes and the list of offences, or say which key of which file is wrong."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage_app.data_file import checked, read_toml
from triage_app.domain.offences import Limit, Offence, OffenceIndex, SpecialLimit
from triage_app.domain.problems import BadFile
from triage_app.domain.scheme import CONTRACT, Scheme
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.scheme_check import faults


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
    return SchemeBook(tuple(load_scheme(path) for path in paths))


def load_scheme(path: Path) -> Scheme:
    """Read one scheme; the name of its file is its code."""
    data = read_toml(path)
    if "code" in data:
        raise BadFile(path.name, "code", "unknown_key")
    _refuse_half_a_contract(path, data)
    scheme = checked(path, {"code": path.stem, **data}, Scheme)
    for fault in faults(scheme):
        raise BadFile(path.name, fault.key, fault.reason, **fault.values)
    return scheme


def _refuse_half_a_contract(path: Path, data: Mapping[str, object]) -> None:
    """A scheme has everything a contract is made of, or nothing of it."""
    if any(key in data for key in CONTRACT):
        for key in CONTRACT:
            if key not in data:
                raise BadFile(path.name, key, "missing_key")


def load_offences(path: Path) -> OffenceIndex:
    """Read the list of offences and the table of what limits the charge."""
    file = checked(path, read_toml(path), _OffenceFile)
    counted = Counter(one.code for one in file.offences)
    for code, times in counted.items():
        if times > 1:
            raise BadFile(path.name, "offences", "repeated_code", code=code)
    return OffenceIndex.of(file.offences, file.special, file.by_category, file.unknown)
