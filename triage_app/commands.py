"""The command custody-triage: the window; and verify, backup, restore and tour on a console.

Each says in words what it did, and exits with something other than 0 when it did not.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from getpass import getpass
from pathlib import Path
from typing import Final

from triage_app.config import RESOURCES, Config, console_language, default_data_folder
from triage_app.domain.editions import Kind
from triage_app.domain.entry import Unreadable, read_month
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Permission, may
from triage_app.domain.storable import storable
from triage_app.domain.wording import Language
from triage_app.practice.cast import others
from triage_app.services import imports, instrument_told, loaded_words, safekeeping, schemes, signin
from triage_app.services.desk import Actor, Desk
from triage_app.services.imports import Wanted
from triage_app.services.mistakes import located, mended
from triage_app.services.opening import is_founded
from triage_app.services.scheme_told import told
from triage_app.texts import Texts
from ui.display import obstacle

FAILED: Final = 1
TEXT_SIZES: Final = (100, 125, 150, 200)


@dataclass(frozen=True, slots=True)
class Console:
    """Whom a command answers: which caseload they named, in which language they are spoken to."""

    config: Config
    texts: Texts
    asked: argparse.Namespace

    def say(self, code: str, **values: object) -> None:
        """Say what was done."""
        print(self.texts(code, **values))

    def tell_share(self, share: float) -> None:
        """Say on a terminal how much is done, of 1, in one line that is written over."""
        if sys.stderr.isatty():
            said = self.texts("imports.share", share=round(share * 100))
            print(f"\r{said} ", end="" if share < 1 else "\n", file=sys.stderr, flush=True)

    def fail(self, words: str) -> int:
        """Say what was not done, and how to exit."""
        print(words, file=sys.stderr)
        return FAILED

    def ask(self, code: str, *, secret: bool = False) -> str:
        """Ask for a line: on a terminal with its name, a secret unseen; else read it."""
        if not sys.stdin.isatty():
            return storable(sys.stdin.readline().rstrip("\r\n"))
        prompt = f"{self.texts(code)}: "
        return storable(getpass(prompt) if secret else input(prompt))


Command = Callable[[Console], int]


def run(arguments: Sequence[str]) -> int:
    """Do what was asked on the command line."""
    texts = Texts(RESOURCES / "wording", console_language())
    asked = _parser(texts).parse_args(arguments)
    practice = asked.practice or bool(asked.scheme)
    config = Config(asked.data.expanduser().absolute(), practice, scheme=asked.scheme)
    console = Console(config, texts, asked)
    do: Command = asked.do
    try:
        return do(console)
    except Refused as refused:
        return console.fail(texts(refused.code, **refused.values))
    except Invalid as invalid:
        said = (texts(one.code, **one.values) for one in invalid.problems)
        return console.fail("\n".join(said))


def open_window(console: Console) -> int:
    """Open the program's window."""
    if found := obstacle():
        console.fail(found.words(console.texts))
        return found.status
    if console.config.practice and not is_founded(console.config):
        console.say("commands.making_practice")
    from ui.app import main  # noqa: PLC0415 - Qt takes its time, and needs a display

    return main(console.config)


def verify(console: Console) -> int:
    """Check every page, row and entry of the log."""
    with _signed_in(console, Permission.BACK_UP, Permission.READ_LOG) as (desk, actor):
        found = safekeeping.verify(desk, actor)
    if found.sound:
        console.say("commands.sound", n=found.entries)
        return 0
    lines = [console.texts("commands.not_sound")]
    lines += [console.texts("commands.damage", damage=one) for one in found.damage]
    lines += [console.texts("commands.broken_entry", number=one) for one in found.broken_entries]
    return console.fail("\n".join(lines))


def back_up(console: Console) -> int:
    """Write a backup that was opened again and found good."""
    with _signed_in(console, Permission.BACK_UP) as (desk, actor):
        made = safekeeping.back_up(desk, actor, console.asked.file.absolute())
    console.say("commands.backed_up", file=made.file, n=made.entries)
    return 0


def restore(console: Console) -> int:
    """Put a backup in the caseload's place."""
    username, password = _credentials(console)
    file = console.asked.file.absolute()
    restored = safekeeping.restore(console.config, file, username, password, _now)
    console.say("commands.restored", made=restored.made_at, n=restored.entries)
    if restored.disposed_again:
        console.say("safekeeping.disposed_again", n=restored.disposed_again)
    if restored.aside:
        console.say("commands.set_aside", file=restored.aside.file, day=restored.aside.until)
    return 0


def check_scheme(console: Console) -> int:
    """Say of a scheme's file all that is wrong with it, or in plain words what it says."""
    file = console.asked.file.absolute()
    found = schemes.review(console.config, file)
    if found.scheme is None:
        for mistake in found.mistakes:
            console.fail(located(mistake, file, console.texts))
        return console.fail(console.texts("commands.mistakes", n=len(found.mistakes)))
    said = [console.texts("commands.scheme_is_sound", file=file.name)]
    for section in told(found.scheme, console.texts):
        said += ["", section.heading, *(f"  {line}" for line in section.lines)]
    print("\n".join(said))  # at once: whoever reads only the beginning may close the pipe
    return 0


def check_instrument(console: Console) -> int:
    """Say of an instrument's file all that is wrong with it, or in plain words what it asks."""
    file = console.asked.file.absolute()
    instrument, mistakes = instrument_told.review(console.config, file)
    if instrument is None:
        for mistake in mistakes:
            console.fail(located(mistake, file, console.texts))
        return console.fail(console.texts("commands.mistakes", n=len(mistakes)))
    console.say("commands.scheme_is_sound", file=file.name)
    print("\n".join(f"  {line}" for line in instrument_told.told(instrument, console.texts)))
    return 0


def load_wording(console: Console) -> int:
    """Load the words of an instrument that may not be shipped with them."""
    texts = console.texts
    with _signed_in(console, Permission.MANAGE_USERS) as (desk, actor):
        looked = loaded_words.look(desk, actor, console.asked.file.absolute())
        if looked.mistakes:
            return console.fail("\n".join(mended(one, texts) for one in looked.mistakes))
        held = loaded_words.load(desk, actor, looked)
    name = held.name[texts.language]
    console.say("commands.words_loaded", name=name, file=held.file)
    return 0


def import_postcodes(console: Console) -> int:
    """Import a postcode file, for the month it says or that was said."""
    return _import(console, Kind.POSTCODES)


def import_offences(console: Console) -> int:
    """Import the national index of offences."""
    return _import(console, Kind.OFFENCES)


def _import(console: Console, kind: Kind) -> int:
    file = console.asked.file.absolute()
    with _signed_in(console, Permission.MANAGE_REFERENCE) as (desk, actor):
        found = imports.recognise(desk, actor, kind, file)
        vintage = _month(console.asked.published, desk.today()) or found.vintage
        try:
            made = imports.bring_in(desk, actor, Wanted(kind, file, vintage), console.tell_share)
        except KeyboardInterrupt:
            return console.fail(console.texts("imports.cancelled"))
    console.say(
        f"imports.done_{kind}",
        source=console.texts(f"imports.source_{made.source}"),
        entries=f"{made.entries:,}",
        inside=f"{made.inside or 0:,}",
    )
    return 0


def _month(said: str | None, today: date) -> date | None:
    try:
        return read_month(said, today) if said else None
    except Unreadable as unreadable:
        raise Refused(unreadable.code) from unreadable


def tour(console: Console) -> int:
    """Walk through the program in a caseload of its own, and keep a picture of every screen."""
    if found := obstacle(window=False):
        console.fail(found.words(console.texts))
        return found.status
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.tour.walk import run as walk  # noqa: PLC0415 - likewise

    folder = console.asked.folder.absolute()
    asked = console.asked
    walk(folder, asked.language, asked.text / 100, others=not asked.one_scheme)
    console.say("commands.toured", folder=folder)
    return 0


@contextmanager
def _signed_in(console: Console, *wanted: Permission) -> Iterator[tuple[Desk, Actor]]:
    """Open the caseload for somebody who may do it, and sign them out at the end."""
    config = console.config
    if not is_founded(config):
        raise Refused("commands.no_caseload", folder=config.data)
    if config.practice:
        desk = signin.open_practice(config, _now)
        able = (
            one for one in signin.practised_users(desk) if any(may(one.role, it) for it in wanted)
        )
        actor = signin.practise_as(desk, next(able).username)
    else:
        desk, actor = signin.sign_in(config, *_credentials(console), _now)
    try:
        yield desk, actor
    finally:
        for failed in signin.sign_out(desk, actor):
            why = console.texts(failed.code, **failed.values)
            console.fail(console.texts("copies.failed_leaving", why=why))


def _credentials(console: Console) -> tuple[str, str]:
    name = console.ask("commands.user_name")
    return name, console.ask("commands.password", secret=True)


def _now() -> datetime:
    return datetime.now(UTC)


def _parser(texts: Texts) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="custody-triage", description=texts("commands.about"))
    parser.set_defaults(do=open_window)
    where = parser.add_argument_group(texts("commands.which"))
    where.add_argument(
        "--data", type=Path, default=default_data_folder(), help=texts("commands.data")
    )
    where.add_argument("--practice", action="store_true", help=texts("commands.practice"))
    where.add_argument(
        "--scheme", choices=others(RESOURCES), default="", help=texts("commands.scheme")
    )
    commands = parser.add_subparsers(title=texts("commands.others"), metavar="")
    _add(commands, texts, "verify", verify)
    for name, command in (("backup", back_up), ("restore", restore)):
        _add(commands, texts, name, command).add_argument("file", type=Path)
    _add(commands, texts, "check-scheme", check_scheme).add_argument("file", type=Path)
    _add(commands, texts, "check-instrument", check_instrument).add_argument("file", type=Path)
    _add(commands, texts, "load-wording", load_wording).add_argument("file", type=Path)
    for name, command in (
        ("import-postcodes", import_postcodes),
        ("import-offences", import_offences),
    ):
        importing = _add(commands, texts, name, command)
        importing.add_argument("file", type=Path)
        importing.add_argument("--published", help=texts("commands.published"))
    touring = _add(commands, texts, "tour", tour)
    touring.add_argument("folder", type=Path)
    touring.add_argument("--language", choices=list(Language), default=Language.ENGLISH)
    touring.add_argument("--text", type=int, choices=TEXT_SIZES, default=TEXT_SIZES[0])
    touring.add_argument("--one-scheme", action="store_true")
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    texts: Texts,
    name: str,
    command: Command,
) -> argparse.ArgumentParser:
    about = texts(f"commands.{name.replace('-', '_')}")
    parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(do=command)
    return parser
