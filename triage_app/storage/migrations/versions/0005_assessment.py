"""An assessment of need, and the services it may lead to."""

import sqlalchemy as sa
from alembic import op

revision = "0005_assessment"
down_revision = "0004_deciding"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _assessment()
    _answer()
    _loaded_wording()
    _pathway_view()
    _risk_review()
    _safety_flag()
    _safeguarding_report()
    _service()


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("occasion", sa.String, nullable=False),
        sa.Column("corrects_id", sa.Integer, sa.ForeignKey("assessment.id")),
        sa.Column("correction", sa.String, nullable=False),
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
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by", sa.String, nullable=False),
        sa.Column("closed_reason", sa.String, nullable=False),
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
        sa.Column("note", sa.String, nullable=False),
        sa.Column("note_is", sa.String, nullable=False),
        sa.Column("later", sa.Boolean, nullable=False),
        sa.UniqueConstraint("assessment_id", "question"),
    )


def _loaded_wording() -> None:
    op.create_table(
        "loaded_wording",
        sa.Column("instrument", sa.String, primary_key=True),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("loaded_by", sa.String, nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
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


def _risk_review() -> None:
    op.create_table(
        "risk_review",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "assessment_id",
            sa.Integer,
            sa.ForeignKey("assessment.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("reoffending", sa.String, nullable=False),
        sa.Column("harm", sa.String, nullable=False),
        sa.Column("to_whom", sa.String, nullable=False),
        sa.Column("rationale", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("review", sa.Date),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.String, nullable=False),
    )
    op.create_index("ix_risk_review_assessment_id", "risk_review", ["assessment_id"])


def _safety_flag() -> None:
    op.create_table(
        "safety_flag",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "person_id", sa.Integer, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE")),
        sa.Column("flag", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("raised_by", sa.String, nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("end_reason", sa.String, nullable=False),
    )
    op.create_index("ix_safety_flag_person_id", "safety_flag", ["person_id"])


def _safeguarding_report() -> None:
    op.create_table(
        "safeguarding_report",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "flag_id",
            sa.Integer,
            sa.ForeignKey("safety_flag.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("made", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("to_whom", sa.String, nullable=False),
        sa.Column("reference", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_safeguarding_report_flag_id", "safeguarding_report", ["flag_id"])


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
        sa.Column("access", sa.JSON, nullable=False),
        sa.Column("capacity", sa.Integer),
        sa.Column("begins_on", sa.Date),
        sa.Column("closed_on", sa.Date),
        sa.Column("funding_pence", sa.Integer),
        sa.Column("route", sa.String, nullable=False),
        sa.Column("route_to", sa.String, nullable=False),
        sa.Column("answer_days", sa.Integer),
        sa.Column("contacts", sa.JSON, nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
        sa.CheckConstraint("closed_on > begins_on", name="begins_before_it_closes"),
        sa.CheckConstraint("funding_pence >= 0", name="funded"),
        sa.CheckConstraint("capacity > 0", name="some_capacity"),
        sa.CheckConstraint("answer_days > 0", name="some_days"),
    )
