"""What a person pays towards the cost, as it is asked for and shown: drafted, and once it runs."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage_app.domain.contribution import Asked, pounds, read_money
from triage_app.services.kept_seen import Contributed
from ui.fields import LineField
from ui.parts import Picture, words
from ui.record_form import RecordForm
from ui.room import Room
from ui.theme import UNIT, Tone


class MoneyField(LineField):
    """An amount of money in pounds; nothing typed is None."""

    def value(self) -> int | None:
        """Return the pence."""
        return read_money(self.text())

    def set_value(self, value: int | None) -> None:
        """Show an amount."""
        super().set_value(pounds(value) if value else "")


class ContributionForm(RecordForm):
    """How much a person pays towards the cost, and by when."""

    prefix_of = "contribution"
    title, save = "contribution", "contribution.save_asked"

    def __init__(self, room: Room, asked: Contributed | None, ends: date) -> None:
        super().__init__(room)
        if asked is not None:
            self.version = asked.version
            self.fill({"pence": asked.account.pence, "due": asked.account.due})
        else:
            self.fill({"due": ends})

    def ask(self) -> None:
        """Ask how much, and by when."""
        self.custom("pence", MoneyField(self.room.theme, 10))
        self.day("due")

    def given(self) -> Asked:
        """Return what was filled in."""
        values = self.values()
        return Asked(values["pence"], values["due"])


class WaiverForm(RecordForm):
    """A supervisor’s word that what is left, or anything at all, need not be paid, and why."""

    prefix_of = "contribution"
    title, save = "waiver", "contribution.save_waiver"

    def __init__(self, room: Room, asked: Contributed | None) -> None:
        self.asked = asked
        super().__init__(room)

    def ask(self) -> None:
        """Say what is left, and ask why it is not asked for."""
        if self.asked is None:
            self.note("never_asked")
        else:
            self.note("still_owed", owed=pounds(self.asked.account.owed))
        self.area("waived", 3)


def standing(room: Room, asked: Contributed) -> QWidget:
    """Return in one line what was asked for and what of it is owed, by icon and word and colour."""
    account = asked.account
    code, icon, tone = "asked_for", "clock", Tone.INK
    if not account.pence:
        code, icon = "spared_all", "excused"
    elif not account.owed:
        paid = account.paid >= account.pence
        code, icon, tone = ("all_paid", "good", Tone.GOOD) if paid else ("spared", "excused", tone)
    elif account.due < room.desk.today():
        code, icon, tone = "late", "bad", Tone.BAD
    values = {"pence": pounds(account.pence), "owed": pounds(account.owed), "due": account.due}
    return line(room, icon, room.texts(f"contribution.{code}", **values), tone)


def line(room: Room, icon: str, told: str, tone: Tone) -> QWidget:
    """Return a line that says by icon, word and colour how something stands."""
    holder, row = QWidget(), QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(UNIT)
    picture = Picture(room.theme, icon, tone)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words(room.theme, told, tone=tone, bold=True), 1)  # as wide as there is room
    holder.setLayout(row)
    return holder
