"""What is done once a case has ended: checks, review of the record, disposal."""

import sqlalchemy as sa
from alembic import op

revision = "0016_after"
down_revision = "0015_cover"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _erased()
    _retention_review()


def _erased() -> None:
    op.create_table(
        "erased",
        sa.Column("mark", sa.String, primary_key=True),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def _retention_review() -> None:
    op.create_table(
        "retention_review",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("choice", sa.String, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refused_reason", sa.String, nullable=False),
        sa.Column("answered_by", sa.String, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("choice IN ('keep', 'dispose')", name="choice"),
        sa.CheckConstraint("(choice = 'keep') = (until IS NOT NULL)", name="kept_until"),
    )
    op.create_index("ix_retention_review_case_id", "retention_review", ["case_id"])
    op.create_index(
        "ix_retention_review_one_open",
        "retention_review",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("choice = 'dispose' AND answered_at IS NULL"),
        postgresql_where=sa.text("choice = 'dispose' AND answered_at IS NULL"),
    )
