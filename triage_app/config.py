"""Where things are, read once into a frozen value."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from triage_app.domain.wording import Language

RESOURCES = Path(__file__).parents[1] / "resources"


@dataclass(frozen=True, slots=True)
class Config:
    """The places the application keeps its files, and which caseload it opens."""

    data: Path
    practice: bool = False
    tour: bool = False  # a caseload of invented people that is founded as a real one is
    scheme: str = ""  # that is practised, by its family, where it is not the base case
    resources: Path = RESOURCES

    @property
    def schemes(self) -> Path:
        """The published schemes."""
        return self.resources / "schemes"

    @property
    def instruments(self) -> Path:
        """The assessment instruments."""
        return self.resources / "instruments"

    @property
    def practised(self) -> Path:
        """Who and what is invented for practice under the scheme that is practised."""
        return self.resources / "practice" / self.scheme

    @property
    def wording(self) -> Path:
        """What the application says."""
        return self.resources / "wording"


def default_data_folder() -> Path:
    """Return where a caseload is kept unless somebody says otherwise."""
    if os.name == "nt":
        return Path(os.environ["LOCALAPPDATA"]) / "Custody Triage"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    return Path(base) / "custody-triage"


def console_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak on a console: Welsh where the system's is, else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    said = next((environment[name] for name in names if environment.get(name)), "")
    return Language.WELSH if said.startswith("cy") else Language.ENGLISH
