"""Who is told of an ending, and who was the officer in the case before."""

import sqlalchemy as sa
from alembic import op

revision = "0020_ending"
down_revision = "0019_keeping"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _ending_told()
    _former_officer()


def _ending_told() -> None:
    op.create_table(
        "ending_told",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "ending_id", sa.Integer, sa.ForeignKey("ending.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("service_id", sa.Integer, sa.ForeignKey("service.id")),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("again", sa.Boolean, nullable=False),
        sa.Column("told_on", sa.Date),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
    )
    op.create_index("ix_ending_told_case_id", "ending_told", ["case_id"])
    op.create_index("ix_ending_told_ending_id", "ending_told", ["ending_id"])
    op.create_index(
        "ix_ending_told_waits",
        "ending_told",
        ["case_id"],
        sqlite_where=sa.text("told_on IS NULL"),
        postgresql_where=sa.text("told_on IS NULL"),
    )


def _former_officer() -> None:
    op.create_table(
        "former_officer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("next_told", sa.String, nullable=False),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("acknowledged_on", sa.Date),
        sa.Column("acknowledged_by", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_former_officer_case_id", "former_officer", ["case_id"])
