"""Referrals to services under the person's own consent: what there is, and one more."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from triage_app.domain.consent import LANGUAGES
from triage_app.domain.directory import FOR_VICTIMS
from triage_app.domain.partner_referral import Ground
from triage_app.domain.partner_reply import Ended as HowEnded
from triage_app.domain.partner_reply import Reply, Word
from triage_app.domain.sharing import TOLD
from triage_app.domain.support import Request, Stage
from triage_app.domain.told import LEAST, Told
from triage_app.services import directory, support
from triage_app.services.directory import ServiceRow
from triage_app.services.support import Referred
from ui.drafts import DraftKeeper
from ui.flow import Flow
from ui.forms import Form
from ui.partner_referrals import PartnerReferralsPart
from ui.parts import button, clear, column_of, heading, holding, line_of, step_back, words
from ui.room import Room
from ui.several import SeveralField
from ui.theme import SMALL, UNIT, Tone

Named = Callable[[str], str]  # what a service offers, in words


class ReferForm(Form):
    """To which service, for what, what it may be told, and how the person agreed."""

    thought_better = Signal()

    def __init__(self, room: Room, services: tuple[ServiceRow, ...], named: Named) -> None:
        super().__init__(room, "support")
        texts, theme = room.texts, room.theme
        self.heading("refer")
        self._offers = {one.id: one.entry.pathways for one in services}
        self.service = self.pick("service_id", [(one.id, one.name) for one in services])
        offered = dict.fromkeys(code for codes in self._offers.values() for code in codes)
        self.purpose = self.pick("purpose", [(code, named(code)) for code in offered])
        self.area("asks", 2)
        told = [(one.value, texts(f"support.told_{one}")) for one in Told]
        self.custom("shared", SeveralField(theme, texts("support.shared"), told))
        self.radio("consent_how", [(one.value, texts(f"sharing.how_{one}")) for one in TOLD])
        self.day("consent_day")
        spoken = [(code, texts(f"consent.language_{code}")) for code in LANGUAGES]
        self.radio("consent_language", spoken)
        main = self.buttons("support.refer", [("support.keep", self.thought_better.emit)])
        step_back(theme, main)
        self.service.changed.connect(self._propose)
        least = tuple(str(one) for one in LEAST)
        self.fill({"consent_day": room.desk.today(), "shared": least})

    def request(self) -> Request:
        """Return what was filled in."""
        values: dict[str, Any] = self.values()
        return Request(**values)

    def _propose(self) -> None:
        """Where a service offers one thing only, that is what it is asked for."""
        offers = self._offers.get(self.service.value(), ())
        if len(offers) == 1:
            self.purpose.set_value(offers[0])


class BackForm(Form):
    """A referral that is no longer wanted: since when, and why if they said."""

    thought_better = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room, "support")
        self.day("back_day")
        self.area("back_reason", 2)
        main = self.buttons("support.take_back", [("support.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        self.fill({"back_day": room.desk.today()})


class EndForm(Form):
    """Help that has ended: how, on which day, and what is to be said of it."""

    thought_better = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room, "support")
        self.heading("end")
        ways = [(str(way), room.texts(f"partner_reply.ended_{way}")) for way in HowEnded]
        self.radio("how_ended", ways)
        self.day("day")
        self.area("note", 2)
        main = self.buttons("support.end", [("support.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        self.fill({"day": room.desk.today()})

    def ended(self) -> Reply:
        """Return what was filled in."""
        values: dict[str, Any] = self.values()
        return Reply(Word.ENDED, values["day"], values["how_ended"], values["note"])


class SupportPart(QWidget):
    """Lists the referrals of a case to services, and records another."""

    changed = Signal()

    def __init__(self, room: Room, case_id: int, *, may_refer: bool = True) -> None:
        super().__init__()
        self._room, self._case_id, self._may_refer = room, case_id, may_refer
        self.form: ReferForm | None = None
        self.back: BackForm | None = None
        self._keeper: DraftKeeper | None = None
        self.partners: PartnerReferralsPart | None = None
        self.end: EndForm | None = None
        self.takers: dict[int, QPushButton] = {}  # by the number of the referral
        self.enders: dict[int, QPushButton] = {}
        self._under: dict[int, QVBoxLayout] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)
        self.refresh()

    def refresh(self) -> None:
        """List the referrals as they stand now."""
        self.leave()
        room = self._room
        with room.feedback.answering():
            found = support.of_case(room.desk, room.actor, self._case_id)
            self._show(found)

    def go_to(self, field: str) -> bool:
        """Put the keyboard on a referral that went; say whether it stands here."""
        return self.partners is not None and self.partners.go_to(field)

    def leave(self) -> None:
        """Keep what was being typed."""
        if self._keeper is not None:
            self._keeper.keep_now()
        if self.partners is not None:
            self.partners.leave()

    def open(self) -> None:
        """Ask for another referral."""
        room = self._room
        self.opener.hide()
        services = tuple(
            one
            for one in directory.services(room.desk, room.actor)
            if set(one.entry.pathways) != {FOR_VICTIMS}  # whoever takes part is not sent there
        )
        self.form = ReferForm(room, services, self._named)
        self._keeper = DraftKeeper(room, self.form, "support", self._case_id)
        self.form.submitted.connect(self._refer)
        self.form.thought_better.connect(self.refresh)
        self._column.addWidget(self.form)
        self.form.show()
        self.form.go_to("service_id")

    def _named(self, code: str) -> str:
        """Say what a service offers: a pathway of need, or something that answers none."""
        texts = self._room.texts
        pathways = directory.pathways(self._room.desk)
        return (
            pathways[code][texts.language] if code in pathways else texts(f"directory.offer_{code}")
        )

    def _show(self, found: tuple[Referred, ...]) -> None:
        theme, texts = self._room.theme, self._room.texts
        clear(self._column)
        self.form = self.back = self.end = self._keeper = None
        self.takers.clear()
        self.enders.clear()
        self._under.clear()
        self._column.addWidget(heading(theme, texts("support.heading")))
        self._column.addWidget(words(theme, texts("support.help"), tone=Tone.MUTED))
        for one in found:
            self._column.addWidget(self._row(one))
        if not found:
            self._column.addWidget(words(theme, texts("support.none")))
        self.opener = button(theme, texts("support.open"), "quiet", "partner")
        self.opener.clicked.connect(self.open)
        holder = holding(line_of(self.opener))
        self._column.addWidget(holder)
        holder.setVisible(self._may_refer)
        self.partners = None
        if any(one.stage is Stage.RECORDED or one.sent for one in found):
            self.partners = PartnerReferralsPart(self._room, self._case_id, Ground.SUPPORT)
            self._column.addWidget(self.partners)

    def _row(self, one: Referred) -> QWidget:
        theme, texts = self._room.theme, self._room.texts
        told = ", ".join(texts(f"support.told_{code}") for code in one.shared)
        how = texts(f"sharing.how_{one.consent_how}")
        agreed = texts("support.agreed", day=one.consent_day, how=how, by=one.recorded_by)
        named = texts("support.line", service=one.service, purpose=self._named(one.purpose))
        lines = [
            words(theme, named, bold=True),
            words(theme, texts(f"support.stage_{_said_of(one)}"), tone=Tone.MUTED),
            *([words(theme, one.asks)] if one.asks else []),
            words(theme, texts("support.told", told=told), SMALL),
            words(theme, agreed, SMALL, Tone.MUTED),
        ]
        if one.taken_back_on is not None:
            code = "taken_back_why" if one.taken_back_reason else "taken_back_on"
            values = {"day": one.taken_back_on, "reason": one.taken_back_reason}
            lines.append(words(theme, texts(f"support.{code}", **values), SMALL))
        if one.ended_on is not None:
            how = texts(f"partner_reply.ended_{one.how_ended}")
            ended = texts("support.ended_on", day=one.ended_on, how=how, note=one.ended_note)
            lines.append(words(theme, ended, SMALL))
        column = column_of(*lines, spacing=2)
        if one.stage is Stage.RECORDED:
            column.addWidget(self._ways_on(one))
            self._under[one.id] = column
        row = QWidget()
        row.setLayout(column)
        return row

    def _ways_on(self, one: Referred) -> QWidget:
        """Offer to take it back while the case is open, and to end it whatever becomes of that."""
        flow = Flow()
        for code, opens, kept in (
            ("open_back", self._open_back, self.takers),
            ("open_end", self._open_end, self.enders),
        ):
            opener = button(self._room.theme, self._room.texts(f"support.{code}"), "quiet")
            name = self._room.texts(f"support.{code}_for", service=one.service)
            opener.setAccessibleName(name)
            opener.clicked.connect(partial(opens, one))
            if code == "open_end" or self._may_refer:
                kept[one.id] = opener
                flow.addWidget(opener)
        holder = QWidget()
        holder.setLayout(flow)
        return holder

    def _open_back(self, one: Referred, *_: object) -> None:
        if self.back is None:
            self.back = BackForm(self._room)
            self._put_under(one, self.back, partial(self._take_back, one))
            self.back.go_to("back_day")

    def _open_end(self, one: Referred, *_: object) -> None:
        if self.end is None:
            self.end = EndForm(self._room)
            self._put_under(one, self.end, partial(self._end, one))
            self.end.go_to("how_ended")

    def _put_under(self, one: Referred, form: BackForm | EndForm, does: Callable[[], None]) -> None:
        form.submitted.connect(does)
        form.thought_better.connect(self.refresh)
        self._under[one.id].addWidget(form)
        form.show()

    def _refer(self) -> None:
        room, form, keeper = self._room, self.form, self._keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            support.refer(room.desk, room.actor, self._case_id, form.request())
            keeper.settled()
            self._done()

    def _take_back(self, one: Referred) -> None:
        room, form = self._room, self.back
        if form is None:
            return
        with room.feedback.answering(form):
            values = form.values()
            day, reason = values["back_day"], values["back_reason"]
            support.take_back(room.desk, room.actor, (one.id, one.version), day, reason)
            self._done()

    def _end(self, one: Referred) -> None:
        room, form = self._room, self.end
        if form is None:
            return
        with room.feedback.answering(form):
            support.end(room.desk, room.actor, (one.id, one.version), form.ended())
            self._done()

    def _done(self) -> None:
        self._keeper = None
        self.refresh()
        self.changed.emit()
        self.opener.setFocus()


def _said_of(one: Referred) -> str:
    """Return the stage a referral has come to, and whether a sheet has gone for it."""
    return "sent" if one.stage is Stage.RECORDED and one.sent else str(one.stage)
