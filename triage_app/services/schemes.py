"""Schemes as their authors meet them: a file looked over whole before anybody works by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from triage_app.config import Config
from triage_app.domain.instrument import Instrument
from triage_app.domain.problems import BadFile
from triage_app.domain.scheme import Scheme
from triage_app.domain.scheme_check import instrument_faults
from triage_app.instruments_file import load_library
from triage_app.reference import bad_keys, clashing, load_schemes, scheme_parts


@dataclass(frozen=True, slots=True)
class Review:
    """What is found of a scheme's file: the scheme, or every mistake that keeps it from use."""

    scheme: Scheme | None
    mistakes: tuple[BadFile, ...]


def review(config: Config, file: Path) -> Review:
    """Look a scheme's file over, by itself and beside the schemes that are published here."""
    held, mistakes = scheme_parts(file)
    if mistakes:
        return Review(None, tuple(mistakes))
    scheme = Scheme(**held)
    library = load_library(config.instruments)
    found = [
        *unknown_in(scheme, {**library.instruments, **library.wanting}),
        *without_words(config, scheme),
        *_beside(config, scheme, file.name),
    ]
    return Review(None if found else scheme, tuple(found))


def unknown_in(scheme: Scheme, instruments: Mapping[str, Instrument]) -> Iterator[BadFile]:
    """Yield where a scheme names an assessment, or a pathway of one, that there is not."""
    yield from bad_keys(f"{scheme.code}.toml", instrument_faults(scheme, instruments))


def without_words(config: Config, scheme: Scheme) -> Iterator[BadFile]:
    """Yield where a scheme names a version of the information sheet that there are no words of."""
    if not (config.wording / f"sheet_{scheme.sheet}.toml").is_file():
        yield BadFile(f"{scheme.code}.toml", "sheet", "unknown_code", code=scheme.sheet)


def _beside(config: Config, scheme: Scheme, name: str) -> Iterator[BadFile]:
    """Yield what keeps a scheme from standing beside the published ones; its own copy apart."""
    published = (one for one in load_schemes(config.schemes).schemes if one.code != scheme.code)
    for mistake in clashing((*published, scheme)):
        if name in (mistake.file, mistake.values["other"]):
            yield mistake
