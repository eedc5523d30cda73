"""The months of a contract, and how it ends."""

import sqlalchemy as sa
from alembic import op

revision = "0018_tracking"
down_revision = "0017_prosecution"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _appointment()
    _breach()
    _contact_attempt()
    _ending()
    _hours_entry()
    _meeting_move()
    _reoffence()
    _reoffending_check()
    _found_offence()
    _warning()


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("condition_id", sa.Integer, sa.ForeignKey("condition.id")),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("place_code", sa.String, nullable=False),
        sa.Column("room", sa.String, nullable=False),
        sa.Column("directions", sa.String, nullable=False),
        sa.Column("outside", sa.String, nullable=False),
        sa.Column("outside_reason", sa.String, nullable=False),
        sa.Column("uid", sa.String, nullable=False, unique=True),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminder_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("called_off", sa.String, nullable=False),
        sa.Column("called_off_at", sa.DateTime(timezone=True)),
        sa.Column("called_off_by", sa.String, nullable=False),
        sa.Column("called_off_asked_by", sa.String, nullable=False),
        sa.Column("attendance", sa.String),
        sa.Column("attendance_note", sa.String, nullable=False),
        sa.Column("evidence_by", sa.Date),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_appointment_case_id", "appointment", ["case_id"])
    op.create_index("ix_appointment_starts", "appointment", ["starts"])


def _breach() -> None:
    op.create_table(
        "breach",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("contract_id", sa.Integer, sa.ForeignKey("contract.id")),
        sa.Column("conditions", sa.JSON, nullable=False),
        sa.Column("quoted", sa.JSON, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("alternatives", sa.String, nullable=False),
        sa.Column("view", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("effect", sa.String, nullable=False),
        sa.Column("proposed_by", sa.String, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.Boolean),
        sa.Column("sent_back", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.CheckConstraint("NOT (sent_back AND found IS NOT NULL)", name="decided_or_sent_back"),
    )
    op.create_index("ix_breach_case_id", "breach", ["case_id"])


def _contact_attempt() -> None:
    op.create_table(
        "contact_attempt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("reached", sa.Boolean, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
    )
    op.create_index("ix_contact_attempt_case_id", "contact_attempt", ["case_id"])


def _ending() -> None:
    op.create_table(
        "ending",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("ended_from", sa.String(40), nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("to_whom", sa.String, nullable=False),
        sa.Column("proposed_outcome", sa.String, nullable=False),
        sa.Column("confirmed_by", sa.String, nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("told_on", sa.Date),
        sa.Column("told_how", sa.String, nullable=False),
        sa.Column("told_to", sa.String, nullable=False),
        sa.Column("acknowledged_on", sa.Date),
        sa.Column("acknowledged_by", sa.String, nullable=False),
        sa.Column("result", sa.String),
        sa.Column("result_on", sa.Date),
        sa.Column("result_note", sa.String, nullable=False),
        sa.Column("result_by", sa.String, nullable=False),
        sa.Column("checks", sa.Integer, nullable=False),
        sa.Column("stands", sa.Boolean, nullable=False),
        sa.Column("reopened_reason", sa.String, nullable=False),
        sa.Column("reopened_by", sa.String, nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_ending_case_id", "ending", ["case_id"])
    op.create_index("ix_ending_next_check", "ending", ["checks", "confirmed_at"])
    op.create_index(
        "ix_ending_one_stands",
        "ending",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("stands"),
        postgresql_where=sa.text("stands"),
    )


def _hours_entry() -> None:
    op.create_table(
        "hours_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "condition_id",
            sa.Integer,
            sa.ForeignKey("condition.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True)),
        sa.Column("confirmed_by", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck", sa.String, nullable=False),
        sa.Column("struck_by", sa.String, nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_hours_entry_condition_id", "hours_entry", ["condition_id"])


def _meeting_move() -> None:
    op.create_table(
        "meeting_move",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "appointment_id",
            sa.Integer,
            sa.ForeignKey("appointment.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("outside", sa.String, nullable=False),
        sa.Column("outside_reason", sa.String, nullable=False),
        sa.Column("asked_by", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("moved_by", sa.String, nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_meeting_move_appointment_id", "meeting_move", ["appointment_id"])


def _reoffence() -> None:
    op.create_table(
        "reoffence",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("basis", sa.String, nullable=False),
        sa.Column("offence_day", sa.Date, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_reoffence_case_id", "reoffence", ["case_id"])


def _reoffending_check() -> None:
    op.create_table(
        "reoffending_check",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "ending_id", sa.Integer, sa.ForeignKey("ending.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("months", sa.Integer, nullable=False),
        sa.Column("checked_on", sa.Date, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("found", sa.Boolean, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("ending_id", "months"),
    )
    op.create_index("ix_reoffending_check_case_id", "reoffending_check", ["case_id"])


def _found_offence() -> None:
    op.create_table(
        "found_offence",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "check_id",
            sa.Integer,
            sa.ForeignKey("reoffending_check.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("proof", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_found_offence_check_id", "found_offence", ["check_id"])


def _warning() -> None:
    op.create_table(
        "warning",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("rung", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("missed", sa.JSON, nullable=False),
        sa.Column("answer_by", sa.Date),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("given_on", sa.Date),
        sa.Column("given_how", sa.String, nullable=False),
        sa.Column("given_by", sa.String, nullable=False),
        sa.Column("given_note", sa.String, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_warning_case_id", "warning", ["case_id"])
