"""What can be said of a paper that went to a printer, and who says it."""

from enum import StrEnum


class Answer(StrEnum):
    """Who said whether a paper came out; for one that did not, how that is known."""

    PERSON = "person"  # somebody who stood at the printer
    NOT_TAKEN = "not_taken"  # no printer or spooler took it
    ABORTED = "aborted"  # the spooler gave it up
    CANCELLED = "cancelled"  # somebody took it out of the printer's queue
    NOT_NEEDED = "not_needed"  # it did not come out, and nobody wants it any more


# What a spooler may answer by itself: never that a paper came out, for it cannot see the tray.
SPOOLERS: frozenset[Answer] = frozenset({Answer.NOT_TAKEN, Answer.ABORTED, Answer.CANCELLED})
