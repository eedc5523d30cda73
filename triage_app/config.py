"""Where things are, read once into a frozen value."""

import os
from dataclasses import dataclass
from pathlib import Path

RESOURCES = Path(__file__).parents[1] / "resources"


@dataclass(frozen=True, slots=True)
class Config:
    """The places the application keeps its files, and which caseload it opens."""

    data: Path
    practice: bool = False
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
    def wording(self) -> Path:
        """What the application says."""
        return self.resources / "wording"


def default_data_folder() -> Path:
    """Return where a caseload is kept unless somebody says otherwise."""
    if os.name == "nt":
        return Path(os.environ["LOCALAPPDATA"]) / "Custody Triage"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    return Path(base) / "custody-triage"
