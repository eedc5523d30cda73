"""A tour of the program: its real screens, driven as an assessor would, and pictured."""

from ui.tour.walk import run

__all__ = ["run"]
