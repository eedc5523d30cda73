"""In which language, and how large, a person’s papers are made: one answer for every paper.

Welsh Language Measure 2011 and Equality Act 2010 s20: nobody has to ask twice.
"""

from typing import Final

from triage_app.domain.access import LARGE_PRINT
from triage_app.domain.wording import Language
from triage_app.storage.models import Person

LARGE: Final = "_large"  # behind the language of an edition in large print
EDITIONS: Final = ("en", "cy", "both", "en_large", "cy_large")


def language(person: Person) -> str:
    """Return the language a person's papers are made in: that they read, or speak, or English."""
    asked = (person.reads, person.speaks)
    return next((one for one in asked if one in set(Language)), Language.ENGLISH)


def edition(person: Person) -> str:
    """Return the edition that suits a person: in large print where they need it."""
    return larger(language(person)) if LARGE_PRINT in person.access else language(person)


def sized(person: Person, *, large: bool | None) -> str:
    """Return the edition in the size somebody asks for; in the one that suits where nobody does."""
    if large is None:
        return edition(person)
    return larger(language(person)) if large else language(person)


def larger(said: str) -> str:
    """Return an edition in large print; of two languages side by side, Welsh has the room."""
    first = Language.WELSH if said == "both" else said.removesuffix(LARGE)
    return f"{first}{LARGE}"
