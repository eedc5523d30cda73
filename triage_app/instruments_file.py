"""Read the assessment instruments, or say which key of which file is wrong and why."""

from pathlib import Path

from triage_app.data_file import checked, read_toml
from triage_app.domain.instrument import Instrument
from triage_app.domain.instrument_check import faults
from triage_app.domain.problems import BadFile


def load_instruments(folder: Path) -> dict[str, Instrument]:
    """Read every instrument in a folder; stop at the first that cannot be used."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise BadFile(folder.name, "-", "no_instrument")
    return {path.stem: load_instrument(path) for path in paths}


def load_instrument(path: Path) -> Instrument:
    """Read one instrument; the name of its file is its code."""
    data = read_toml(path)
    if "code" in data:
        raise BadFile(path.name, "code", "unknown_key")
    instrument = checked(path, {"code": path.stem, **data}, Instrument)
    for fault in faults(instrument):
        raise BadFile(path.name, fault.field, fault.code, **fault.values)
    return instrument
