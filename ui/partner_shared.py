"""What was shared of a case with partners: each sheet, what it told, and what came back."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.roles import Permission, may
from triage_app.domain.told import Told
from triage_app.services import partner_referrals, partner_replies
from triage_app.services.partner_referrals import Shared
from triage_app.services.partner_replies import Heard
from triage_app.texts import Texts
from ui.drafts import DraftKeeper
from ui.partner_reply import ReplyForm
from ui.parts import breakable, button, clear, column_of, heading, line_of, words
from ui.room import Room
from ui.scrolling import bring_into_view
from ui.theme import SMALL, UNIT, Tone


class SharedList(QWidget):
    """The newest first; of one ground only where one is named. Under each is what was answered."""

    answered = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.form: ReplyForm | None = None
        self.answerers: dict[int, QPushButton] = {}  # by the number of the referral
        self._keeper: DraftKeeper | None = None
        self._under: dict[int, QVBoxLayout] = {}
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
        self.leave()
        self.form = self._keeper = None
        self.answerers, self._under = {}, {}
        clear(self._column)
        self._column.addWidget(heading(theme, texts("partner_referral.shared")))
        if not shared:
            none = words(theme, texts("partner_referral.shared_none"), tone=Tone.MUTED)
            self._column.addWidget(none)
        for one in shared:
            row = self._row(one)
            self._column.addWidget(row)
            row.show()  # at once: the keyboard may be wanted on it

    def answers(self, referral_id: int) -> bool:
        """Say whether anything can still be said of a referral here."""
        return referral_id in self.answerers

    def go_to(self, referral_id: int) -> bool:
        """Put the keyboard where an answer is recorded; say whether there is such a place."""
        there = self.answerers.get(referral_id)
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(there)
        return there is not None

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()

    def open(self, one: Shared) -> None:
        """Ask what a partner answered, under its sheet."""
        self.leave()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = ReplyForm(self._room, one)
        self._keeper = DraftKeeper(self._room, self.form, "partner_reply", one.number)
        self.form.submitted.connect(self._record)
        self.form.thought_better.connect(partial(self._think_better, one))
        self._under[one.id].addWidget(self.form)
        self.form.show()
        self.form.go_to("word")

    def _row(self, one: Shared) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        purpose = one.purpose[texts.language]
        named = {"number": one.number, "service": one.service, "purpose": purpose}
        title = words(theme, texts("partner_referral.shared_line", **named), bold=True)
        said = [words(theme, line, SMALL) for line in told(texts, one)]
        stage = words(theme, texts(f"partner_reply.stage_{one.state}"), bold=True)
        heard = [words(theme, line, SMALL) for each in one.heard for line in _heard(texts, each)]
        if one.refused_on is not None:
            to_revoke = texts("partner_referral.to_revoke", day=one.refused_on)
            heard.append(words(theme, to_revoke, tone=Tone.WARN, bold=True))
        column = column_of(title, *said, stage, *heard, spacing=2)
        if one.may_follow and may(self._room.actor.role, Permission.TRACK):
            column.addLayout(line_of(self._answerer(one)))
        self._under[one.id] = column
        row = QWidget()
        row.setLayout(column)
        return row

    def _answerer(self, one: Shared) -> QPushButton:
        texts = self._room.texts
        opener = button(self._room.theme, texts("partner_reply.open"), "quiet", "speech")
        named = {"service": one.service, "number": one.number}
        opener.setAccessibleName(texts("partner_reply.open_for", **named))
        opener.clicked.connect(lambda _=False: self.open(one))
        self.answerers[one.id] = opener
        return opener

    def _record(self) -> None:
        room, form, keeper = self._room, self.form, self._keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            seen = (form.one.id, form.one.version)
            partner_replies.record(room.desk, room.actor, seen, form.reply())
            keeper.settled()
            self._keeper = None
            self.answered.emit()
            self.go_to(seen[0])

    def _think_better(self, one: Shared) -> None:
        self.leave()
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = self._keeper = None
        self.go_to(one.id)


def _heard(texts: Texts, one: Heard) -> Iterator[str]:
    """Yield what was said of a referral, and by whom and in what file it was recorded."""
    said = {"day": texts.date(one.day), "by": one.recorded_by}
    how = texts(f"partner_reply.ended_{one.how_ended}") if one.how_ended else ""
    file = texts("partner_reply.from_file", file=breakable(one.file)) if one.file else ""
    yield f"{texts(f'partner_reply.heard_{one.word}', how=how, **said)} {file}".strip()
    if one.note:
        yield breakable(one.note)


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
