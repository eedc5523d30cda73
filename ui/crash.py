"""What happens when the program is at fault: it is written down without anybody's details."""

import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from ui.feedback import Feedback

KEEP = 20  # reports; older ones go


class CrashHook:
    """Writes where a fault happened to a file, tells the user, and lets the window go on."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder, self._clock = folder / "faults", clock
        self.feedback: Feedback | None = None

    def install(self) -> None:
        """Catch what nothing else has caught."""
        sys.excepthook = self.caught

    def caught(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        """Write one fault down and say so."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        path = self._write(kind, trace)
        sys.stderr.write(f"{kind.__name__}: see {path}\n")
        if self.feedback is not None:
            self.feedback.tell("shell.fault", file=path.name)

    def _write(self, kind: type[BaseException], trace: TracebackType | None) -> Path:
        """Write the places passed through; a fault's own words may hold a person's details."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"fault-{self._clock():%Y%m%d-%H%M%S-%f}.txt"
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in _frames(trace)]
        path.write_text("\n".join([kind.__name__, *places, ""]), encoding="utf-8")
        for old in sorted(self._folder.glob("fault-*.txt"))[:-KEEP]:
            old.unlink()
        return path


def _frames(trace: TracebackType | None) -> traceback.StackSummary:
    return traceback.extract_tb(trace)
