"""Numbers that police systems give to people, records and offences: tidied, checked, never blocked.

A check character is the number made of certain digits, modulo 23, in an alphabet that starts at Z.
A wrong one is a warning: the number may still be the one on the paper before the assessor.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

ALPHABET = "ZABCDEFGHJKLMNPQRTUVWXY"

_PNC = re.compile(r"(?:\d{2})?(\d{2})/(\d{1,7})([A-Z])")
_CRO = re.compile(r"(\d{1,6})/(\d{2})([A-Z])")
_CRO_FILE = re.compile(r"SF(\d{2})/(\d{1,6})([A-Z])")
_ASN = re.compile(r"(\d{2})/(\d{2})(\d{2}|[A-Z0-9]{2})/([A-Z0-9]{2})/(\d{1,11})([A-Z])")
_CJS = re.compile(r"(?:[A-Z]{2}\d{5}|COML\d{3}|XX00\d{3})[A-Z]?")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_OUTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")


# The numbers that have no public form: a force says how its own are formed.
FORCES_OWN = ("custody_record", "crime_reference", "officer_number")
MOST_CHECKED = 64  # characters: no such number is longer, and no pattern has long to try

_LONG_AREA = 5
_SLASHES = re.compile(r"[\\|\u2044\u2215\u29f8-]")
_RUN_ON_ASN = re.compile(r"(\d{2})(\d{2}[A-Z0-9]{2})([A-Z0-9]{2})(\d{11}[A-Z])")
_TELEPHONE = re.compile(r"\d{10,11}")
_ABROAD = re.compile(r"(?:\+|00)(?!44)\d{6,15}")


def check_character(digits: str) -> str:
    """Return the letter that belongs to a row of digits."""
    return ALPHABET[int(digits) % len(ALPHABET)]


def tidy(text: str) -> str:
    """Return a number in capitals without the spaces people put in it."""
    return re.sub(r"\s+", "", text).upper()


def tidy_pnc(text: str) -> str:
    """Return a PNC ID with its slash, and the long form with all seven figures."""
    joined = _slashed(text)
    found = _PNC.fullmatch(joined)
    if found is None or found.start(1) == 0:  # the short form leaves the noughts out
        return joined
    return f"{joined[: found.end(1)]}/{found[2].zfill(7)}{found[3]}"


def tidy_cro(text: str) -> str:
    """Return a CRO number with its slash, and six figures where it is no file's."""
    joined = _slashed(text)
    found = _CRO.fullmatch(joined)
    return f"{found[1].zfill(6)}/{found[2]}{found[3]}" if found else joined


def tidy_asn(text: str) -> str:
    """Return an arrest summons number with its slashes, and all eleven figures at its end."""
    joined = _slashed(text)
    if found := _RUN_ON_ASN.fullmatch(joined):
        return "/".join(found.groups())
    found = _ASN.fullmatch(joined)
    if found is None:
        return joined
    year, force, unit, system, sequence, letter = found.groups()
    return f"{year}/{force}{unit}/{system}/{sequence.zfill(11)}{letter}"


def tidy_record(text: str) -> str:
    """Return a number that each force forms its own way with single spaces."""
    return " ".join(text.split())


def tidy_telephone(text: str) -> str:
    """Return a number of this country grouped as it is spoken; whatever else is left as typed."""
    plain = tidy_record(text)
    joined = re.sub(r"[\s().\u2010-\u2015-]", "", plain)
    home = re.sub(r"^(?:\+|00)44(?:0(?=\d{10}$))?", "0", joined)
    if not telephone_is_formed(home) or not home.startswith("0"):
        return plain
    area = _area(home)
    rest = home[area:]
    middle = len(rest) - 4 if area < _LONG_AREA else 0
    return " ".join(filter(None, (home[:area], rest[:middle], rest[middle:])))


def telephone_is_formed(text: str) -> bool:
    """Say whether a number could be dialled from here: of this country, or with another's code."""
    joined = re.sub(r"[\s().\u2010-\u2015-]", "", text)
    home = re.sub(r"^(?:\+|00)44(?:0(?=\d{10}$))?", "0", joined)
    if _ABROAD.fullmatch(joined):
        return True
    return bool(_TELEPHONE.fullmatch(home)) and home[0] == "0" and home[1] in "12378"


def _area(number: str) -> int:
    """Return how many figures the area has: 020, 029; 0113, 0121, 0300, 0800; 01437, 07700."""
    if number.startswith("02"):
        return 3
    if number[1] in "38" or number.startswith("011") or re.match(r"01\d1", number):
        return 4
    return _LONG_AREA


def _slashed(text: str) -> str:
    """Return what may be a number as one is written; words are left as words."""
    return _SLASHES.sub("/", tidy(text)) if re.search(r"\d", text) else tidy_record(text)


def pnc_is_right(text: str) -> bool:
    """Say whether a PNC ID, long (2002/0073319Z) or short (81/34U), has its check character."""
    found = _PNC.fullmatch(tidy(text))
    if found is None:
        return False
    return check_character(found[1] + found[2].zfill(7)) == found[3]


def cro_is_right(text: str) -> bool:
    """Say whether a CRO number, 065656/91H or a file's SF05/482703J, has its check character."""
    if found := _CRO_FILE.fullmatch(tidy(text)):
        return check_character(found[1] + str(int(found[2]))) == found[3]
    found = _CRO.fullmatch(tidy(text))
    if found is None:
        return False
    return check_character(found[2] + found[1].zfill(6)) == found[3]


def asn_is_right(text: str) -> bool:
    """Say whether an arrest summons number, 26/0000/00/00000001566Y, has its check character."""
    found = _ASN.fullmatch(tidy(text))
    if not found or not found[4].isdigit():
        return False
    year, force, _, system, sequence, letter = found.groups()
    return check_character(force + system + year + sequence.zfill(11)) == letter


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a force forms a number of its own, as a regular expression, and one to show."""

    pattern: str
    example: str

    def fits(self, text: str) -> bool:
        """Say whether a number is formed so; capitals and small letters are the same."""
        return re.fullmatch(self.pattern, text[:MOST_CHECKED], re.IGNORECASE) is not None


class Doubt(StrEnum):
    """Why a number may have been written down wrongly."""

    FORM = "form"  # it is not built as such a number is
    LETTER = "letter"  # its check character does not belong to its figures


def doubt(kind: str, text: str) -> Doubt | None:
    """Return what is odd about a number of a kind: pnc, cro or asn; nothing is about none."""
    forms, is_right = _CHECKED[kind]
    if not text.strip() or is_right(text):
        return None
    return Doubt.LETTER if any(one.fullmatch(tidy(text)) for one in forms) else Doubt.FORM


def cjs_code_is_formed(text: str) -> bool:
    """Say whether an offence code has the form of one; the index knows whether there is such."""
    return _CJS.fullmatch(tidy(text)) is not None


def tidy_postcode(text: str) -> str:
    """Return a postcode in capitals with its one space; other words as they were typed."""
    found = _POSTCODE.fullmatch(tidy(text))
    return f"{found[1]} {found[2]}" if found else text.strip()


def inward(text: str) -> str:
    """Return the inward half of a whole postcode; nothing where it is not one."""
    found = _POSTCODE.fullmatch(tidy(text))
    return found[2] if found else ""


def outcode(text: str) -> str | None:
    """Return the outward half of a postcode, whole or alone; None where it is not one."""
    joined = tidy(text)
    if found := _POSTCODE.fullmatch(joined):
        return found[1]
    return joined if _OUTCODE.fullmatch(joined) else None


_CHECKED: dict[str, tuple[tuple[re.Pattern[str], ...], Callable[[str], bool]]] = {
    "pnc": ((_PNC,), pnc_is_right),
    "cro": ((_CRO, _CRO_FILE), cro_is_right),
    "asn": ((_ASN,), asn_is_right),
}
