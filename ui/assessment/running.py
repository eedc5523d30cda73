"""An assessment while it runs: pathways, the place one is at, and what stands beside it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from triage_app.domain.sitting import FINISH, RANKING, VIEW, view_of
from triage_app.domain.wording import Language
from ui.assessment.finish import FinishPage
from ui.assessment.frame import RunningFrame
from ui.assessment.hand_over import hand_over
from ui.assessment.judging import RiskPage, ViewPage
from ui.assessment.pages import Page, left_words, next_words, page_for, where, working_keys
from ui.assessment.question import QuestionPage
from ui.assessment.ranking import RankingPage
from ui.assessment.run import Run
from ui.assessment.section import SectionPage
from ui.assessment.when import WhenBelow
from ui.parts import be_there
from ui.preferences import Preferences

BY_SECTION = "assessment.by_section"


class Running(RunningFrame):
    """Takes the keys, and goes from place to place."""

    asked_for = Signal(str)  # a questionnaire

    def __init__(self, run: Run, parent: QWidget) -> None:
        super().__init__(run, parent)
        room = run.room
        self._likes = Preferences(room.desk.config.data, room.actor.username)
        run.by_section = bool(self._likes.choice(BY_SECTION))
        self._by_section.set_value(run.by_section)
        self._when = WhenBelow(run, self._middle)
        self._asked: list[QuestionPage] = []  # one for each way of answering
        self._page = self._new_page()
        self._connect()
        self._show_ways()
        self.take_focus()

    @property
    def place(self) -> str:
        """Where the assessment is: a question, a pathway's view, risk, ranking or the end."""
        return self._run.place

    @property
    def _question(self) -> QuestionPage | None:
        """The question that is answered now, by itself or in its section."""
        if isinstance(self._page, SectionPage):
            return self._page.current
        return self._page if isinstance(self._page, QuestionPage) else None

    def take_focus(self) -> None:
        """Put the keyboard where an answer is given; where none can be, on going on."""
        if isinstance(self._page, RankingPage) and self._page.is_empty:
            self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._page.take_focus()

    def go_to(self, field: str) -> None:
        """Go to the field of a gap: a question, a pathway's view, the risk, the ranking."""
        place, _, name = field.partition(".")
        if place == VIEW.strip("."):
            pathway, _, name = name.partition(".")
            place = view_of(pathway)
        elif place == "ranking_reason":
            place, name = RANKING, place
        self._leave_for(place)
        if name and isinstance(self._page, ViewPage | RiskPage | RankingPage):
            self._page.take_focus(name)

    def leave(self) -> None:
        """Keep what was being typed, and where one is: the page is about to go."""
        self._keep()
        self._run.places.keep_now()

    def put_by(self) -> None:
        """Keep what was being typed as a draft: it can be no answer any more."""
        self._when.put_by()
        self._page.put_by()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: where one is, is kept before anything else takes its place."""
        self._run.places.keep_now()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: figures answer, Enter goes on, Backspace goes back; letters stand at the foot."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        elif key == Qt.Key.Key_Backspace:
            self._go_back()
        elif self._question is not None:
            return self._take_letter(self._question, Qt.Key(key))
        else:
            return False
        return True

    def _take_letter(self, page: QuestionPage, key: Qt.Key) -> bool:
        """Figures answer; a letter is for one thing each, beside the answer."""
        letters = {
            Qt.Key.Key_W: page.go_to_words,
            Qt.Key.Key_N: page.go_to_note,
            Qt.Key.Key_L: page.mark,
            Qt.Key.Key_H: self._hand_over,
        }
        if key in letters:
            letters[key]()
            return True
        return Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and page.press(key - Qt.Key.Key_0)

    def _connect(self) -> None:
        self._run.moved.connect(self._show_place)
        self._run.saved.connect(self._show_saved)
        self._pathways.chosen.connect(self._leave_for)
        self._back.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._other.clicked.connect(self._ask_in_other)
        self._hand.clicked.connect(self._hand_over)
        self._note.clicked.connect(self._go_to_note)
        self._later.clicked.connect(self._mark)
        self._give_up.clicked.connect(self._ask_to_give_up)
        self._beside.asked_for.connect(self.asked_for)
        self._beside.asked_when.connect(self._when.ask)
        self._when.wrote.connect(self._wrote_when)
        self._when.closed.connect(self.take_focus)
        self._by_section.changed.connect(self._change_liking)

    # ── Going from place to place ──

    def _go_on(self) -> None:
        if self._run.place == FINISH:
            return
        page = self._page
        if page.commit_here() if isinstance(page, SectionPage) else page.commit():
            self._run.next()

    def _keep(self) -> None:
        """Keep what was being typed: as an answer, or as a draft where it cannot be one yet."""
        self._when.put_by()
        if not self._page.commit():
            self._page.put_by()

    def _go_back(self) -> None:
        self._keep()
        self._run.back()

    def _leave_for(self, place: str) -> None:
        self._keep()
        self._run.go(place)

    def _ask_in_other(self) -> None:
        welsh = self._run.language is Language.WELSH
        self._run.language = Language.ENGLISH if welsh else Language.WELSH
        self._keep()
        self._show_anew()

    def _change_liking(self) -> None:
        """Put one question at a time, or a section; it is remembered for this user."""
        self._keep()
        self._run.by_section = self._by_section.value()
        self._likes.keep_choice(BY_SECTION, "yes" if self._run.by_section else "")
        self._show_anew()

    def _hand_over(self) -> None:
        self._keep()
        hand_over(self._run, self.window())

    def _ask_to_give_up(self) -> None:
        self._leave_for(FINISH)
        if isinstance(self._page, FinishPage) and self._page.give_up is not None:
            self._page.give_up.ask()

    def _go_to_note(self) -> None:
        if self._question is not None:
            self._question.go_to_note()

    def _wrote_when(self) -> None:
        self._run.view = replace(self._run.view, said_when=True)
        self._run.saved.emit()

    def _mark(self) -> None:
        if self._question is not None:
            self._question.mark()

    # ── Showing ──

    def _show_place(self) -> None:
        if isinstance(self._page, SectionPage) and self._page.holds(self._run.place):
            self._show_ways()
            self.take_focus()
        else:
            self._show_anew()

    def _show_anew(self) -> None:
        self._when.put_away()
        before, self._page = self._page, self._page_of_now()
        if before is not self._page:
            self._page.show()
            self._page.take_focus()  # before it goes where nobody looks for it
            self._put_away(before)
        self._show_ways()
        self._area.verticalScrollBar().setValue(0)
        self.take_focus()

    def _page_of_now(self) -> Page:
        """Return the page of this place: one there is, where a question is answered as on it."""
        question = self._run.view.instrument.question(self._run.place)
        if question is None or self._run.by_section:
            return self._new_page()
        page = next((one for one in self._asked if one.puts(question)), None)
        if page is None:
            return self._new_page()
        page.turn_to(question)
        return page

    def _put_away(self, page: Page) -> None:
        """Hide a question's page till another is put on it; any other page is made anew."""
        page.hide()
        if not isinstance(page, QuestionPage):
            self._middle.removeWidget(page)
            page.deleteLater()

    def _new_page(self) -> Page:
        page = page_for(self._run)
        self._middle.addWidget(page)
        self._listen(page)
        if isinstance(page, QuestionPage):
            self._asked.append(page)
        return page

    def _show_ways(self) -> None:
        """Show where one is, what can be done there and by which keys."""
        for way in (self._hand, self._other, self._note, self._later):
            way.setVisible(self._question is not None)
        in_other = "english" if self._run.language is Language.WELSH else "welsh"
        self._other.setText(self._texts(f"assessment.question_in_{in_other}"))
        self._next.setText(self._texts(next_words(self._run.place)))
        self._next.setVisible(self._run.place != FINISH)
        be_there(self._give_up, self._run.view.corrects and self._run.place != FINISH)
        self._show_saved()
        keys = working_keys(self._run)
        said = ", ".join(f"{key} {does}" for key, does in keys)
        self._keys.show_keys(keys, self._texts("assessment.keys", keys=said))

    def _listen(self, page: Page) -> None:
        if isinstance(page, FinishPage):
            page.sent.connect(self.go_to)
        else:
            page.done.connect(self._go_on)

    def _show_saved(self) -> None:
        view = self._run.view
        left = len(view.instrument.missing(view.answers))
        self._left.setText(left_words(self._texts, left))
        self._where.setText(where(self._run))
        marked = self._run.place in view.later
        self._later.setText(
            self._texts(f"assessment.{'come_back_no_more' if marked else 'come_back'}")
        )
        for widget in (self._where, self._aside):
            widget.setVisible(bool(self._where.text()))
        self._pathways.refresh()
        if self._theme.look.large:
            self._pathways.setFixedHeight(self._pathways.whole_height())
        self._beside.refresh()
        self._page.refresh()
