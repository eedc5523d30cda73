"""What must be so in the process before anything else of the program is read in."""

import gc
import os
from typing import Final

# Reading the program in, and a caseload, makes hundreds of thousands of objects that stay. To look
# through them all for rubbish after every seven hundred takes a seventh of a start and finds none.
MADE_BETWEEN_LOOKS: Final = 100_000


def prepare() -> None:
    """Let whatever is written be for its own user alone, and look for rubbish less often."""
    os.umask(0o077)
    gc.set_threshold(MADE_BETWEEN_LOOKS)
