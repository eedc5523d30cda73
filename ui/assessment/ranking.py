"""The order of the needs: by the rule, or as a person puts them, with a reason."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.problems import Problem
from ui.assessment.card_face import RING
from ui.assessment.need_list import NeedList
from ui.assessment.run import Run
from ui.drafts import DraftKeeper
from ui.forms import Form, show_from_top
from ui.parts import Empty, button, holding, line_of, words
from ui.theme import TITLE, UNIT, Tone

ORDER, REASON = "ranking", "ranking_reason"


class RankingPage(QWidget):
    """A list to put in order; another order than the rule's wants a reason."""

    done = Signal()

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run
        self._theme, self._texts = run.room.theme, run.room.texts
        self._build()
        self._connect()
        self.refresh()

    @property
    def is_empty(self) -> bool:
        """Whether no need was found."""
        return not self._run.view.needs.ranking

    def refresh(self) -> None:
        """Show what is a need now; the order being made here stays."""
        self._list.set_value(self._list.value())
        for widget in (self._form, self._moves):
            widget.setVisible(not self.is_empty)
        self._empty.setVisible(self.is_empty)

    def take_focus(self, field: str = ORDER) -> None:
        """Put the keyboard on the list, or on the reason."""
        self._form.go_to(field)
        if field == ORDER:
            show_from_top(self._list, self._list.visualRect(self._list.currentIndex()).bottom())

    def commit(self) -> bool:
        """Keep the order and its reason; say whether nothing stands in the way of going on."""
        needs, values = self._run.view.needs, self._form.values()
        if self.is_empty or (tuple(values[ORDER]), values[REASON]) == (needs.ranking, needs.reason):
            return True
        kept = self._run.rank(self, values[ORDER], values[REASON])
        if kept:
            self._form.fill(self._kept())
            self._keeper.settled()
        return kept

    def put_by(self) -> None:
        """Keep the order and the reason as they are being made."""
        self._keeper.keep_now()

    # ── What the one voice asks of a form ──

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the reason."""
        self._form.show_problems(problems)

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Put the order another has kept beside the one made here."""
        self._form.show_theirs(theirs, by)

    def clear_problems(self) -> None:
        """Take the marks away."""
        self._form.clear_problems()

    def _build(self) -> None:
        texts, theme = self._texts, self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, 0, RING, 0)
        column.setSpacing(UNIT * 2)
        column.addWidget(words(theme, texts("assessment.ranking"), TITLE, bold=True))
        column.addWidget(words(theme, texts("assessment.ranking_note"), tone=Tone.MUTED))
        self._empty = Empty(
            theme, "swap", texts("assessment.no_needs"), texts("assessment.no_needs_how")
        )
        column.addWidget(self._empty)
        self._form = Form(self._run.room, "needs")
        self._list = self._form.custom(ORDER, NeedList(self._run))
        self._moves = self._buttons()
        self._form.add(self._moves)
        self._form.area(REASON, 2)
        self._form.fill(self._kept())
        self._keeper = DraftKeeper(
            self._run.room, self._form, "assessment.ranking", self._run.view.case_id
        )
        column.addWidget(self._form)
        column.addStretch(1)

    def _buttons(self) -> QWidget:
        texts, theme = self._texts, self._theme
        self._up = button(theme, texts("assessment.move_up"), icon="chevron-up")
        self._down = button(theme, texts("assessment.move_down"), icon="chevron-down")
        self._rule = button(theme, texts("assessment.by_rule"), "quiet")
        return holding(line_of(self._up, self._down, self._rule))

    def _connect(self) -> None:
        self._up.clicked.connect(self._move_up)
        self._down.clicked.connect(self._move_down)
        self._rule.clicked.connect(self._put_back)
        self._form.submitted.connect(self.done)

    def _kept(self) -> dict[str, object]:
        needs = self._run.view.needs
        return {ORDER: list(needs.ranking), REASON: needs.reason}

    def _move_up(self) -> None:
        self._list.shift(-1)

    def _move_down(self) -> None:
        self._list.shift(1)

    def _put_back(self) -> None:
        self._form.fill({ORDER: list(self._run.view.needs.by_rule), REASON: ""})
