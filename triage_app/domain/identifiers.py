"""Numbers that police systems give to people, records and offences: tidied, checked, never blocked.

A check character is the number made of certain digits, modulo 23, in an alphabet that starts at Z.
A wrong one is a warning: the number may still be the one on the paper before the assessor.
"""

import re

ALPHABET = "ZABCDEFGHJKLMNPQRTUVWXY"

_PNC = re.compile(r"(?:\d{2})?(\d{2})/(\d{1,7})([A-Z])")
_CRO = re.compile(r"(\d{1,6})/(\d{2})([A-Z])")
_CRO_FILE = re.compile(r"SF(\d{2})/(\d{1,6})([A-Z])")
_ASN = re.compile(r"(\d{2})/(\d{2})(\d{2}|[A-Z0-9]{2})/([A-Z0-9]{2})/(\d{1,11})([A-Z])")
_CJS = re.compile(r"(?:[A-Z]{2}\d{5}|COML\d{3}|XX00\d{3})[A-Z]?")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_OUTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")


def check_character(digits: str) -> str:
    """Return the letter that belongs to a row of digits."""
    return ALPHABET[int(digits) % len(ALPHABET)]


def tidy(text: str) -> str:
    """Return a number in capitals without the spaces people put in it."""
    return re.sub(r"\s+", "", text).upper()


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
