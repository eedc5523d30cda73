"""What is imported whole: its kinds, and how an edition of one stands."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of reference data that an administrator imports."""

    POSTCODES = "postcodes"
    OFFENCES = "offences"


class Standing(StrEnum):
    """Whether an edition answers: one of a kind does, at most."""

    STAGED = "staged"  # it is being written, and answers nothing yet
    IN_FORCE = "in_force"
    REPLACED = "replaced"
