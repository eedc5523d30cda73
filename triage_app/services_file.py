"""Read a file of services: those invented for practice, and later those a force brings along."""

from dataclasses import dataclass
from pathlib import Path

from triage_app.data_file import checked, read_toml
from triage_app.domain.directory import Entry
from triage_app.domain.problems import BadFile


@dataclass(frozen=True, slots=True)
class _ServicesFile:
    """What a file of services holds."""

    services: tuple[Entry, ...]


def load_services(path: Path) -> tuple[Entry, ...]:
    """Read every service of a file; stop at the first that cannot be used."""
    entries = checked(path, read_toml(path), _ServicesFile).services
    for number, entry in enumerate(entries):
        for problem in entry.problems():
            raise BadFile(path.name, f"services.{number}.{problem.field}", "wrong_value")
    return tuple(entry.tidied() for entry in entries)
