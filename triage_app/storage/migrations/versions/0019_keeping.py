"""What shows that a contract is kept, beside its meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0019_keeping"
down_revision = "0018_tracking"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _attendance_change()
    _contribution()
    _contribution_part()
    _tag_event()


def _attendance_change() -> None:
    op.create_table(
        "attendance_change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "appointment_id",
            sa.Integer,
            sa.ForeignKey("appointment.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("attendance", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("evidence_by", sa.Date),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("changed_by", sa.String, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_attendance_change_appointment_id", "attendance_change", ["appointment_id"])


def _contribution() -> None:
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id",
            sa.Integer,
            sa.ForeignKey("case.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("pence", sa.Integer, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("set_by", sa.String, nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waived", sa.String, nullable=False),
        sa.Column("waived_by", sa.String, nullable=False),
        sa.Column("waived_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("pence > 0 OR (pence = 0 AND waived <> '')", name="something"),
    )


def _contribution_part() -> None:
    op.create_table(
        "contribution_part",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("pence", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("receipt", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck", sa.String, nullable=False),
        sa.Column("struck_by", sa.String, nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("pence > 0", name="something_paid"),
    )
    op.create_index("ix_contribution_part_case_id", "contribution_part", ["case_id"])


def _tag_event() -> None:
    op.create_table(
        "tag_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "condition_id",
            sa.Integer,
            sa.ForeignKey("condition.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck", sa.String, nullable=False),
        sa.Column("struck_by", sa.String, nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("by <> ''", name="by_somebody"),
        sa.CheckConstraint("what IN ('fitted', 'taken_off', 'fault')", name="what"),
    )
    op.create_index("ix_tag_event_case_id", "tag_event", ["case_id"])
    op.create_index("ix_tag_event_condition_id", "tag_event", ["condition_id"])
