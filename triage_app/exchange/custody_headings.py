"""The headings of custody logs: which column probably holds what, in English or in Welsh."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

from triage_app.domain.custody_log import Field
from triage_app.domain.names import fold

# Words that make no difference between one heading and another.
_IDLE: Final = frozenset("of the and for a in by y yr o i ar am a r n details detail".split())  # noqa: SIM905 - read as they are written
# What a heading may be, its words in any order; the first line that fits a column takes it.
KNOWN: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.CUSTODY_RECORD: (
        "custody record", "custody record number", "custody record no", "custody record ref",
        "custody record reference", "custody number", "custody no", "custody ref",
        "custody reference", "cr no", "cr number", "custody id", "record number", "record no",
        "detention number", "custody", "cofnod y ddalfa", "rhif cofnod y ddalfa",
        "rhif y cofnod", "rhif y ddalfa", "cyfeirnod y ddalfa",
    ),
    Field.NAME: (
        "name", "full name", "detainee", "detainee name", "detained person", "dp name", "dp",
        "person", "person name", "subject", "suspect", "suspect name", "arrested person",
        "enw", "enw llawn", "enw r unigolyn", "enw person", "unigolyn", "carcharor",
    ),
    Field.SURNAME: (
        "surname", "last name", "family name", "detainee surname", "dp surname", "cyfenw",
    ),
    Field.FORENAMES: (
        "forename", "forenames", "first name", "first names", "given name", "given names",
        "christian name", "detainee forename", "detainee forenames", "dp forename",
        "enw cyntaf", "enwau cyntaf", "enwau bedydd", "enw bedydd",
    ),
    Field.BORN: (
        "dob", "d o b", "date birth", "birth date", "birthdate", "born", "detainee dob",
        "dp dob", "date birth dob", "dyddiad geni", "geni", "ganwyd",
    ),
    Field.SEX: ("sex", "gender", "sex gender", "m f", "rhyw", "rhywedd"),
    Field.PNC: (
        "pnc", "pnc id", "pncid", "pnc no", "pnc number", "pnc ref", "pnc reference", "rhif pnc",
        "cyfeirnod pnc",
    ),
    Field.ARRESTED: (
        "arrested", "arrested at", "arrest", "arrest date time", "date time arrest",
        "date time arrested", "arrested date time", "arrest datetime", "arrested on",
        "arrest date", "date arrest", "date arrested", "arrested date", "date arrival",
        "arrival", "arrival date time", "arestio", "amser arestio", "dyddiad arestio",
        "dyddiad ac amser arestio", "arestiwyd", "dyddiad amser arestio", "dyddiad yr arestiad",
    ),
    Field.ARRESTED_TIME: (
        "arrest time", "time arrest", "time arrested", "arrested time", "arrival time",
        "awr arestio", "amser yr arestiad",
    ),
    Field.RELEASED: (
        "released", "released at", "release", "release date time", "date time release",
        "date time released", "released date time", "release datetime", "released on",
        "release date", "date release", "date released", "released date", "departure",
        "departure date time", "date departure", "rhyddhau", "amser rhyddhau",
        "dyddiad rhyddhau", "dyddiad ac amser rhyddhau", "rhyddhawyd", "dyddiad amser rhyddhau",
    ),
    Field.RELEASED_TIME: (
        "release time", "time release", "time released", "released time", "departure time",
        "awr rhyddhau",
    ),
    Field.OFFENCE_CODE: (
        "offence code", "cjs code", "cjs offence code", "code", "offence cjs code", "ccjs code",
        "offence id", "cod trosedd", "cod y drosedd", "cod cjs", "cod",
    ),
    Field.OFFENCE_TITLE: (
        "offence", "offences", "offence title", "offence description", "offence wording",
        "arrest reason", "reason arrest", "alleged offence", "main offence", "primary offence",
        "trosedd", "troseddau", "teitl y drosedd", "disgrifiad o r drosedd",
    ),
    Field.ADDRESS: (
        "address", "home address", "full address", "detainee address", "dp address", "residence",
        "cyfeiriad", "cyfeiriad cartref", "cyfeiriad llawn",
    ),
    Field.POSTCODE: (
        "postcode", "post code", "home postcode", "address postcode", "cod post", "côd post",
    ),
    Field.OFFICER_NAME: (
        "oic", "officer in case", "officer in the case", "oic name", "officer", "officer name",
        "name officer", "arresting officer", "officer in charge", "investigating officer",
        "swyddog", "swyddog yn yr achos", "enw r swyddog", "swyddog yr achos",
    ),
    Field.OFFICER_NUMBER: (
        "oic number", "oic no", "officer number", "officer no", "collar number", "collar no",
        "collar", "shoulder number", "warrant number", "oic collar number", "oic collar no",
        "officer collar number", "rhif y swyddog", "rhif coler", "rhif swyddog",
    ),
    Field.OFFICER_EMAIL: (
        "oic email", "oic e mail", "officer email", "officer e mail", "email", "e mail",
        "email officer", "officer email address", "oic email address", "ebost", "e bost",
        "ebost y swyddog", "e bost y swyddog",
    ),
    Field.SUITE: (
        "suite", "custody suite", "station", "custody station", "police station", "custody unit",
        "custody centre", "location", "site", "ystafell y ddalfa", "gorsaf", "dalfa",
        "uned y ddalfa", "lleoliad",
    ),
}  # fmt: skip
# A time without a day says too little: where only it was found, it is taken for the whole moment.
_WITH_TIME: Final = {Field.ARRESTED: Field.ARRESTED_TIME, Field.RELEASED: Field.RELEASED_TIME}


def _words(heading: str) -> frozenset[str]:
    return frozenset(fold(heading).split()) - _IDLE


_BY_WORDS: Final = {
    _words(phrase): field for field, phrases in KNOWN.items() for phrase in reversed(phrases)
}


def meant(heading: str) -> Field | None:
    """Return what a column with this heading probably holds."""
    return _BY_WORDS.get(_words(heading)) if heading.strip() else None


def recognised(headings: Sequence[str]) -> int:
    """Return how many of some headings are those of a custody log."""
    return len({field for heading in headings if (field := meant(heading))})


def guess(headings: Sequence[str]) -> dict[Field, str]:
    """Return which heading probably stands for what; of two that fit, the first."""
    found: dict[Field, str] = {}
    for heading in headings:
        if (field := meant(heading)) and field not in found:
            found[field] = heading
    for whole, part in _WITH_TIME.items():
        if part in found and whole not in found:
            found[whole] = found.pop(part)
    if Field.NAME in found and {Field.SURNAME, Field.FORENAMES} <= found.keys():
        del found[Field.SURNAME], found[Field.FORENAMES]
    return found


def set_of(headings: Sequence[str]) -> str:
    """Return a name for a set of headings, whatever their order and capitals."""
    return sha256("\n".join(sorted(fold(one) for one in headings)).encode()).hexdigest()
