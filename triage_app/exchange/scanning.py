"""A process of its own in which a scan is read: `python -m triage_app.exchange.scanning KIND`.

It is handed the file's bytes, which nothing can change meanwhile, and has no key and no caseload.
It may use no more memory and time than a scan needs, and is ended with one call. It writes one
message a line, each a JSON list: how many pages there are, each page's codes and its picture.
"""

import base64
import json
import signal
import sys
from typing import Final

from triage_app.domain.problems import Refused
from triage_app.exchange import scan_codes
from triage_app.exchange.scan_pdf import ScannedPdf
from triage_app.exchange.scan_pictures import ScannedPicture
from triage_app.exchange.scans import Kind

MOST_MEMORY: Final = 256 << 20
# Seconds of the processor. A scan opens in a tenth of one and a page of it is drawn in less; what
# takes longer was made to. Reading a page's code is our own work, and takes what it takes.
TO_OPEN: Final = 1.2
TO_DRAW: Final = 1.2
TO_READ: Final = 20.0


def main(arguments: list[str]) -> None:
    """Read what is handed over, page by page; the argument is what kind of file it is."""
    _hold_back()
    try:
        _read(sys.stdin.buffer.read(), Kind(arguments[0]))
    except Refused as refused:
        _say("refused", refused.code, refused.values)
    except MemoryError:
        _say("refused", "scans.bomb", {})


def _read(content: bytes, kind: Kind) -> None:
    _allow(TO_OPEN)
    scan = ScannedPdf(content) if kind is Kind.PDF else ScannedPicture(content, kind)
    _say("found", scan.pages)
    for number in range(1, scan.pages + 1):
        _allow(TO_DRAW)
        page = scan.draw(number)
        _allow(TO_READ)
        texts, turn = scan_codes.codes(page)
        blank = not texts and scan_codes.blank(page)
        picture = base64.b64encode(scan_codes.filed(page)).decode()
        _say("page", texts, turn, blank, picture)
    _say("end")


def _say(kind: str, *said: object) -> None:
    print(json.dumps([kind, *said]), flush=True)  # noqa: T201 - a pipe is read at the other end


def _hold_back() -> None:
    """Take no more memory than a scan can need, and leave no core behind; not so on Windows."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: float) -> None:
    """Let what comes next take so much of the processor; past it the process is ended."""
    if hasattr(signal, "setitimer"):  # Windows has none; there the program beside it waits
        signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
