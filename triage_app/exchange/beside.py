"""Have a foreign file read by a process beside this one, and hear what it finds."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, Final

from triage_app.domain.problems import Refused

BEAT: Final = 0.1  # seconds between two chances to stop, whatever the file's disk is doing
Message = tuple[Any, ...]


def messages(deed: str, path: Path, beat: Callable[[], None]) -> Iterator[Message]:
    """Yield what a reader of lists says of a file, until its end; `beat` is called meanwhile."""
    return said_by("reading", (deed, str(path)), beat)


def said_by(
    module: str, arguments: Sequence[str], beat: Callable[[], None], given: bytes = b""
) -> Iterator[Message]:
    """Yield what a reader says, until its end; `given` is what it is handed to read.

    Whatever ends this — the end, a refusal, an exception out of `beat` — ends the reader with it.
    """
    with _reader(module, arguments, given) as heard:
        while line := _next(heard, beat):
            kind, *said = json.loads(line)
            if kind == "refused":
                code, values = said
                raise Refused(code, **values)
            if kind == "end":
                return
            yield kind, *said
    raise Refused("imports.reader_ended")


@contextmanager
def _reader(module: str, arguments: Sequence[str], given: bytes) -> Iterator["Queue[str]"]:
    """Begin a reader; give what it says, a line at a time, and nothing once it has ended."""
    command = [sys.executable, "-P", "-X", "utf8", "-m", f"{__package__}.{module}", *arguments]
    reader = subprocess.Popen(  # noqa: S603 - this program's own module, by this interpreter
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl+C on a console is for this process, which ends the reader
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    heard: Queue[str] = Queue()
    listener = Thread(target=_listen, args=(reader.stdout, heard), daemon=True)
    listener.start()
    giver = Thread(target=_give, args=(reader.stdin, given), daemon=True)
    giver.start()
    try:
        yield heard
    finally:
        reader.kill()
        reader.wait()
        listener.join()
        giver.join()
        if reader.stdout:
            reader.stdout.close()


def _give(hand: IO[bytes], given: bytes) -> None:
    """Hand over what is to be read, and no more comes; a reader may end before it has it all."""
    with suppress(OSError), hand:
        hand.write(given)


def _listen(lines: IO[bytes], heard: "Queue[str]") -> None:
    for line in lines:
        heard.put(line.decode())
    heard.put("")


def _next(heard: "Queue[str]", beat: Callable[[], None]) -> str:
    while True:
        beat()
        try:
            return heard.get(timeout=BEAT)
        except Empty:
            continue
