"""A page that can be scrolled where the text is large, and otherwise fills the screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.tables import HEADING_HEIGHT, ROW_HEIGHT, Table
from ui.theme import Theme

FEWEST_ROWS = 5  # of a table that can be seen, whatever else stands on its page


def scrolled(page: QWidget) -> QScrollArea:
    """Return a page in an area of its own."""
    area = QScrollArea()
    area.setProperty("place", "page")
    page.setProperty("place", "page")
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def keep_rows_in_view(theme: Theme, table: Table) -> None:
    """Let some rows of a table be seen, however little room there is."""
    table.setMinimumHeight(theme.look.px(HEADING_HEIGHT + ROW_HEIGHT * FEWEST_ROWS))
