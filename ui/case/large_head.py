"""The head of a case at large text: two lines of what must always be seen, the rest on asking."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from triage_app.services.casefile import CaseHead
from ui.case.clock import footnote, tone_of
from ui.case.head import CaseHeadBar
from ui.case.tags import state_label, tags_of
from ui.flow import Flow
from ui.mnemonics import NOT_LETTERED
from ui.parts import button, tip, words
from ui.theme import HEAD, SMALL, UNIT, Tone

UNFOLDS = "Alt+0"  # beside Alt+1 to 7 for the steps


class LargeHead(CaseHeadBar):
    """Folded: who, the time left, flags, the rung, the next thing, the steps. Alt+0 unfolds it."""

    def set_folded(self, folded: bool) -> None:  # noqa: FBT001 - it is what is said of it
        """Show what must be seen, or everything."""
        self.folded = folded
        self._dress_fold()
        if self._head is not None:
            self._show_who(self._head)
            self._fit_name()

    def _build(self) -> None:
        theme = self._room.theme
        self.folded = True
        self._head: CaseHead | None = None
        self._tags = Flow(self._name, self.clock, self._about, self.action, spacing=10)
        self._tags.keep_corner(self.action)
        self._foot = words(theme, "", SMALL, Tone.MUTED)
        self.fold = button(theme, "", "bare")
        self.fold.setProperty(NOT_LETTERED, True)
        self.fold.setIconSize(QSize(theme.look.px(20), theme.look.px(20)))
        self.fold.clicked.connect(self._turn)
        QShortcut(QKeySequence(UNFOLDS), self).activated.connect(self._turn)
        self._dress_fold()
        ways = Flow(self.steps, self.safety, self.records, self.past, spacing=10)
        column = QVBoxLayout(self)
        column.setContentsMargins(UNIT * 3, 6, UNIT * 3, 0)
        column.setSpacing(2)
        column.addLayout(self._tags)
        column.addWidget(self._foot)
        last = QHBoxLayout()
        last.addLayout(ways, 1)
        last.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(last)

    def _show_who(self, head: CaseHead) -> None:
        self._head = head
        self._name.setAccessibleName(head.name)
        self._about.setText(self._about_of(head))
        self.clock.show_clock(head.clock)
        self._foot.setText(footnote(head.clock, self._room.texts) if head.clock else "")
        late = head.clock is not None and tone_of(head.clock) is Tone.BAD
        self._foot.setVisible(bool(self._foot.text()) and (late or not self.folded))
        self._about.setVisible(not self.folded)
        kept = (self._name, self.clock, self._about, self.action)
        while (item := self._tags.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old not in kept:
                old.hide()
                old.deleteLater()
        rest = [] if self.folded else [state_label(self._room, head)]
        for part in (*kept, *tags_of(self._room, head, short=self.folded), *rest):
            self._tags.addWidget(part)

    def _fit_name(self) -> None:
        """Folded, a name has one line, and is heard and told in full; else it is never cut."""
        if self._head is None:
            return
        name, taken = self._head.name, UNIT * 6
        if not self.action.isHidden():
            taken += self.action.sizeHint().width() + 10
        room = max(self.width() - taken, self._room.theme.look.px(160))
        if not self.folded:
            self._name.setToolTip("")
            self._wrap_name(name, room)
            return
        font = self._room.theme.look.font(HEAD, bold=True)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room - 4)
        self._name.setFont(font)
        self._name.setText(shown)
        self._name.setToolTip(tip(name) if shown != name else "")
        self._name.setFixedSize(metrics.horizontalAdvance(shown) + 4, metrics.height())

    def _turn(self) -> None:
        self.set_folded(not self.folded)

    def _dress_fold(self) -> None:
        said = self._room.texts("casefile.unfold" if self.folded else "casefile.fold")
        icon = "chevron-down" if self.folded else "chevron-up"
        self.fold.setIcon(self._room.theme.icon(icon))
        self.fold.setAccessibleName(said)
        self.fold.setToolTip(f"{said} ({UNFOLDS})")
