"""Set a caseload up, and put its desk together once it is open."""

import platform
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.config import Config
from triage_app.domain.names import Variants
from triage_app.domain.offences import OffenceIndex
from triage_app.domain.problems import Refused
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.wording import Wording
from triage_app.instruments_file import Library, load_library
from triage_app.names_file import load_names
from triage_app.reference import load_offences, load_schemes
from triage_app.services import audit
from triage_app.services.desk import Desk
from triage_app.services.list_of_offences import ListOfOffences
from triage_app.services.loaded_words import kept_words
from triage_app.services.schemes import unknown_in, without_words
from triage_app.storage.database import Database
from triage_app.storage.models import Setting

REAL: Final = "real"
PRACTICE: Final = "practice"
TOUR: Final = "tour"
POINTER: Final = "caseload-folder.txt"  # where the caseload is, if not in the data folder
# Nobody in the practice caseload is real: its file is sealed by a key that anybody may know.
PRACTICE_KEY: Final = sha256(b"custody-triage practice").digest()

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Reference:
    """What our data files say: schemes, instruments, offences, names."""

    schemes: SchemeBook
    library: Library
    offences: OffenceIndex
    names: Variants


@dataclass(frozen=True, slots=True)
class Founded:
    """What a caseload is founded with, for good."""

    scheme: str  # its family: versions come and go
    suite: str
    kind: str = REAL
    identity: str = field(default_factory=lambda: secrets.token_hex(8))


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one caseload, side by side."""

    folder: Path
    name: str

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.folder / f"{self.name}.db"

    @property
    def keys(self) -> Path:
        """The slots that hold its key."""
        return self.folder / f"{self.name}.keys"

    @property
    def tries(self) -> Path:
        """The wrong answers given lately."""
        return self.folder / f"{self.name}.tries"

    @property
    def copies(self) -> Path:
        """The folder of the copies that make themselves."""
        return self.folder / f"{self.name}-copies"

    @property
    def disposed(self) -> Path:
        """The list of what was disposed of, which a restore leaves alone."""
        return self.folder / f"{self.name}.disposed"


def kind_of(config: Config) -> str:
    """Return which kind of caseload is to be opened: one kind never opens as another."""
    if config.tour:
        return TOUR
    return PRACTICE if config.practice else REAL


def files_of(config: Config) -> Files:
    """Return the files of the caseload that is to be opened: practice and real ones stand apart."""
    if kind_of(config) != REAL:
        return Files(config.data, "-".join(filter(None, (kind_of(config), config.scheme))))
    pointer = config.data / POINTER
    folder = Path(pointer.read_text(encoding="utf-8").strip()) if pointer.exists() else config.data
    return Files(folder, "caseload")


def is_founded(config: Config) -> bool:
    """Say whether there is a caseload to sign in to, or one to be made first."""
    return files_of(config).database.exists()


def found_caseload(session: Session, founded: Founded) -> None:
    """Write what a caseload knows of itself: its name, its kind, its suite, its log's key."""
    settings = {
        "caseload.id": founded.identity,
        "caseload.kind": founded.kind,
        "caseload.scheme": founded.scheme,
        "caseload.suite": founded.suite,
        audit.KEY: secrets.token_hex(32),
        audit.HEAD: audit.first_head(),
    }
    session.add_all(Setting(name=name, value=value) for name, value in settings.items())


def read_reference(config: Config) -> Reference:
    """Read and check our data files; a bad one stops here, by its name, key and reason."""
    schemes, library = load_schemes(config.schemes), load_library(config.instruments)
    for scheme in schemes.schemes:
        unknown = unknown_in(scheme, {**library.instruments, **library.wanting})
        for mistake in (*unknown, *without_words(config, scheme)):
            raise mistake
    return Reference(
        schemes=schemes,
        library=library,
        offences=load_offences(config.resources / "offences.toml"),
        names=load_names(config.resources / "names.toml"),
    )


def name_of_family(schemes: SchemeBook, family: str) -> Wording:
    """Return what a scheme is called in its newest version; its code where its file is gone."""
    versions = [one for one in schemes.schemes if one.family == family]
    newest = max(versions, key=lambda one: one.in_force_from, default=None)
    return newest.name if newest else Wording(family, family)


def _refuse_another_practice(config: Config, schemes: SchemeBook, held: str) -> None:
    """Refuse to practise one scheme with the caseload of another, which has a place of its own."""
    other = held != config.scheme if config.scheme else (config.practised / held).is_dir()
    if config.practice and other:
        raise Refused("safekeeping.other_practice", theirs=name_of_family(schemes, held))


def assemble(
    config: Config,
    database: Database,
    clock: Clock,
    reference: Reference | None = None,
) -> Desk:
    """Put together everything the use cases need over an open caseload of the right kind."""
    with database.sessions() as session:
        settings = dict(session.execute(select(Setting.name, Setting.value)).all())
        words = kept_words(session)
    kind = settings["caseload.kind"]
    if kind != kind_of(config):
        real = kind == REAL
        code = "safekeeping.real_is_not_practice" if real else "safekeeping.practice_is_not_real"
        raise Refused(code)
    read = reference or read_reference(config)
    _refuse_another_practice(config, read.schemes, settings["caseload.scheme"])
    library = read.library.with_words(config.instruments, words)
    return Desk(
        database=database,
        schemes=read.schemes,
        instruments=dict(library.instruments),
        wanting=dict(library.wanting),
        list_of_offences=ListOfOffences(database.sessions, read.offences),
        names=read.names,
        config=config,
        suite=settings["caseload.suite"],
        practice=kind == PRACTICE,
        workstation=platform.node(),
        now=clock,
    )
