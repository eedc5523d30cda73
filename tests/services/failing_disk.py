"""A disk without room, as far as this process writes to it."""

import resource
from contextlib import contextmanager


@contextmanager
def no_room_for(size):
    """Let no file grow beyond a size."""
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, held[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
