"""What custody logs say of people's stays, and what came of each."""

import sqlalchemy as sa
from alembic import op

revision = "0008_custody"
down_revision = "0007_consent"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _custody_columns()
    _custody_import()
    _custody_entry()
    _custody_look()
    _custody_row()


def _custody_columns() -> None:
    op.create_table(
        "custody_columns",
        sa.Column("suite", sa.String, primary_key=True),
        sa.Column("headings", sa.String, primary_key=True),
        sa.Column("columns", sa.JSON, nullable=False),
        sa.Column("said_by", sa.String, nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
    )


def _custody_import() -> None:
    op.create_table(
        "custody_import",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("suite", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("run", sa.String, nullable=False),
        sa.Column("imported_by", sa.String, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("new", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("bad", sa.Integer, nullable=False),
    )


def _custody_entry() -> None:
    op.create_table(
        "custody_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("import_id", sa.Integer, sa.ForeignKey("custody_import.id"), nullable=False),
        sa.Column("suite", sa.String, nullable=False),
        sa.Column("record_key", sa.String, nullable=False),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="SET NULL")),
        sa.Column("aside", sa.String),
        sa.Column("aside_note", sa.String, nullable=False),
        sa.Column("aside_by", sa.String, nullable=False),
        sa.Column("aside_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("suite", "record_key"),
    )
    op.create_index("ix_custody_entry_case_id", "custody_entry", ["case_id"])
    op.create_index("ix_custody_entry_import_id", "custody_entry", ["import_id"])


def _custody_look() -> None:
    op.create_table(
        "custody_look",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "entry_id",
            sa.Integer,
            sa.ForeignKey("custody_entry.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("found", sa.String, nullable=False),
        sa.Column("looked_by", sa.String, nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("entry_id", "case_id"),
    )
    op.create_index("ix_custody_look_case_id", "custody_look", ["case_id"])
    op.create_index("ix_custody_look_entry_id", "custody_look", ["entry_id"])


def _custody_row() -> None:
    op.create_table(
        "custody_row",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "entry_id",
            sa.Integer,
            sa.ForeignKey("custody_entry.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "import_id",
            sa.Integer,
            sa.ForeignKey("custody_import.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("custody_record", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("folded", sa.String, nullable=False),
        sa.Column("born", sa.Date),
        sa.Column("sex", sa.String),
        sa.Column("pnc", sa.String, nullable=False),
        sa.Column("pnc_key", sa.String, nullable=False),
        sa.Column("arrested", sa.DateTime(timezone=True)),
        sa.Column("released", sa.DateTime(timezone=True)),
        sa.Column("officer_name", sa.String, nullable=False),
        sa.Column("officer_number", sa.String, nullable=False),
        sa.Column("officer_email", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("postcode", sa.String, nullable=False),
        sa.Column("offences", sa.JSON, nullable=False),
    )
    op.create_index("ix_custody_row_arrested", "custody_row", ["arrested"])
    op.create_index("ix_custody_row_born", "custody_row", ["born"])
    op.create_index("ix_custody_row_entry_id", "custody_row", ["entry_id"])
    op.create_index("ix_custody_row_import_id", "custody_row", ["import_id"])
    op.create_index("ix_custody_row_pnc_key", "custody_row", ["pnc_key"])
