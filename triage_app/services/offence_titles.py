"""What an offence is called in both languages: an attempt, aiding or a conspiracy is said first."""

from triage_app.domain.offences import suffix_of
from triage_app.domain.wording import Language, Wording
from triage_app.services.desk import Desk
from triage_app.texts import Texts


def title_of(desk: Desk, code: str, title: str) -> Wording:
    """Return an offence as the list calls it, else as it was written down."""
    entry = desk.offences.offence(code)
    named = entry.title if entry else Wording(title, title)
    letter = suffix_of(code)
    if not letter or (entry and suffix_of(entry.code)):
        return named  # a few attempts and conspiracies are listed by their own names
    english, welsh = (
        _before(desk.texts(one), letter, named[one]) for one in (Language.ENGLISH, Language.WELSH)
    )
    return Wording(english, welsh)


def _before(texts: Texts, letter: str, title: str) -> str:
    """Say what it is of the offence, whose name then goes on with a small letter."""
    first = title.split(" ", maxsplit=1)[0]
    small = title if first.isupper() or not title else title[0].lower() + title[1:]
    return texts(f"offence.form_{letter}", title=small)
