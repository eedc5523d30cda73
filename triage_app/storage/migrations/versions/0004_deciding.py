"""What people say and judge of a case before they decide on it."""

import sqlalchemy as sa
from alembic import op

revision = "0004_deciding"
down_revision = "0003_finding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _case_answer()
    _gravity()
    _suitability()


def _case_answer() -> None:
    op.create_table(
        "case_answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("said", sa.Boolean),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("void", sa.Boolean, nullable=False),
        sa.Column("answered_by", sa.String, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_case_answer_case_question", "case_answer", ["case_id", "question"])


def _gravity() -> None:
    op.create_table(
        "gravity",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("aggravating", sa.JSON, nullable=False),
        sa.Column("mitigating", sa.JSON, nullable=False),
        sa.Column("final", sa.Integer, nullable=False),
        sa.Column("rationale", sa.String, nullable=False),
        sa.Column("scored_by", sa.String, nullable=False),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_gravity_case_id", "gravity", ["case_id"])


def _suitability() -> None:
    op.create_table(
        "suitability",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("suitable", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("judged_by", sa.String, nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_suitability_case_id", "suitability", ["case_id"])
