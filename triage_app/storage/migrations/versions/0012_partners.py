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
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by", sa.String, nullable=False),
        sa.UniqueConstraint("case_id", "number"),
        sa.CheckConstraint(
            "(condition_id IS NULL) <> (service_referral_id IS NULL)", name="one_ground"
        ),
        sa.CheckConstraint("manner <> 'open' OR length(why_open) > 2", name="open_for_a_reason"),
    )
    op.create_index("ix_partner_referral_case_id", "partner_referral", ["case_id"])
    op.create_index("ix_partner_referral_condition_id", "partner_referral", ["condition_id"])
    op.create_index(
        "ix_partner_referral_service_referral_id", "partner_referral", ["service_referral_id"]
    )
