"""Signed papers of a case that come back as scans: dropped here or chosen, read and filed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from triage_app.domain.problems import Refused
from triage_app.domain.scanned import Word
from triage_app.services import scans
from triage_app.services.scans import MOST_MEGABYTES, MOST_PAGES, Filed, Stack
from ui.paper_preview import PaperPreview
from ui.paper_sheet import PREVIEW_HEIGHT, named
from ui.parts import Notice, button, clear, column_of, heading, holding, line_of, words
from ui.progress import Progress
from ui.room import Room
from ui.scan_review import ScanReview
from ui.scrolling import bring_into_view
from ui.tasks import Cancelled, Task
from ui.theme import SMALL, UNIT, Tone

Which = Callable[[QWidget, str, str], list[Path]]


def ask_which(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """Ask in the desktop's own dialog which files are the scan."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(one) for one in chosen]


def dropped(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged, if files are."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(one.toLocalFile()) for one in urls if one.isLocalFile()]


class DropPlace(QFrame):
    """Where a scan is dropped; the button does the same by keyboard."""

    brought = Signal(list)

    def __init__(self, room: Room, which: Which) -> None:
        super().__init__()
        self._room, self._which = room, which
        self.setProperty("place", "panel")
        self.setAcceptDrops(True)
        theme, texts = room.theme, room.texts
        self.choose = button(theme, texts("scans.choose"), icon="paper")
        self.choose.clicked.connect(self._choose)
        limits = texts("scans.limits", most=MOST_MEGABYTES, pages=MOST_PAGES)
        lead = words(theme, texts("scans.drop_here"))
        self.setLayout(
            column_of(
                lead, _held(self.choose), words(theme, limits, SMALL, Tone.MUTED), margin=UNIT * 2
            )
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: something is dragged over; files may be dropped."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: something was dropped."""
        if paths := dropped(event):
            event.acceptProposedAction()
            self.brought.emit(paths)

    def _choose(self) -> None:
        texts = self._room.texts
        if paths := self._which(self, texts("scans.choose"), texts("scans.kinds")):
            self.brought.emit(paths)


def _held(only: QWidget) -> QWidget:
    return holding(line_of(only))


class ScanPanel(QWidget):
    """What came back signed, and the place for what comes; a step embeds it under its papers."""

    changed = Signal()

    def __init__(self, room: Room, case_id: int, which: Which = ask_which) -> None:
        super().__init__()
        self.room, self.case_id, self._which = room, case_id, which
        self.name = f"scan-{case_id}"
        self._known = False
        self._build()
        self._connect()
        self.refresh()
        room.tasks.follow(self.name, self._followed)

    def refresh(self) -> None:
        """Show what is on file now, and the scan that waits to be filed."""
        room = self.room
        filed = scans.filed(room.desk, room.actor, self.case_id, again=self._known)
        self._known = True
        clear(self._filed)
        for one in filed:
            self._filed.addWidget(self._row(one))
        may_come = scans.may_come(room.desk, room.actor, self.case_id)
        self.drop.setVisible(may_come and self.progress.isHidden())
        if not may_come and not filed:
            self.hide()
        elif self.parentWidget() is not None:  # without one it would be a window
            self.show()
        stack, said = self._waiting()
        if stack.leaves and self.progress.isHidden() and not self.review.isVisibleTo(self):
            self._show_review(stack, said)

    def bring(self, paths: Sequence[Path]) -> None:
        """Read some files beside the window; what came before stays beside them."""
        room = self.room
        stack, _ = self._waiting()
        work = partial(scans.bring, room.desk, room.actor, self.case_id, tuple(paths), stack)
        about = ", ".join(path.name for path in paths)
        room.tasks.run(self.name, work, self._followed, about)
        self._show_share(about, 0)

    def _build(self) -> None:
        room = self.room
        self._filed = QVBoxLayout()
        self._filed.setSpacing(UNIT)
        self.problem = Notice(room.theme, "warn", "")
        self.problem.hide()
        self.drop = DropPlace(room, self._which)
        self.progress = Progress(room, "scans.cancel")
        self.review = ScanReview(room)
        self.preview = PaperPreview(room)
        self.preview.setMinimumHeight(PREVIEW_HEIGHT)
        self.preview.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(heading(room.theme, room.texts("scans.title")))
        column.addLayout(self._filed)
        for part in (self.preview, self.problem, self.review, self.drop, self.progress):
            column.addWidget(part)

    def _connect(self) -> None:
        self.drop.brought.connect(self.bring)
        self.progress.cancelled.connect(self._cancel)
        self.review.said.connect(self._say)
        self.review.filing.connect(self._file)
        self.review.put_away.connect(self._put_away)

    # ── What is on file ──

    def _row(self, one: Filed) -> QWidget:
        theme, texts = self.room.theme, self.room.texts
        paper = named(texts, one.kind, one.language)
        show = button(theme, texts("scans.show"), "quiet", "paper")
        show.setAccessibleName(texts("scans.show_named", paper=paper))
        show.clicked.connect(partial(self._show, one.id, paper))
        title = words(theme, texts("scans.signed_copy", paper=paper), bold=True)
        story = texts("scans.filed_by", moment=texts.moment(one.filed_at), by=one.filed_by)
        files = texts("scans.from_files", files=", ".join(one.files))
        told = [words(theme, f"{story} {files}", SMALL, Tone.MUTED)]
        for each in one.by_hand:
            code = "by_hand_out" if each.page is None else "by_hand"
            values = {"page": each.page, "place": each.place, "reason": each.reason}
            told.append(words(theme, texts(f"scans.{code}", **values), SMALL, Tone.MUTED))
        column = column_of(title, *told, spacing=4)
        column.addLayout(line_of(show))
        row = QWidget()
        row.setLayout(column)
        return row

    def _show(self, scan_id: int, paper: str, *_: object) -> None:
        room = self.room
        with room.feedback.answering():
            copy = scans.pdf(room.desk, room.actor, scan_id)
            self.preview.show()
            self.preview.show_paper(copy, room.texts("scans.signed_copy", paper=paper))
            self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    # ── What comes ──

    def _waiting(self) -> tuple[Stack, dict[int, Word]]:
        kept: tuple[Stack, dict[int, Word]] | None = self.room.tasks.kept.get(self.name)
        return kept or (Stack(), {})

    def _followed(self, task: Task) -> None:
        """Show how far the reading has come; at its end, what was found."""
        if not task.ended:
            self._show_share(task.about, task.share)
            return
        self.progress.hide()
        self.drop.show()
        if isinstance(task.failure, Cancelled):
            self._tell("scans.cancelled")
        elif isinstance(task.failure, Refused):
            self._tell(task.failure.code, **task.failure.values)
        else:
            _, said = self._waiting()
            self._show_review(task.outcome(), said, again=False)
            return
        self.drop.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_review(self, stack: Stack, said: dict[int, Word], *, again: bool = True) -> None:
        room = self.room
        room.tasks.kept[self.name] = (stack, said)
        self.problem.hide()
        with room.feedback.answering():
            seen = scans.judged(room.desk, room.actor, self.case_id, stack, said, again=again)
            self.review.show_scan(stack, seen)
            first = self.review.first_thing()
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(first)

    def _say(self, place: int, word: Word) -> None:
        room, form = self.room, self.review.form
        stack, said = self._waiting()
        with room.feedback.answering(form.form if form else None):
            one = (place, word)
            more = scans.say(room.desk, room.actor, self.case_id, stack, said, one)
            self._show_review(stack, more)

    def _file(self) -> None:
        room = self.room
        stack, said = self._waiting()
        with room.feedback.answering():
            scans.file(room.desk, room.actor, self.case_id, stack, said)
            self._forget()
            self.refresh()
            self.drop.choose.setFocus(Qt.FocusReason.OtherFocusReason)
            room.feedback.tell("scans.filed_now")
            self.changed.emit()

    def _put_away(self) -> None:
        if self.room.feedback.ask("scans.ask_put_away"):
            self._forget()
            self.drop.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self.room.tasks.kept.pop(self.name, None)
        self.review.hide()

    def _cancel(self) -> None:
        self.room.tasks.cancel(self.name)

    def _show_share(self, about: str, share: float) -> None:
        self.problem.hide()
        self.drop.hide()
        self.progress.show_share(self.room.texts("scans.reading", file=about), share)

    def _tell(self, code: str, **values: Any) -> None:  # noqa: ANN401 - as texts takes them
        """Say on the page what came of it, where it was asked for."""
        self.problem.label.setText(self.room.texts(code, **values))
        self.problem.show()
