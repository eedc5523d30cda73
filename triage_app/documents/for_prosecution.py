"""What a prosecution file is put together from: papers as they were filed, and the record."""

from dataclasses import dataclass, field
from datetime import date, datetime

from triage_app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Attached:
    """A paper or a signed scan, as it was filed; without its bytes a sheet stands in its place."""

    title: Wording
    dated: date
    seal: str  # its SHA-256 digest
    pdf: bytes | None = field(repr=False)  # None: it is not as it was filed
    code: str = ""  # of the paper, as it is printed in fours


@dataclass(frozen=True, slots=True)
class RowPrinted:
    """One line of the record: of when or of what, and what it says."""

    label: date | datetime | Wording
    text: Wording


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the record, written when the file is made: its rows, the first first."""

    code: str  # eligibility, admission, consent, signatures, attendance, letters …
    rows: tuple[RowPrinted, ...]


Piece = Attached | Section
