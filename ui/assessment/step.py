"""The assessment's step of a case: before it, while it runs, and what came of it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import assessments, screenings
from triage_app.services.assessment_record import AssessmentView
from ui.assessment.beginning import BeginningPage
from ui.assessment.company import Company
from ui.assessment.course import CoursePage
from ui.assessment.layout import scrolling
from ui.assessment.questionnaire import QuestionnairePage
from ui.assessment.questionnaires import Questionnaires
from ui.assessment.risk_again import FIELD as RISK_AGAIN
from ui.assessment.run import Run
from ui.assessment.running import Running
from ui.assessment.screening_run import ScreeningRun
from ui.parts import Empty, clear
from ui.room import Room
from ui.step import Step
from ui.theme import UNIT

BEFORE = (State.REFERRED, State.ELIGIBLE)


class AssessmentStep(Step):
    """Shows whichever of the three the case has come to."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room, case_id)
        self._shown: QWidget | None = None
        self._page: QWidget | None = None
        self._listed: Questionnaires | None = None
        self._run: Run | None = None
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Show things as they stand now; a run goes on where it is."""
        asked = isinstance(self._page, CoursePage) and self._page.is_asked
        asked = asked or (self._listed is not None and self._listed.is_asked)
        if isinstance(self._shown, QuestionnairePage) or asked:
            return
        room = self.room
        with room.feedback.answering():
            view = assessments.assessment(room.desk, room.actor, self.case_id)
            if view is not None and view.open:
                self._go_on_with(view)
                return
            if isinstance(self._shown, Running):
                self._shown.put_by()
            self._run = None
            page = self._before() if view is None else self._course(view)
            self._page = page
            self._show(self._scrolling(self._with_questionnaires(page), read=view is not None))
            return
        if self._shown is None:  # refused, as where the file of its questions is gone
            page = self._nothing("warn", "out_of_reach")
            self._show(self._scrolling(self._with_questionnaires(page), read=True))

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field, or where the answer is given."""
        if isinstance(self._shown, Running) and field:
            # Where another assessment runs, its own risk is the one to be judged.
            self._shown.go_to("risk.review" if field == RISK_AGAIN else field)
        elif isinstance(self._shown, Running):
            self._shown.take_focus()
        elif isinstance(self._page, BeginningPage):
            self._page.take_focus()
        elif isinstance(self._page, CoursePage) and self._page.go_to(field):
            return
        elif self._shown is not None:
            self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: whoever comes here goes on answering at once."""
        super().showEvent(event)
        if isinstance(self._shown, Running):
            self._shown.take_focus()

    def leave(self) -> None:
        """Keep what was being typed."""
        if isinstance(self._shown, Running | QuestionnairePage):
            self._shown.leave()
        elif isinstance(self._page, CoursePage):
            self._page.leave()
        if self._listed is not None:
            self._listed.leave()

    def print_paper(self) -> None:
        """Show the newest paper to print, once the assessment is completed."""
        if isinstance(self._page, CoursePage) and self._page.papers is not None:
            self._page.papers.panel.open_newest()
        else:
            super().print_paper()

    def _build(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def _show(self, widget: QWidget) -> None:
        clear(self._layout)
        if self._listed is not None and not widget.isAncestorOf(self._listed):
            self._listed = None
        self._shown = widget
        self._layout.addWidget(widget)

    def _course(self, view: AssessmentView) -> CoursePage:
        """Return what came of the assessments; the next, or a correction, is begun from there."""
        page = CoursePage(self.room, view)
        page.begun.connect(self._begin)
        return page

    def _before(self) -> QWidget:
        room = self.room
        beginning = assessments.beginning(room.desk, room.actor, self.case_id)
        if beginning.state is State.CONSENTED:
            page = BeginningPage(room, self.case_id, beginning)
            page.begun.connect(self._begin)
            return page
        return self._nothing("lock", "not_yet" if beginning.state in BEFORE else "not_done")

    def _nothing(self, icon: str, code: str) -> QWidget:
        """Say why there is no assessment to be seen here."""
        room = self.room
        title, how = (room.texts(f"assessment.{each}") for each in (code, f"{code}_how"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(UNIT * 3, UNIT * 2, UNIT * 3, UNIT * 3)
        holder.setProperty("place", "page")
        column.addWidget(Empty(room.theme, icon, title, how))
        column.addStretch(1)
        return holder

    def _with_questionnaires(self, page: QWidget) -> QWidget:
        """Return a page with the questionnaires below it, where any can be put or was."""
        room = self.room
        who = room.desk, room.actor, self.case_id
        offered = [one for one in screenings.offered(*who) if one.sittings or one.may_begin]
        gone = screenings.out_of_reach(*who)
        if not offered and not gone:
            return page
        holder, listed = QWidget(), Questionnaires(room, self.case_id)
        holder.setProperty("place", "page")
        listed.show_offered(offered, gone)
        listed.chosen.connect(self._put)
        listed.ended.connect(self._end_without_file)
        self._listed = listed
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page)
        below = QVBoxLayout()
        below.setContentsMargins(UNIT * 3, 0, UNIT * 3, UNIT * 3)
        below.addWidget(listed)
        column.addLayout(below)
        column.addStretch(1)
        return holder

    def _put(self, instrument: str) -> None:
        """Put a questionnaire in place of what is shown; that stands where it was afterwards."""
        room = self.room
        self.leave()
        with room.feedback.answering():
            language = self._run.language if self._run is not None else self._speaks()
            view = screenings.start(room.desk, room.actor, self.case_id, instrument, language)
            run = ScreeningRun(room, view)
            Company(run)
            run.alarmed.connect(self.changed)
            page = QuestionnairePage(run)
            page.left.connect(self._back_from_questionnaire)
            page.led_on.connect(self._led_on)
            self._run = None
            self._show(page)
            page.take_focus()

    def _speaks(self) -> Language:
        room = self.room
        return assessments.beginning(room.desk, room.actor, self.case_id).language

    def _back_from_questionnaire(self) -> None:
        self._shown = None
        self.refresh()
        self.changed.emit()
        self.go_to("")

    def _led_on(self, family: str) -> None:
        """Go on to what a total leads to, where its words are loaded."""
        room = self.room
        offered = screenings.offered(room.desk, room.actor, self.case_id)
        found = [one.instrument.code for one in offered if one.instrument.family == family]
        if found:
            self._put(found[0])
        else:
            waiting = [one.name for one in room.desk.wanting.values() if one.family == family]
            name = waiting[0][room.texts.language] if waiting else family
            room.feedback.tell("screening.no_words", name=name)

    def _scrolling(self, widget: QWidget, *, read: bool) -> QScrollArea:
        """Return an area to scroll in; what is only read takes the keyboard to be scrolled."""
        area = scrolling(widget, "page")
        area.setAccessibleName(self.room.texts("assessment.title"))
        if read:
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return area

    def _go_on_with(self, view: AssessmentView) -> None:
        """Show what is newest without moving the keyboard; begin where it stopped."""
        if self._run is not None and self._run.view.id == view.id:
            self._run.view = view
            self._run.saved.emit()
            return
        if isinstance(self._shown, Running):
            self._shown.put_by()  # of another assessment, which has ended
        self._page, self._run = None, Run(self.room, view)
        self._run.ended.connect(self._end)
        self._run.alarmed.connect(self.changed)
        Company(self._run)
        running = Running(self._run, self)
        running.asked_for.connect(self._put)
        self._show(running)

    def _begin(self) -> None:
        self.refresh()
        self.changed.emit()
        self.go_to("")

    def _end_without_file(self) -> None:
        self._listed = self._shown = None  # nobody is asked any more
        self._end()
        self.go_to("")

    def _end(self) -> None:
        self.refresh()
        self.changed.emit()
