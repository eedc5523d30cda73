"""An assessment of need, and the services it may lead to."""

import sqlalchemy as sa
from alembic import op

revision = "0004_assessment"
down_revision = "0003_finding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _assessment()
    _answer()
    _pathway_view()
    _service()


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("instrument", sa.String, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("resume_at", sa.String, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String, nullable=False),
        sa.Column("ranking", sa.JSON),
        sa.Column("ranking_reason", sa.String, nullable=False),
        sa.Column("risk_reoffending", sa.String),
        sa.Column("risk_harm", sa.String),
        sa.Column("risk_to_whom", sa.String, nullable=False),
        sa.Column("risk_rationale", sa.String, nullable=False),
        sa.Column("risk_action", sa.String, nullable=False),
        sa.Column("risk_review", sa.Date),
        sa.Column("completed_at", sa.DateTime(timezone=True)),
        sa.Column("completed_by", sa.String, nullable=False),
    )
    op.create_index("ix_assessment_case_id", "assessment", ["case_id"])


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "assessment_id",
            sa.Integer,
            sa.ForeignKey("assessment.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.UniqueConstraint("assessment_id", "question"),
    )


def _pathway_view() -> None:
    op.create_table(
        "pathway_view",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "assessment_id",
            sa.Integer,
            sa.ForeignKey("assessment.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("pathway", sa.String, nullable=False),
        sa.Column("linked_to_offending", sa.Boolean),
        sa.Column("linked_to_harm", sa.Boolean),
        sa.Column("strength", sa.String, nullable=False),
        sa.Column("own_view", sa.String, nullable=False),
        sa.Column("motivation", sa.String),
        sa.UniqueConstraint("assessment_id", "pathway"),
    )


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("provider", sa.String, nullable=False),
        sa.Column("pathways", sa.JSON, nullable=False),
        sa.Column("areas", sa.JSON, nullable=False),
        sa.Column("languages", sa.JSON, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("directions_en", sa.String, nullable=False),
        sa.Column("directions_cy", sa.String, nullable=False),
        sa.Column("telephone", sa.String, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
    )
