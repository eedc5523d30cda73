"""A signed contract varied, and what a supervisor said of it."""

import sqlalchemy as sa
from alembic import op

revision = "0010_varying"
down_revision = "0009_imported"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _variation()
    _variation_approval()


def _variation() -> None:
    op.create_table(
        "variation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "varies_id",
            sa.Integer,
            sa.ForeignKey("contract.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("asked_by", sa.String, nullable=False),
        sa.Column("begun_by", sa.String, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("allowed_end", sa.Date),
        sa.Column("allowed_reason", sa.String, nullable=False),
        sa.Column("allowed_by", sa.String, nullable=False),
        sa.Column("explained_by", sa.String, nullable=False),
        sa.Column("contract_id", sa.Integer, sa.ForeignKey("contract.id")),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("changes", sa.JSON),
        sa.Column("ended", sa.String),
        sa.Column("end_reason", sa.String, nullable=False),
        sa.Column("ended_by", sa.String, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("ended IN ('signed', 'refused', 'abandoned')", name="ended"),
    )
    op.create_index("ix_variation_case_id", "variation", ["case_id"])
    op.create_index(
        "ix_variation_one_open",
        "variation",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("ended IS NULL"),
        postgresql_where=sa.text("ended IS NULL"),
    )


def _variation_approval() -> None:
    op.create_table(
        "variation_approval",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "variation_id",
            sa.Integer,
            sa.ForeignKey("variation.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("asked_by", sa.String, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved", sa.Boolean),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_variation_approval_variation_id", "variation_approval", ["variation_id"])
