"""A case that went no further: why, services all the same, the letter to the officer, the end."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.leaving import Offer
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import ways_out
from triage_app.services.ways_out import WayOutView
from ui.drafts import DraftKeeper
from ui.forms import Form
from ui.paper_panel import PaperPanel
from ui.parts import button, clear, heading, holding, line_of, stack, step_back, words
from ui.room import Place, Room
from ui.step import Step
from ui.support import SupportPart
from ui.theme import SMALL, UNIT, Tone
from ui.withdrawn import WithdrawnPart

LETTERS = ("NOT_TAKEN_ON", "PUT_RIGHT")  # the kinds of paper they are filed as
NOTICE = "CONSENT_WITHDRAWN"  # to a service that may no longer be told


class ServicesForm(Form):
    """Whether services were offered, and whether the person wants them."""

    def __init__(self, room: Room, view: WayOutView) -> None:
        super().__init__(room, "ways_out")
        offer = view.offer
        self._build()
        self.offered.changed.connect(self._ask_whether_wanted)
        self.fill(
            {"offered": offer.offered, "accepted": offer.accepted, "services_note": offer.note}
        )
        self._ask_whether_wanted()
        if view.may_be_closed:
            step_back(room.theme, self.main)  # closing is the thing to do now

    def offer(self) -> Offer:
        """Return what was filled in."""
        values = self.values()
        return Offer(values["offered"], values["accepted"], values["services_note"])

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self._ask_whether_wanted()

    def _build(self) -> None:
        self.heading("services")
        self.note("services_help")
        self.offered = self.radio("offered", self._answers("offered"))
        self.radio("accepted", self._answers("accepted"))
        self.area("services_note", 2)
        self.main = self.buttons("ways_out.save_services")

    def _answers(self, name: str) -> list[tuple[bool, str]]:
        said = self.room.texts
        return [(True, said(f"ways_out.{name}_yes")), (False, said(f"ways_out.{name}_no"))]

    def _ask_whether_wanted(self) -> None:
        self.reveal("accepted", self.offered.value() is True)


class LetterForm(Form):
    """In which language the officer is told; the letter is made and goes to be printed."""

    def __init__(self, room: Room, view: WayOutView) -> None:
        super().__init__(room, "ways_out")
        self.heading("letter")
        if view.letter:
            self.note("letter_made", day=view.letter.made_on)
            if view.letter.emailed_on:
                self.note("letter_emailed", day=view.letter.emailed_on)
        else:
            self.note("letter_not_made")
        languages = [(str(one), room.texts(f"consent.language_{one}")) for one in Language]
        self.radio("letter_language", languages, across=True)
        self.fill({"letter_language": view.letter.language if view.letter else Language.ENGLISH})
        again = "ways_out.print_letter_again" if view.letter else "ways_out.print_letter"
        self.make = button(room.theme, room.texts(again), "", "print")
        self.make.clicked.connect(self.submitted)
        self.add(holding(line_of(self.make)))


class EmailedForm(Form):
    """On which day the letter went to the officer by e-mail, where it was not printed."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "ways_out")
        self.day("emailed_on")
        self.fill({"emailed_on": room.desk.today()})
        step_back(room.theme, self.buttons("ways_out.save_emailed"))


class BackForm(Form):
    """Why a way out was a mistake; the officer is told where there was a letter."""

    thought_better = Signal()

    def __init__(self, room: Room, view: WayOutView) -> None:
        super().__init__(room, "ways_out")
        self.heading("back")
        self.note("back_help")
        self.area("why_back", 2)
        if view.letter:
            languages = [(str(one), room.texts(f"consent.language_{one}")) for one in Language]
            self.radio("back_language", languages, across=True)
            self.fill({"back_language": view.letter.language})
        main = self.buttons("ways_out.take_back", [("ways_out.leave_it", self.thought_better.emit)])
        step_back(room.theme, main)


class NotTakenOn(Step):
    """Everything that is still owed to somebody who is not taken on, and then the end."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self.services: ServicesForm | None = None
        self.keeper: DraftKeeper | None = None
        self.letter: LetterForm | None = None
        self.emailed: EmailedForm | None = None
        self.papers: PaperPanel | None = None
        self.support: SupportPart | None = None
        self.told: WithdrawnPart | None = None
        self.back: BackForm | None = None
        self.back_keeper: DraftKeeper | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT * 3)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands; what was being typed is kept first."""
        self.leave()
        room = self.room
        with room.feedback.answering():
            view = ways_out.view(room.desk, room.actor, self.case_id)
            if view is not None:
                self._show(view)

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field, or on what is to be done first."""
        if self.told is not None and self.told.go_to(field):
            return
        if self.support is not None and self.support.go_to(field):
            return
        if self.services is None or self.letter is None:
            return
        if field in self.services.rows or (not field and not self._offered):
            self.services.go_to(field if field in self.services.rows else "offered")
        elif field == "close" or (field != "letter" and self._view.may_be_closed):
            self.end.setFocus()
        else:
            self.letter.make.setFocus()

    def print_paper(self) -> None:
        """Show the letter to print; it is made if it has not been yet."""
        if self.papers is not None:
            self.papers.open_newest()
        elif self.letter is not None:
            self._print_letter()
        else:
            super().print_paper()

    def leave(self) -> None:
        """Keep what was being typed."""
        for keeper in (self.keeper, self.back_keeper):
            if keeper is not None:
                keeper.keep_now()
        if self.support is not None:
            self.support.leave()

    @property
    def _offered(self) -> bool:
        return self._view.offer.offered is not None

    def _show(self, view: WayOutView) -> None:
        clear(self._column)
        self._view = view
        self.services = self.keeper = self.letter = self.papers = self.emailed = None
        self.support = self.told = self.back = self.back_keeper = None
        self._column.addWidget(self._reason(view))
        if view.reason == "withdrew":
            self.told = WithdrawnPart(self.room, self.case_id)
            self.told.changed.connect(self.changed)
            self._column.addWidget(self.told)
        self._show_notices()
        if view.state is State.NOT_TAKEN_ON:
            self._show_forms(view)
        else:
            self._column.addWidget(self._ended(view))

    def _show_notices(self) -> None:
        """List the notices to services, where any is made, under who is still to be told."""
        self.notices = PaperPanel(self.room, self.case_id, kinds=(NOTICE,))
        self.notices.changed.connect(self.changed)
        if self.notices.is_empty:
            self.notices.deleteLater()
        else:
            self._column.addWidget(self.notices)

    def _reason(self, view: WayOutView) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        by = texts("ways_out.recorded", by=view.recorded_by, day=view.recorded_on)
        return stack(
            heading(theme, texts("ways_out.title")),
            words(theme, view.name[texts.language], bold=True),
            words(theme, view.note or texts("ways_out.no_reason")),
            words(theme, by, SMALL, Tone.MUTED),
        )

    def _show_forms(self, view: WayOutView) -> None:
        theme, texts = self.room.theme, self.room.texts
        self.services = ServicesForm(self.room, view)
        self.services.submitted.connect(self._offer)
        self.keeper = DraftKeeper(self.room, self.services, "ways_out", self.case_id)
        self.letter = LetterForm(self.room, view)
        self.letter.submitted.connect(self._print_letter)
        self.end = button(
            theme, texts("ways_out.close"), "primary" if view.may_be_closed else "", "lock"
        )
        self.end.clicked.connect(self._close)
        close = stack(
            heading(theme, texts("ways_out.heading_close")),
            words(theme, texts("ways_out.close_help"), tone=Tone.MUTED),
            holding(line_of(self.end)),
        )
        if view.letter:
            self.papers = PaperPanel(self.room, self.case_id, kinds=LETTERS)
            if not (view.letter.came_out or view.letter.emailed_on):
                self.emailed = EmailedForm(self.room)
                self.emailed.submitted.connect(self._say_emailed)
        self.support = SupportPart(self.room, self.case_id)
        self.support.changed.connect(self.changed)
        sending = (self.letter, self.papers, self.emailed)
        for part in (self.services, self.support, *sending, close):
            if part is not None:
                self._column.addWidget(part)
        if view.may_be_taken_back:
            self._offer_back()

    def _ended(self, view: WayOutView) -> QWidget:
        texts, offer = self.room.texts, view.offer
        said = [texts(f"ways_out.offered_{'yes' if offer.offered else 'no'}")]
        if offer.offered:
            said.append(texts(f"ways_out.accepted_{'yes' if offer.accepted else 'no'}"))
        if offer.note:
            said.append(offer.note)
        if view.letter:
            said.append(texts("ways_out.letter_made", day=view.letter.made_on))
            if view.letter.emailed_on:
                said.append(texts("ways_out.letter_emailed", day=view.letter.emailed_on))
        if view.closed_on:
            said.append(texts("ways_out.closed", day=view.closed_on))
        title = heading(self.room.theme, texts("ways_out.heading_services"))
        parts: list[QWidget] = [title, *(words(self.room.theme, line) for line in said)]
        parts.append(SupportPart(self.room, self.case_id, may_refer=False))
        if view.letter:
            self.papers = PaperPanel(self.room, self.case_id, kinds=LETTERS)
            parts.append(self.papers)
        return stack(*parts)

    def _offer_back(self) -> None:
        """Let a supervisor put it right; quiet, at the foot, and asked for a reason."""
        room = self.room
        opens = button(room.theme, room.texts("ways_out.open_back"), "quiet")
        opens.clicked.connect(self.open_back)
        self._back_opener = QWidget()
        self._back_opener.setLayout(line_of(opens))
        self._column.addWidget(self._back_opener)

    def open_back(self) -> None:
        """Ask why it was a mistake."""
        if self.back is not None:
            return
        self._back_opener.hide()
        self.back = BackForm(self.room, self._view)
        self.back.submitted.connect(self._take_back)
        self.back.thought_better.connect(self._think_better)
        self.back_keeper = DraftKeeper(self.room, self.back, "ways_out.back", self.case_id)
        self._column.addWidget(self.back)
        self.back.show()
        self.back.go_to("why_back")

    def _think_better(self) -> None:
        """Forget why it was to be a mistake: it was none."""
        if self.back_keeper is not None:
            self.back_keeper.settled()
        self.refresh()

    def _take_back(self) -> None:
        room, form, keeper = self.room, self.back, self.back_keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            values = form.values()
            language = values.get("back_language") or Language.ENGLISH
            why = values["why_back"]
            ways_out.take_back(room.desk, room.actor, self.case_id, why, str(language))
            keeper.settled()
            self.changed.emit()
            self.went.emit(Place("case", self.case_id))

    def _offer(self) -> None:
        room, form, keeper = self.room, self.services, self.keeper
        if form is None or keeper is None:
            return
        with room.feedback.answering(form):
            ways_out.offer_services(room.desk, room.actor, self.case_id, form.offer())
            keeper.settled()
            self._done()

    def _print_letter(self) -> None:
        room, form = self.room, self.letter
        if form is None:
            return
        with room.feedback.answering(form):
            language = form.values()["letter_language"]
            made = ways_out.issue_letter(room.desk, room.actor, self.case_id, language)
            self.leave()
            self.refresh()
            self.changed.emit()
            if self.papers is not None:
                self.papers.open(made)

    def _say_emailed(self) -> None:
        room, form = self.room, self.emailed
        if form is None:
            return
        with room.feedback.answering(form):
            day = form.values()["emailed_on"]
            ways_out.say_emailed(room.desk, room.actor, self.case_id, day)
            self._done()

    def _close(self) -> None:
        room = self.room
        with room.feedback.answering(self.services):
            if not self._view.may_be_closed or room.feedback.ask("ways_out.ask_close"):
                ways_out.close(room.desk, room.actor, self.case_id)
                self._done()

    def _done(self) -> None:
        self.refresh()
        self.changed.emit()
        self.go_to("")
