"""One victim, with what they wish and what they are told; what can be done stands below."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain import victims as rules
from triage_app.domain.victims import About, Kind
from triage_app.services.victims_shown import KeptWish, Notice, VictimView
from triage_app.texts import Texts
from ui.flow import Flow
from ui.parts import Picture, breakable, button, line_of, words
from ui.room import Room
from ui.theme import SMALL, UNIT, Tone


class VictimRow(QWidget):
    """Says everything known of one victim, and asks for what is to be done about them."""

    wish_asked = Signal(object)
    tell_asked = Signal(object)
    sheet_asked = Signal(object)
    letter_asked = Signal(object)
    amend_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, room: Room, one: VictimView) -> None:
        super().__init__()
        self._room, self.one = room, one
        self.openers: list[QPushButton] = []
        self.under = QVBoxLayout()  # where the form of this victim goes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, UNIT, 0, UNIT)
        column.setSpacing(4)
        self._column = column
        self._show()
        column.addLayout(self.under)

    def _show(self) -> None:
        theme, texts, one = self._room.theme, self._room.texts, self.one
        self._say(words(theme, _named(texts, one), bold=True))
        for line in _known(texts, one):
            self._say(words(theme, line))
        for kept in one.corrections:
            fields = ", ".join(texts(f"victims.{name}").rstrip("?") for name in kept.fields)
            told = {"by": kept.by, "moment": texts.moment(kept.at), "fields": fields}
            said = texts("victims.corrected", reason=kept.reason, **told)
            self._say(words(theme, said, SMALL, Tone.MUTED))
        self._head("heading_wishes")
        for line, tone in _wishes(texts, one.wishes):
            self._say(words(theme, line, SMALL, tone))
        self._head("heading_notices")
        self._notices()
        for sheet in one.sheets:
            what = {"purpose": texts(f"victims.purpose_{sheet.purpose}"), "by": sheet.by}
            sent = {"number": sheet.number, "service": breakable(sheet.service)}
            whom = {"moment": texts.moment(sheet.at), "recipient": breakable(sheet.recipient)}
            line = texts("victims.sheet_line", **what, **sent, **whom)
            self._say(words(theme, line, SMALL))
        self._buttons()

    def _say(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _head(self, code: str) -> None:
        label = words(self._room.theme, self._room.texts(f"victims.{code}"), tone=Tone.MUTED)
        label.setContentsMargins(0, UNIT, 0, 0)
        self._say(label)

    def _notices(self) -> None:
        theme, texts, today = self._room.theme, self._room.texts, self._room.desk.today()
        if not self.one.notices:
            self._say(words(theme, texts("victims.notice_none"), SMALL, Tone.MUTED))
        for notice in self.one.notices:
            late = notice.is_open and notice.due < today
            icon, tone = ("good", Tone.GOOD)
            if notice.is_open:
                icon, tone = ("bad", Tone.BAD) if late else ("due", Tone.WARN)
            elif not notice.told:
                icon, tone = "excused", Tone.MUTED
            picture = Picture(theme, icon, tone)
            said = words(theme, notice_said(texts, notice, today), bold=late)
            line = line_of(picture, said)
            line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            line.setStretch(2, 0)
            self._column.addLayout(line)

    def _buttons(self) -> None:
        wanted = [("open_wish", "speech", self.wish_asked)]
        if any(notice.is_open for notice in self.one.notices):
            wanted.insert(0, ("open_tell", "phone", self.tell_asked))
        wanted.append(("open_sheet", "partner", self.sheet_asked))
        if any(not notice.waived for notice in self.one.notices):
            wanted.append(("open_letter", "paper", self.letter_asked))
        wanted += [("amend", "pen", self.amend_asked), ("remove", "", self.remove_asked)]
        texts, name = self._room.texts, breakable(self.one.details.name)
        for code, icon, signal in wanted:
            opener = button(self._room.theme, texts(f"victims.{code}"), "quiet", icon)
            opener.setAccessibleName(texts(f"victims.{code}_for", name=name))
            opener.clicked.connect(partial(self._ask, signal))
            self.openers.append(opener)
        holder = QWidget()
        holder.setLayout(Flow(*self.openers))
        self._say(holder)

    def _ask(self, signal: SignalInstance, *_: object) -> None:
        signal.emit(self.one)


def _named(texts: Texts, one: VictimView) -> str:
    given = one.details
    code = "company" if given.kind == Kind.COMPANY else "person"
    name, contact = breakable(given.name), breakable(given.contact_person)
    return texts(f"victims.line_{code}", name=name, contact=contact)


def _known(texts: Texts, one: VictimView) -> Iterator[str]:
    """Yield rights, language and how to reach them safely, a line each."""
    given = one.details
    if given.kind == Kind.PERSON:
        answer = {True: "yes", False: "no", None: "not_known"}[given.enhanced]
        why = ", ".join(texts(f"victims.enhanced_{code}").lower() for code in given.enhanced_why)
        yield texts(f"victims.rights_{answer}", why=why)
    spoken = given.language_name or texts(f"consent.language_{given.language}")
    yield texts("victims.reached", how=texts(f"victims.how_{given.told_by}"), language=spoken)
    if given.large_print:
        yield texts("victims.in_large_print")
    reached = (given.telephone, given.email, ", ".join(given.address.splitlines()))
    if said := "; ".join(breakable(one) for one in reached if one):
        yield said
    if given.telephone:
        answer = {True: "yes", False: "no", None: "not_known"}[given.message_may_be_left]
        yield texts(f"victims.message_{answer}")
    if given.who_answers:
        yield texts("victims.others_answer", who=given.who_answers)
    if given.safe_times:
        yield texts("victims.at_times", times=given.safe_times)


def _wishes(texts: Texts, wishes: tuple[KeptWish, ...]) -> Iterator[tuple[str, Tone]]:
    if not wishes:
        yield texts("victims.wish_none"), Tone.MUTED
    for kept in wishes:
        said = {name: getattr(kept.wish, name) for name in ("about", "said", "how")}
        named = {
            "about": texts(f"victims.about_{said['about']}"),
            "said": texts(f"victims.said_{said['said']}"),
            "how": texts(f"victims.how_{said['how']}"),
        }
        yield texts("victims.wish_line", day=kept.wish.day, by=kept.by, **named), Tone.INK
        if kept.wish.note:
            yield texts("victims.wish_said", note=kept.wish.note), Tone.MUTED
    given = [kept.wish for kept in wishes]
    if any(rules.changed_mind(given, about) for about in About):
        yield texts("victims.wish_changed"), Tone.MUTED


def notice_said(texts: Texts, one: Notice, today: date) -> str:
    """Say of a decision whether a victim was told, or by when they are to be."""
    said: dict[str, object] = {
        "event": texts(f"victims.event_{one.event}"),
        "day": one.happened_on,
        "due": one.due,
    }
    if one.is_open:
        return texts("victims.notice_late" if one.due < today else "victims.notice_open", **said)
    if one.told is None:
        return texts("victims.notice_waived", **said)
    if one.told:
        how = texts(f"victims.how_{one.how}").lower()
        return texts("victims.notice_told", on=one.day, by=one.by, how=how, **said)
    why = texts(f"victims.why_not_{one.why_not}")
    why = f"{why}. {one.note}" if one.note else why
    return texts("victims.notice_not_told", why=why.rstrip("."), **said)
