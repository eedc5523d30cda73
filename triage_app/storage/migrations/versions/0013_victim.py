"""Whoever was harmed, what they wish, and what they were told."""

import sqlalchemy as sa
from alembic import op

revision = "0013_victim"
down_revision = "0012_partners"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _no_victim()
    _victim()
    _victim_correction()
    _victim_sheet()
    _victim_told()
    _victim_wish()


def _no_victim() -> None:
    op.create_table(
        "no_victim",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.String, nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_no_victim_case_id", "no_victim", ["case_id"])


def _victim() -> None:
    op.create_table(
        "victim",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("contact_person", sa.String, nullable=False),
        sa.Column("enhanced", sa.Boolean),
        sa.Column("enhanced_why", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("language_name", sa.String, nullable=False),
        sa.Column("large_print", sa.Boolean),
        sa.Column("told_by", sa.String, nullable=False),
        sa.Column("telephone", sa.String, nullable=False),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("message_may_be_left", sa.Boolean),
        sa.Column("who_answers", sa.String, nullable=False),
        sa.Column("safe_times", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_reason", sa.String, nullable=False),
        sa.Column("removed_by", sa.String, nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("removed_at IS NULL OR length(removed_reason) > 2", name="removed_why"),
        sa.CheckConstraint("kind <> 'company' OR length(contact_person) > 0", name="who_to_ask"),
    )
    op.create_index("ix_victim_case_id", "victim", ["case_id"])


def _victim_correction() -> None:
    op.create_table(
        "victim_correction",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "victim_id", sa.Integer, sa.ForeignKey("victim.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("fields", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("corrected_by", sa.String, nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_victim_correction_case_id", "victim_correction", ["case_id"])
    op.create_index("ix_victim_correction_victim_id", "victim_correction", ["victim_id"])


def _victim_sheet() -> None:
    op.create_table(
        "victim_sheet",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "victim_id", sa.Integer, sa.ForeignKey("victim.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("service", sa.String, nullable=False),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("manner", sa.String, nullable=False),
        sa.Column("why_open", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), nullable=False),
        sa.Column("answer_by", sa.Date, nullable=False),
        sa.Column("sent_by", sa.String, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("case_id", "number"),
        sa.CheckConstraint("manner <> 'open' OR length(why_open) > 2", name="open_for_a_reason"),
    )
    op.create_index("ix_victim_sheet_case_id", "victim_sheet", ["case_id"])
    op.create_index("ix_victim_sheet_victim_id", "victim_sheet", ["victim_id"])


def _victim_told() -> None:
    op.create_table(
        "victim_told",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "victim_id", sa.Integer, sa.ForeignKey("victim.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("why_not", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("victim_id", "event", "happened_on"),
        sa.CheckConstraint("told OR length(why_not) > 0", name="not_told_why"),
    )
    op.create_index("ix_victim_told_case_id", "victim_told", ["case_id"])
    op.create_index("ix_victim_told_victim_id", "victim_told", ["victim_id"])


def _victim_wish() -> None:
    op.create_table(
        "victim_wish",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "victim_id", sa.Integer, sa.ForeignKey("victim.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("said", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_victim_wish_case_id", "victim_wish", ["case_id"])
    op.create_index("ix_victim_wish_victim_id", "victim_wish", ["victim_id"])
