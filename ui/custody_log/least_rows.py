"""How many rows of a table can be seen, however little room its page leaves."""

from ui.tables import HEADING_HEIGHT, ROW_HEIGHT, Table
from ui.theme import Theme

FEWEST_ROWS = 5  # of a table that can be seen, whatever else stands on its page


def keep_rows_in_view(theme: Theme, table: Table) -> None:
    """Let some rows of a table be seen, however little room there is."""
    table.setMinimumHeight(theme.look.px(HEADING_HEIGHT + ROW_HEIGHT * FEWEST_ROWS))
