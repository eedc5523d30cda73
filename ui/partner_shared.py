"""What was shared of a case with partners: each sheet, its recipient, what it told and left out."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.told import Told
from triage_app.services import partner_referrals
from triage_app.services.partner_referrals import Shared
from triage_app.texts import Texts
from ui.parts import breakable, clear, column_of, heading, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class SharedList(QWidget):
    """The newest first; of one ground only where one is named."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 2)

    def show_case(self, case_id: int) -> None:
        """Show everything that went of a case: a look, logged."""
        room = self._room
        with room.feedback.answering():
            self.show_rows(partner_referrals.view(room.desk, room.actor, case_id).shared)

    def show_rows(self, shared: tuple[Shared, ...]) -> None:
        """Show these."""
        theme, texts = self._room.theme, self._room.texts
        clear(self._column)
        self._column.addWidget(heading(theme, texts("partner_referral.shared")))
        if not shared:
            none = words(theme, texts("partner_referral.shared_none"), tone=Tone.MUTED)
            self._column.addWidget(none)
        for one in shared:
            self._column.addWidget(self._row(one))

    def _row(self, one: Shared) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        purpose = one.purpose[texts.language]
        named = {"number": one.number, "service": one.service, "purpose": purpose}
        title = words(theme, texts("partner_referral.shared_line", **named), bold=True)
        said = [words(theme, line, SMALL) for line in told(texts, one)]
        row = QWidget()
        row.setLayout(column_of(title, *said, spacing=2))
        return row


def told(texts: Texts, one: Shared) -> Iterator[str]:
    """Yield what is to be said of one sheet, a line each."""
    sent = {"moment": texts.moment(one.sent_at), "by": one.sent_by}
    how = texts(f"partner_referral.shared_{one.manner}", why=one.why_open)
    recipient = breakable(one.recipient)
    yield f"{texts('partner_referral.shared_sent', recipient=recipient, **sent)} {how}"
    yield texts("partner_referral.shared_told", told=named(texts, one.told))
    if one.withheld:
        yield texts("partner_referral.shared_out", told=named(texts, one.withheld))
    yield texts("partner_referral.shared_answer", day=texts.date(one.answer_by))
    digest = breakable(one.digest)
    yield texts("partner_referral.shared_digest", digest=digest)


def named(texts: Texts, codes: tuple[Told, ...]) -> str:
    """Return what codes stand for, in one line."""
    return "; ".join(texts(f"support.told_{code}") for code in codes)
