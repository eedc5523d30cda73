"""Who is away, who covers, and cases given to another."""

import sqlalchemy as sa
from alembic import op

revision = "0015_cover"
down_revision = "0014_calling"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _absence()
    _handover()


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("covered_by_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_off_by", sa.String, nullable=False),
        sa.Column("called_off_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("member_id <> covered_by_id", name="another"),
        sa.CheckConstraint("first <= last", name="in_order"),
    )
    op.create_index("ix_absence_covered_by_id", "absence", ["covered_by_id"])
    op.create_index("ix_absence_member_id", "absence", ["member_id"])


def _handover() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("from_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("to_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("given_by", sa.String, nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by_giver_at", sa.DateTime(timezone=True)),
        sa.Column("read_by_taker_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_handover_case_id", "handover", ["case_id"])
