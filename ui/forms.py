"""A form: one column, labels above, problems beside the field and in a summary on top."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QWidget

from triage_app.domain.entry import Unreadable
from triage_app.domain.problems import Invalid, Problem
from ui.form_fields import FieldColumn
from ui.form_parts import FormRow, Summary, TheirVersion
from ui.parts import button, holding, line_of
from ui.room import Room
from ui.scrolling import bring_into_view


class Form(FieldColumn):
    """Fields by name, read and shown as typed values, kept as raw ones for a draft.

    A field's label is the wording `<prefix>.<name>`, its help `<prefix>.<name>_help`.
    `version` is the record's that is shown; another's, once theirs stands beside it.
    """

    submitted = Signal()

    def __init__(self, room: Room, prefix: str) -> None:
        super().__init__(room, prefix)
        self.version: int | None = None
        self._theirs: Mapping[str, object] = {}
        self.summary, self.their_version = Summary(room.theme), TheirVersion(room.theme)
        self.summary.chosen.connect(self.go_to)
        self.their_version.taken.connect(self._take_theirs)
        self.add(self.summary)
        self.add(self.their_version)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            save = QShortcut(QKeySequence(keys), self)
            save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            save.activated.connect(self.submitted)

    def buttons(
        self, primary: str, others: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> QPushButton:
        """Add the one primary button, which submits, and what else can be done beside it."""
        main = button(self.room.theme, self.room.texts(primary), "primary")
        main.clicked.connect(self.submitted)
        beside = []
        for code, slot in others:
            other = button(self.room.theme, self.room.texts(code), "quiet")
            other.clicked.connect(slot)
            beside.append(other)
        self.add(holding(line_of(main, *beside)))
        return main

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: where one line is all there is to fill in, Enter submits it."""
        lines = [row for row in self.rows.values() if not row.isHidden()]
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and len(lines) == 1 and isinstance(lines[0].control, QLineEdit):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def values(self) -> dict[str, Any]:
        """Return what was filled in, typed; a hidden field says nothing."""
        read: dict[str, Any] = {}
        problems = []
        for name, row in self.rows.items():
            control: Any = row.control
            if row.isHidden():
                read[name] = "" if isinstance(_value(control), str) else None
                continue
            try:
                read[name] = control.value()
            except Unreadable as unreadable:
                problems.append(Problem(name, unreadable.code))
        if problems:
            raise Invalid(*problems)
        return read

    def raw(self) -> dict[str, Any]:
        """Return every field as it stands, to be kept as a draft."""
        return {name: _raw(row.control) for name, row in self.rows.items()}

    def restore(self, raw: Mapping[str, Any]) -> None:
        """Show every field as it stood."""
        for name, value in raw.items():
            if name in self.rows:
                control: Any = self.rows[name].control
                (control.set_raw if hasattr(control, "set_raw") else control.set_value)(value)
        self.unfold_said()

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show typed values; a field that none is given for stays as it is."""
        for name, value in values.items():
            if name in self.rows:
                control: Any = self.rows[name].control
                control.set_value(value)
        self.unfold_said()

    def reveal(self, name: str, shown: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show a field, or hide it while it is not asked."""
        self.rows[name].setVisible(shown)

    def warn(self, name: str, code: str = "", **values: object) -> None:
        """Say under a field what looks odd in it and blocks nothing; no code takes it away."""
        self.rows[name].warn(self.room.texts(code, **values) if code else "")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the fields, list what must be put right, and go to the first."""
        self.clear_problems()
        lines = []
        for problem in problems:
            text = self.room.texts(problem.code, **problem.values)
            row = self._row_of(problem.field)
            if row is None:
                lines.append(("", text))
                continue
            row.mark(f"{row.problem.text} {text}".strip())
            self.unfold(problem.field)
            lines.append((problem.field, f"{row.label}: {text}" if row.label else text))
        title = self.room.texts("problem.to_put_right", n=len(lines))
        self.summary.list_out(title, lines)
        named = [field for field, _text in lines if field]
        if named:
            self.go_to(named[0])

    def clear_problems(self) -> None:
        """Take the marks and the summary away."""
        self.summary.put_away()
        self.their_version.put_away()
        for row in self.rows.values():
            row.mark("")

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Put another's version beside what was typed; each field of theirs can be taken."""
        texts, both = self.room.texts, []
        version = theirs.get("version")
        self.version = version if isinstance(version, int) else self.version
        self._theirs = theirs
        for name, row in self.rows.items():
            if name in theirs and _value(row.control) != theirs[name]:
                mine = self._in_words(row.control, _value(row.control))
                their = self._in_words(row.control, theirs[name])
                versions = texts("common.both_versions", label=row.label, mine=mine, theirs=their)
                both.append((name, row.label, versions))
        title = texts("common.changed_meanwhile", by=by)
        self.their_version.show_both(title, texts("common.take_theirs"), both)

    def go_to(self, name: str) -> None:
        """Put the keyboard on a field, and bring it into view."""
        row = self._row_of(name) if name else next(iter(self.rows.values()), None)
        if row is None:
            return
        self.unfold(name)
        control: Any = row.control
        _, _, inner = name.partition(".")
        if inner and hasattr(control, "go_to"):
            control.go_to(inner)
        else:
            part = control.to_put_right() if hasattr(control, "to_put_right") else control
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)
        bring_into_view(row)

    def _row_of(self, field: str) -> FormRow | None:
        return self.rows.get(field) or self.rows.get(field.partition(".")[0])

    def _take_theirs(self, name: str) -> None:
        self.fill({name: self._theirs[name]})

    def _in_words(self, control: Any, value: object) -> str:  # noqa: ANN401
        texts = self.room.texts
        if hasattr(control, "words"):
            return str(control.words(value)) or texts("common.not_known")
        if isinstance(value, datetime):
            return texts.moment(value)
        if isinstance(value, date):
            return texts.date(value)
        if isinstance(value, bool):
            return texts("common.yes" if value else "common.no")
        return texts("common.nothing") if value in (None, "") else str(value)


def show_from_top(widget: QWidget, foot: int) -> None:
    """Show what a widget lies in from its very top, if so much of the widget is in sight then.

    A heading that is half in sight says less than one that is whole.
    """
    _scroll_to_top(widget, foot)
    QTimer.singleShot(0, widget, partial(_scroll_to_top, widget, foot))


def _scroll_to_top(widget: QWidget, foot: int) -> None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    content = above.widget() if above is not None else None
    if above is None or content is None:
        return
    if widget.mapTo(content, QPoint(0, foot)).y() <= above.viewport().height():
        above.verticalScrollBar().setValue(0)


def _raw(control: Any) -> Any:  # noqa: ANN401
    return control.raw() if hasattr(control, "raw") else control.value()


def _value(control: Any) -> object:  # noqa: ANN401
    try:
        value: object = control.value()
    except Unreadable:
        return control.raw()
    return value
