"""Referrals to partners: what was sent to whom."""

import sqlalchemy as sa
from alembic import op

revision = "0012_partners"
down_revision = "0011_scan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _partner_referral()
    _partner_reply()


def _partner_referral() -> None:
    op.create_table(
        "partner_referral",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("service_id", sa.Integer, sa.ForeignKey("service.id"), nullable=False),
        sa.Column("condition_id", sa.Integer, sa.ForeignKey("condition.id", ondelete="CASCADE")),
        sa.Column(
            "service_referral_id",
            sa.Integer,
            sa.ForeignKey("service_referral.id", ondelete="CASCADE"),
        ),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("told", sa.JSON, nullable=False),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id"), nullable=False),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("manner", sa.String, nullable=False),
        sa.Column("why_open", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("answer_by", sa.Date, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("heard_on", sa.Date),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String, nullable=False),
        sa.UniqueConstraint("case_id", "number"),
        sa.CheckConstraint(
            "(condition_id IS NULL) <> (service_referral_id IS NULL)", name="one_ground"
        ),
        sa.CheckConstraint("manner <> 'open' OR length(why_open) > 2", name="open_for_a_reason"),
        sa.CheckConstraint(
            "state IN ('sent', 'accepted', 'refused', 'started', 'ended', 'revoked')", name="state"
        ),
    )
    op.create_index("ix_partner_referral_case_id", "partner_referral", ["case_id"])
    op.create_index("ix_partner_referral_condition_id", "partner_referral", ["condition_id"])
    op.create_index(
        "ix_partner_referral_service_referral_id", "partner_referral", ["service_referral_id"]
    )
    op.create_index("ix_partner_referral_state", "partner_referral", ["state"])


def _partner_reply() -> None:
    op.create_table(
        "partner_reply",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "referral_id",
            sa.Integer,
            sa.ForeignKey("partner_referral.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("word", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("how_ended", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("file", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(word = 'ended') = (how_ended <> '')", name="ended_somehow"),
        sa.CheckConstraint("length(note) <= 900", name="note_length"),
    )
    op.create_index("ix_partner_reply_case_id", "partner_reply", ["case_id"])
    op.create_index("ix_partner_reply_referral_id", "partner_reply", ["referral_id"])
