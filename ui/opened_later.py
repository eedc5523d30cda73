"""Screens by name, each read in when it is first opened.

A start waits for one screen. To read in all of them, with the services behind them, takes longer
than everything else a start does; so the tables of screens hold names, and a test sees that each
name has a screen behind it.
"""

from collections.abc import Callable
from pkgutil import resolve_name
from typing import TypeVar

from ui.step import Screen

Kind = TypeVar("Kind", bound=Screen)


def kind(name: str, of: type[Kind]) -> Callable[..., Kind]:
    """Return the screen class that a name such as `ui.today.screen:TodayScreen` stands for."""
    found = resolve_name(name)
    if not (isinstance(found, type) and issubclass(found, of)):
        raise TypeError(name)
    return found
