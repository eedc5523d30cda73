"""A process of its own in which a foreign file is read: `python -m triage_app.exchange.reading`.

Whatever the file does to its reader, it does here: this process has no key and no caseload, may
use no more memory and time than it needs, and is ended with one call. It writes one message a line,
each a JSON list of its kind and what it says.
"""

import json
import sys
from dataclasses import asdict, astuple
from itertools import islice
from pathlib import Path
from typing import Final

from triage_app.domain.offences import found_by, offered_at
from triage_app.domain.problems import Refused
from triage_app.exchange import offences, postcodes
from triage_app.exchange.foreign import ForeignFile, opened

# Reading ONSPD takes some 90 MB and half a minute; what wants more is no list of postcodes.
MOST_MEMORY: Final = 256 << 20
MOST_SECONDS: Final = 300
CJS: Final = "cjs"  # the one source of offences there is
AT_ONCE: Final = 250  # outward codes in a message: some 150,000 postcodes
OFFENCES_AT_ONCE: Final = 1_000


def main(arguments: list[str]) -> None:
    """Read a file of a kind, or only say what it is."""
    deed, path = arguments[0], Path(arguments[1])
    _hold_back()
    try:
        with opened(path) as file:
            DEEDS[deed](file, path.name)
    except Refused as refused:
        _say("refused", refused.code, refused.values)
    except MemoryError:
        _say("refused", "imports.too_large", {})


def _look_at_postcodes(file: ForeignFile, name: str) -> None:
    found = postcodes.recognised(file, name)
    _say("found", found.source, found.vintage.isoformat() if found.vintage else None)
    _say("end")


def _read_postcodes(file: ForeignFile, name: str) -> None:
    digest = file.digest()
    found = postcodes.recognised(file, name)
    read = postcodes.read(file, found, lambda at: _say("at", min(at, file.size), file.size))
    places, counts = read.sorted_out()
    _say("read", found.source, digest, asdict(counts), len(places))
    rows = iter(places.items())
    while some := list(islice(rows, AT_ONCE)):
        _say("rows", some)
    _say("end")


def _look_at_offences(file: ForeignFile, name: str) -> None:  # noqa: ARG001 - as the others
    offences.read(file)
    _say("found", CJS, None)
    _say("end")


def _read_offences(file: ForeignFile, name: str) -> None:  # noqa: ARG001 - as the others
    digest = file.digest()
    listed = sorted(offences.read(file), key=lambda one: offered_at(one.code, one.title))
    _say("read", CJS, digest, {"rows": len(listed)}, len(listed))
    rows = ((*astuple(one), found_by(one.code, one.title)) for one in listed)
    while some := list(islice(rows, OFFENCES_AT_ONCE)):
        _say("rows", some)
    _say("end")


def _say(kind: str, *said: object) -> None:
    print(json.dumps([kind, *said]), flush=True)  # noqa: T201 - a pipe is read at the other end


def _hold_back() -> None:
    """Take no more memory and time than a file can need; on Windows only the limits on it hold."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


DEEDS: Final = {
    "look-postcodes": _look_at_postcodes,
    "postcodes": _read_postcodes,
    "look-offences": _look_at_offences,
    "offences": _read_offences,
}

if __name__ == "__main__":
    main(sys.argv[1:])
