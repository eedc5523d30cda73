"""How to reach somebody, and what they need to take part, as a partner's sheet prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReachedPrinted:
    """How a person is reached without harm. None: nobody has asked about messages."""

    telephone: str = ""
    message_may_be_left: bool | None = None
    who_answers: str = ""
    safe_times: str = ""


@dataclass(frozen=True, slots=True)
class AccessPrinted:
    """What somebody needs so as to take part: language, who sits beside, codes, and words."""

    speaks: str = ""  # Language
    interpreter: str | None = None  # of which language; "" where that is not known
    appropriate_adult: str | None = None
    codes: tuple[str, ...] = ()  # of domain/access
    words: str = ""
