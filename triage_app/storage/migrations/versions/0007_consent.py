"""What a person agrees to or takes back, and a case's end before a contract."""

import sqlalchemy as sa
from alembic import op

revision = "0007_consent"
down_revision = "0006_contract"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _consent()
    _service_referral()
    _sharing()
    _way_out()
    _withdrawal()
    _withdrawal_told()


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("sheet", sa.String, nullable=False),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("language_name", sa.String, nullable=False),
        sa.Column("explained_by", sa.String, nullable=False),
        sa.Column("adult", sa.String, nullable=False),
        sa.Column("interpreter", sa.String, nullable=False),
        sa.Column("solicitor", sa.String, nullable=False),
        sa.Column("present", sa.String, nullable=False),
        sa.Column("questions", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("manner", sa.String),
        sa.Column("witness", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_consent_case_id", "consent", ["case_id"])


def _service_referral() -> None:
    op.create_table(
        "service_referral",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("service_id", sa.Integer, sa.ForeignKey("service.id"), nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("asks", sa.String, nullable=False),
        sa.Column("shared", sa.JSON, nullable=False),
        sa.Column("consent_day", sa.Date, nullable=False),
        sa.Column("consent_how", sa.String, nullable=False),
        sa.Column("consent_language", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_on", sa.Date),
        sa.Column("taken_back_reason", sa.String, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("how_ended", sa.String, nullable=False),
        sa.Column("ended_note", sa.String, nullable=False),
    )
    op.create_index("ix_service_referral_case_id", "service_referral", ["case_id"])


def _sharing() -> None:
    op.create_table(
        "sharing",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("partner", sa.String, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_sharing_case_id", "sharing", ["case_id"])


def _way_out() -> None:
    op.create_table(
        "way_out",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("left_from", sa.String(40), nullable=False),
        sa.Column("services_offered", sa.Boolean),
        sa.Column("services_accepted", sa.Boolean),
        sa.Column("services_note", sa.String, nullable=False),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("emailed_on", sa.Date),
        sa.Column("emailed_by", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_reason", sa.String, nullable=False),
        sa.Column("taken_back_by", sa.String, nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_way_out_case_id", "way_out", ["case_id"])
    op.create_index(
        "ix_way_out_one_stands",
        "way_out",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("taken_back_at IS NULL"),
        postgresql_where=sa.text("taken_back_at IS NULL"),
    )
    op.create_index("ix_way_out_reason", "way_out", ["reason"])


def _withdrawal() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("withdrew_from", sa.String(40), nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_withdrawal_case_id", "withdrawal", ["case_id"])


def _withdrawal_told() -> None:
    op.create_table(
        "withdrawal_told",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "withdrawal_id",
            sa.Integer,
            sa.ForeignKey("withdrawal.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("service_id", sa.Integer, sa.ForeignKey("service.id")),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("told_on", sa.Date),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
    )
    op.create_index("ix_withdrawal_told_case_id", "withdrawal_told", ["case_id"])
    op.create_index(
        "ix_withdrawal_told_waits",
        "withdrawal_told",
        ["case_id"],
        sqlite_where=sa.text("told_on IS NULL"),
        postgresql_where=sa.text("told_on IS NULL"),
    )
    op.create_index("ix_withdrawal_told_withdrawal_id", "withdrawal_told", ["withdrawal_id"])
