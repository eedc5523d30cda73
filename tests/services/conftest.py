"""A desk at any suite, on any day."""

from dataclasses import replace

import pytest


@pytest.fixture
def at(desk, clock):
    """Return a function that sits down at a walk's suite, on its day."""

    def at(walk):
        clock.set(f"{walk.day} 09:30")
        return replace(desk, suite=walk.suite)

    return at
