"""Words that exist in both languages, side by side."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language the program speaks."""

    ENGLISH = "en"
    WELSH = "cy"


@dataclass(frozen=True, slots=True)
class Wording:
    """The same thing said in English and in Welsh, neither a gloss on the other."""

    en: str
    cy: str

    def __getitem__(self, language: str) -> str:
        return self.cy if language == Language.WELSH else self.en
