"""A case opens as a page: its head stands still, its steps are worked in below."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from triage_app.domain.journey import StepCode
from triage_app.services import audit, casefile
from triage_app.services.attention import due_in
from triage_app.services.casefile import CaseHead
from triage_app.services.watch import Sighted
from ui.case.arrests import ArrestsPanel
from ui.case.head import CaseHeadBar
from ui.case.in_place import StepPlaces
from ui.case.large_head import LargeHead
from ui.case.safety import SafetyPanel
from ui.case.steps import STEPS, StepPlace
from ui.case.timeline import Timeline
from ui.opened_later import kind
from ui.paper_panel import PaperPanel
from ui.room import Place, Room
from ui.scan_dropping import Dropping
from ui.scrolling import scrolled
from ui.step import Screen, Step, WatchedStep
from ui.theme import UNIT

BESIDE = 320
PAPERS = "papers"  # the field that asks whether a paper came out; the place where all are


class CasePage(Screen):
    """One case; a step is made when it is first opened."""

    def __init__(self, room: Room, case_id: int) -> None:
        super().__init__(room)
        self.case_id = case_id
        self.head: CaseHead | None = None
        self.here = StepCode.REFERRAL
        self.step: Step | None = None
        self._build()
        self._connect()
        Dropping(self, room)
        self._sighted: Sighted | None = None  # until the first step is made, of the same reading

    def open(self, step: str = "", field: str = "") -> None:
        """Open a step at a field; without one, the step in which the next thing is done.

        What is looked at is logged in one write, before any of it is painted.
        """
        logged = False
        with self.room.feedback.answering():
            with audit.together(self.room.desk):
                self._open(step, field)
            logged = True
        if not logged:
            self._show_nothing()

    def _open(self, step: str, field: str) -> None:
        head = self.head or self._read_first()
        wanted = StepCode(step) if step in set(StepCode) else head.next_step
        open_now = {one.step for one in head.stages if one.can_be_opened}
        self.here = wanted if wanted in open_now else head.next_step
        self.bar.show()
        self.places.show_step()
        self._draw()
        self.arrests.refresh(self._sighted)
        self._make_step()
        self.go_to(field)
        self._keep_keyboard()

    def _read_first(self) -> CaseHead:
        opened = casefile.opened(self.room.desk, self.room.actor, self.case_id)
        self.head, self._sighted = opened.head, opened.sighted
        return opened.head

    def _show_nothing(self) -> None:
        """Where there is no such case, or the look cannot be logged."""
        self.head = None
        for part in (self.bar, self.safety, self.places, self.timeline):
            part.hide()

    def arrive(self, place: Place) -> None:
        """Open the step of a place at its field, or all the papers."""
        self.open(place.step, place.field)
        if place.step == PAPERS:
            self.places.open_records()

    def shown(self) -> str:
        """Return which step is open, or that the papers are."""
        return PAPERS if self.records.isVisible() else self.here.value

    def refresh(self) -> None:
        """Show the case as it stands now, and the step that is open."""
        self._read_again()
        if self.step is not None:
            self.step.refresh()

    def begin_day(self) -> None:
        """Count the time to charge and what is due anew; the open step stays as it is."""
        self._read_again()

    def go_to(self, field: str) -> None:
        """Put the keyboard on a field of the open step; papers, wherever they are listed."""
        if self.step is None or self.arrests.go_to(field):
            return
        if self.safety.go_to(field):
            self.places.setVisible(not self.room.theme.look.large)
            return
        panels = self.step.findChildren(PaperPanel) if field == PAPERS else []
        if any(one.go_to_question() for one in panels):
            return
        if field == PAPERS:
            self.places.open_records()  # it is listed in none of the steps that can be opened
        else:
            self.step.go_to(field)

    def print_paper(self) -> None:
        """Print the paper of the step that is open."""
        if self.records.isVisible():
            self.records.print_paper()
        elif self.step is not None:
            self.step.print_paper()

    def leave(self) -> None:
        """Keep what was being typed."""
        self.safety.leave()
        self.arrests.leave()
        if self.step is not None:
            self.step.leave()

    def _build(self) -> None:
        room, large = self.room, self.room.theme.look.large
        self.setProperty("place", "page")
        self.bar = LargeHead(room) if large else CaseHeadBar(room)
        self.timeline = Timeline(room, below=large)
        self.safety = SafetyPanel(room, self.case_id)
        content = QWidget()
        self.area = scrolled(content)
        self.arrests = ArrestsPanel(room, self.case_id)
        self.places = StepPlaces(room, self.case_id, self.area, self.timeline)
        self.records, self.past = self.places.records, self.places.past
        self._content = QVBoxLayout()
        self._content.setSpacing(UNIT * 3)
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.arrests)
        inner.addLayout(self._content, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.places, 1)
        if not large:
            self.timeline.setFixedWidth(room.theme.look.px(BESIDE))
            body.addWidget(self.timeline)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.safety)
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        self.bar.asked.connect(self._do_next)
        self.bar.steps.chosen.connect(self._choose)
        self.bar.safety_asked.connect(self._open_safety)
        self.safety.changed.connect(self._read_again)
        self.safety.closed.connect(self._close_safety)
        self.bar.records_asked.connect(self.places.toggle_records)
        self.bar.past_asked.connect(self.places.toggle_past)
        self.places.came.connect(self._make_way)
        self.places.left.connect(self._keep_keyboard)
        self.records.changed.connect(self._step_changed)
        self.arrests.recorded.connect(self.arrests.refresh)
        self.arrests.recorded.connect(self._step_changed)
        for timeline in (self.timeline, self.past):
            timeline.printed.connect(self._show_printed)
        self.bar.steps.answer_keys(self)

    def _make_step(self) -> None:
        """Put the step that is here on the page, and let the one before go."""
        if self.step is not None:
            self.step.leave()
        while (item := self._content.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.timeline:
                widget.hide()
                widget.deleteLater()
        place = STEPS[self.here]
        margin = place.margin
        self._content.setContentsMargins(margin, min(margin, UNIT * 2), margin, margin)
        self.step = self._new_step(place)
        self.step.changed.connect(self._step_changed)
        self.step.went.connect(self.went)
        self._content.addWidget(self.step, 1 if place.fills else 0)
        self.step.show()  # at once, or nothing in it can take the keyboard yet
        if not place.fills:
            self._content.addStretch(1)
            if self.room.theme.look.large:
                self._content.addWidget(self.timeline)
        self.timeline.setVisible(not place.fills)
        self.places.fills = place.fills
        self.area.verticalScrollBar().setValue(0)

    def _new_step(self, place: StepPlace) -> Step:
        """Make a step's screen; the first is shown of the reading the case was opened with."""
        sighted, self._sighted = self._sighted, None
        if place.watched:
            return kind(place.screen, WatchedStep)(self.room, self.case_id, sighted)
        return kind(place.screen, Step)(self.room, self.case_id)

    def _step_changed(self) -> None:
        self._read_again()
        if self.step is not None:
            self.step.refresh()
        self.changed.emit()
        self._keep_keyboard()
        QTimer.singleShot(0, self, self._keep_keyboard)

    def _read_again(self) -> None:
        room = self.room
        with room.feedback.answering():
            self.head = casefile.head(room.desk, room.actor, self.case_id, again=True)
            self._draw()

    def _draw(self) -> None:
        room = self.room
        if self.head is None:
            return
        self.bar.show_case(self.head, self.here)
        read = partial(casefile.timeline, room.desk, room.actor, self.case_id)
        for timeline in (self.timeline, self.past):
            timeline.show_entries(self.case_id, read, room.desk.today())

    def _keep_keyboard(self) -> None:
        """Where what had the keyboard is gone, the next thing to do has it, or the open step."""
        held = self.window().focusWidget()  # whether or not the window is in front
        if self.isHidden() or (held and held.isVisible() and self.isAncestorOf(held)):
            return
        self.area.verticalScrollBar().setValue(0)
        here = next(cell for cell in self.bar.steps.cells if cell.isChecked())
        (self.bar.action if self.bar.action.isVisibleTo(self) else here).setFocus()

    def _do_next(self) -> None:
        if self.head is None:
            return
        room, step, field = self.room, self.head.next_step, ""
        with room.feedback.answering():
            dues = due_in(room.desk, room.actor, self.case_id)
            field = next((one.field for one in dues if one.step == step), "")
        self.went.emit(Place("case", self.case_id, step.value, field))

    def _open_safety(self) -> None:
        """Show what keeps the person safe, above the step or at large text in its place."""
        if self.safety.isVisible():
            self.safety.leave()
            self._close_safety()
            return
        self.places.setVisible(not self.room.theme.look.large)
        self.safety.open()

    def _close_safety(self) -> None:
        self.safety.hide()
        self.places.show()
        self._keep_keyboard()

    def _make_way(self) -> None:
        """At large text safety stands in the place of the step too, and makes way for another."""
        if self.room.theme.look.large:
            self.safety.leave()
            self.safety.hide()

    def _show_printed(self, paper_id: int) -> None:
        """A paper of the timeline was made: show it among the papers, to be printed."""
        self._read_again()
        self.places.open_records()
        self.records.show_paper(paper_id)

    def _choose(self, step: str) -> None:
        self.went.emit(Place("case", self.case_id, step))
