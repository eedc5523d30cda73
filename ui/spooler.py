"""CUPS, where a workstation has it: given the file itself, and asked what became of it.

Of its answers only a refusal is believed. That a job is *completed* says that its bytes went
somewhere: a queue to nowhere completes everything, and a printer that has run dry may too.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from triage_app.domain.problems import Refused
from ui import ipp

AS_IT_IS: Final = ("-o", "print-scaling=none")  # the code to scan lies on whole dots
PATIENCE: Final = 15  # seconds for the spooler to take the file
SHORT_PATIENCE: Final = 3  # seconds for it to answer a question
TAKEN: Final = re.compile(r"request id is (\S+)-(\d+) ")
JOB: Final = ("job-name", "job-state", "job-state-reasons")
QUEUE: Final = ("printer-state", "printer-state-message", "printer-state-reasons")
HELD, STOPPED_WITH_IT, CANCELLED, ABORTED, COMPLETED = 4, 6, 7, 8, 9  # RFC 8011, 5.3.7
STOPPED: Final = 5  # RFC 8011, 5.4.11


class Standing(StrEnum):
    """How a job stands, as far as its spooler is believed."""

    UNKNOWN = "unknown"  # it cannot be asked, or knows no such job
    ON_ITS_WAY = "on_its_way"
    QUEUE_STOPPED = "queue_stopped"  # it lies there until somebody starts the queue
    HELD = "held"  # the same, for this job alone
    GONE_TO_PRINTER = "gone_to_printer"  # all its bytes went; ask whoever stands at the tray
    ABORTED = "aborted"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Told:
    """What the spooler says of a job, and the printer's own words if it has any."""

    standing: Standing
    words: str = ""


def is_here() -> bool:
    """Say whether this workstation prints by CUPS."""
    return shutil.which("lp") is not None


def hand_over(pdf: bytes, printer: str, title: str) -> str:
    """Give the file itself to CUPS by a pipe, so that no copy of it is left; return its job.

    Refuses what the spooler refuses. Where it does not answer in time nobody knows whether it
    has the paper: that is a refusal of its own.
    """
    command = ["lp", "-d", printer, "-t", title, "-o", "media=A4", *AS_IT_IS, "-"]
    try:
        answer = _run(command, PATIENCE, pdf)
    except subprocess.TimeoutExpired as failure:
        raise Refused("paperwork.printer_silent", printer=printer) from failure
    except (OSError, subprocess.SubprocessError) as failure:
        raise Refused("paperwork.printer_failed", printer=printer) from failure
    found = TAKEN.search(answer)
    return f"{found[1]}-{found[2]}" if found else ""


def ask(job: str, title: str) -> Told:
    """Ask how a job stands. A job of that number under another title is somebody else's."""
    printer, _, number = job.rpartition("-")
    server = _server()
    if not number.isdigit() or not server:
        return Told(Standing.UNKNOWN)
    try:
        about = ipp.ask(server, ipp.GET_JOB, ("job-uri", f"ipp://localhost/jobs/{number}"), JOB)
        if about.get("job-name") != [title]:
            return Told(Standing.UNKNOWN)
        state = about.get("job-state", [0])[0]
        if state in FINAL:
            return Told(FINAL[int(state)])
        queue = ("printer-uri", f"ipp://localhost/printers/{printer}")
        there = ipp.ask(server, ipp.GET_PRINTER, queue, QUEUE)
    except ipp.NoAnswerError:
        return Told(Standing.UNKNOWN)
    words = " ".join(str(one) for one in there.get("printer-state-message", ())).strip()
    if STOPPED in there.get("printer-state", ()) or state == STOPPED_WITH_IT:
        return Told(Standing.QUEUE_STOPPED, words)
    return Told(Standing.HELD if state == HELD else Standing.ON_ITS_WAY, words)


FINAL: Final = {
    CANCELLED: Standing.CANCELLED,
    ABORTED: Standing.ABORTED,
    COMPLETED: Standing.GONE_TO_PRINTER,
}


def cancel(job: str, title: str) -> bool:
    """Take a job out of the queue, so that it does not come out later; say whether it is out."""
    standing = ask(job, title).standing
    if standing in (Standing.ON_ITS_WAY, Standing.QUEUE_STOPPED, Standing.HELD):
        try:
            _run(["cancel", job], SHORT_PATIENCE)
        except (OSError, subprocess.SubprocessError):
            return False
        standing = ask(job, title).standing
    return standing in FINAL.values()


def printers() -> list[str]:
    """Return the queues that CUPS has; none where it is not there or does not answer."""
    try:
        return _run(["lpstat", "-e"], SHORT_PATIENCE).split()
    except (OSError, subprocess.SubprocessError):
        return []


def _server() -> str:
    """Return where the spooler is asked, as its own programs would ask it."""
    try:
        return _run(["lpstat", "-H"], SHORT_PATIENCE).strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def _run(command: list[str], patience: float, content: bytes = b"") -> str:
    """Run one of CUPS's programs, in its plain language, and return what it said."""
    program = shutil.which(command[0])
    if program is None:
        raise FileNotFoundError(command[0])
    answer = subprocess.run(  # noqa: S603 - our own words, no shell
        [program, *command[1:]],
        input=content,
        capture_output=True,
        check=True,
        timeout=patience,
        env={**os.environ, "LC_ALL": "C"},
    )
    return answer.stdout.decode(errors="replace")
