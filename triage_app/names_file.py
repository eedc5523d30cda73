"""Read the file of names that are one name, spelt in Welsh or in English, in full or for short."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage_app.data_file import checked, read_toml
from triage_app.domain.names import Variants, fold
from triage_app.domain.problems import BadFile


@dataclass(frozen=True, slots=True)
class _NamesFile:
    """What the file of names holds."""

    alike: tuple[tuple[str, ...], ...]
    patronymics: Mapping[str, tuple[str, ...]]


def load_names(path: Path) -> Variants:
    """Read which names belong together; stop at one that nobody could be found by."""
    names = checked(path, read_toml(path), _NamesFile)
    groups = {f"alike.{number}": group for number, group in enumerate(names.alike)}
    fathers = {f"patronymics.{name}": (name, *group) for name, group in names.patronymics.items()}
    for key, group in (groups | fathers).items():
        for one in group:
            if " " in fold(one) or not fold(one):
                raise BadFile(path.name, key, "wrong_value", detail=one)
    return Variants(names.alike, names.patronymics)
