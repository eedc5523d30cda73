"""What was put off until when and why, and who looked for a new arrest."""

import sqlalchemy as sa
from alembic import op

revision = "0014_calling"
down_revision = "0013_victim"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _arrest_check()
    _putting_off()


def _arrest_check() -> None:
    op.create_table(
        "arrest_check",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("result", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("result IN ('nothing', 'something')", name="result"),
        sa.CheckConstraint("result <> 'something' OR length(note) > 0", name="says_what"),
        sa.CheckConstraint("source IN ('custody_log', 'pnc', 'officer', 'other')", name="source"),
    )
    op.create_index("ix_arrest_check_case_id", "arrest_check", ["case_id"])


def _putting_off() -> None:
    op.create_table(
        "putting_off",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("facts", sa.String, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("put_off_by", sa.String, nullable=False),
        sa.Column("put_off_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.String, nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_putting_off_case_id", "putting_off", ["case_id"])
