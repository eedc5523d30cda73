"""How often a wrong password was given, kept beside the file so that a restart forgets nothing."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triage_app.storage.keys import write_whole

FREE: Final = 5
LONGEST: Final = 900.0
DAMAGED: Final = "damaged"


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong answers for one name since the last right one, and when the newest was given."""

    wrong: int = 0
    newest: float = 0.0  # by the monotonic clock: it goes on through a change of the hands

    def wait(self, monotonic: float) -> float:
        """Return how many seconds must pass yet; after a restart of the machine all of them."""
        delay = delay_after(self.wrong)
        passed = monotonic - self.newest
        return max(0.0, delay - passed) if passed >= 0 else delay


def delay_after(wrong: int) -> float:
    """Return how long to wait after so many wrong answers: none at first, then ever longer."""
    return min(2.0 ** (wrong - FREE + 1), LONGEST) if wrong >= FREE else 0.0


def read_tries(path: Path) -> dict[str, Tries]:
    """Return the tries for each name; a damaged file counts as five wrong for everybody."""
    if not path.exists():
        return {}
    try:
        held = json.loads(path.read_bytes())
        return {name: Tries(int(wrong), float(newest)) for name, (wrong, newest) in held.items()}
    except (ValueError, TypeError, AttributeError):
        return {DAMAGED: Tries(FREE)}


def tries_for(path: Path, label: str) -> Tries:
    """Return the tries for one name."""
    held = read_tries(path)
    return held.get(label, held.get(DAMAGED, Tries()))


def keep_tries(path: Path, label: str, tries: Tries) -> None:
    """Keep the tries for one name; none are kept of a name that has answered rightly."""
    others = {name: one for name, one in read_tries(path).items() if name not in (label, DAMAGED)}
    if tries.wrong:
        others[label] = tries
    held = {name: [one.wrong, one.newest] for name, one in others.items()}
    write_whole(path, json.dumps(held).encode())
