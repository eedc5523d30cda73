"""Prosecution files: what was sent to whom."""

import sqlalchemy as sa
from alembic import op

revision = "0017_prosecution"
down_revision = "0016_after"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _file_sent()


def _file_sent() -> None:
    op.create_table(
        "file_sent",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "paper_id", sa.Integer, sa.ForeignKey("paper.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("manner", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String, nullable=False),
        sa.CheckConstraint("manner IN ('sealed', 'by_hand', 'post')", name="manner"),
        sa.CheckConstraint("recipient <> ''", name="somebody"),
    )
    op.create_index("ix_file_sent_case_id", "file_sent", ["case_id"])
