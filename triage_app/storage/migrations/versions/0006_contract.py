"""A contract, its conditions, its signatures and its papers."""

import sqlalchemy as sa
from alembic import op

revision = "0006_contract"
down_revision = "0005_assessment"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _bespoke_ruling()
    _paper()
    _contract()
    _condition()
    _printing()
    _signature()


def _bespoke_ruling() -> None:
    op.create_table(
        "bespoke_ruling",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("words_en", sa.String, nullable=False),
        sa.Column("words_cy", sa.String, nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("approved", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("ruled_by", sa.String, nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_bespoke_ruling_case_id", "bespoke_ruling", ["case_id"])


def _paper() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE")),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("scheme", sa.String, nullable=False),
        sa.Column("sheet", sa.String, nullable=False),
        sa.Column("issue", sa.Integer),
        sa.Column("code", sa.String, nullable=False, unique=True),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_paper_case_id", "paper", ["case_id"])


def _contract() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("issue", sa.Integer, nullable=False),
        sa.Column("edition", sa.String, nullable=False),
        sa.Column("drafted_for", sa.Date, nullable=False),
        sa.Column("ends", sa.Date, nullable=False),
        sa.Column("needs", sa.JSON, nullable=False),
        sa.Column("left_out", sa.JSON, nullable=False),
        sa.Column("snapshot", sa.JSON),
        sa.Column("paper_id", sa.Integer, sa.ForeignKey("paper.id")),
        sa.Column("signed_on", sa.Date),
        sa.Column("copy_taken", sa.Boolean),
        sa.Column("varies_id", sa.Integer, sa.ForeignKey("contract.id")),
        sa.Column("put_aside", sa.Boolean, nullable=False),
        sa.Column("drafted_by", sa.String, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("case_id", "issue"),
        sa.CheckConstraint(
            "edition IN ('en', 'cy', 'both', 'en_large', 'cy_large')", name="edition"
        ),
        sa.CheckConstraint("ends > drafted_for", name="ends_after_signing"),
    )
    op.create_index("ix_contract_case_id", "contract", ["case_id"])
    op.create_index("ix_contract_varies_id", "contract", ["varies_id"])


def _condition() -> None:
    op.create_table(
        "condition",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "contract_id",
            sa.Integer,
            sa.ForeignKey("contract.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("pathway", sa.String),
        sa.Column("service_id", sa.Integer, sa.ForeignKey("service.id")),
        sa.Column("sessions", sa.Integer),
        sa.Column("hours", sa.Integer),
        sa.Column("due", sa.Date),
        sa.Column("first_meeting", sa.DateTime(timezone=True)),
        sa.Column("asked_on", sa.Date),
        sa.Column("words_en", sa.String, nullable=False),
        sa.Column("words_cy", sa.String, nullable=False),
        sa.Column("written_by", sa.String, nullable=False),
        sa.Column("reworded_by", sa.String, nullable=False),
        sa.Column("frequency", sa.String),
        sa.Column("starts", sa.Date),
        sa.Column("on_day", sa.Date),
        sa.Column("place", sa.String),
        sa.Column("place_cy", sa.String),
        sa.Column("area", sa.String),
        sa.Column("area_cy", sa.String),
        sa.Column("continues_id", sa.Integer, sa.ForeignKey("condition.id")),
        sa.UniqueConstraint("contract_id", "position"),
        sa.CheckConstraint("length(area_cy) BETWEEN 1 AND 300", name="area_cy_length"),
        sa.CheckConstraint("length(area) BETWEEN 1 AND 300", name="area_length"),
        sa.CheckConstraint("position <> 1 OR kind IN ('no_reoffending')", name="at_1"),
        sa.CheckConstraint("position <> 2 OR kind IN ('restorative', 'pathway')", name="at_2"),
        sa.CheckConstraint("position <> 3 OR kind IN ('pathway')", name="at_3"),
        sa.CheckConstraint("position <> 4 OR kind IN ('pathway')", name="at_4"),
        sa.CheckConstraint(
            "position <> 5 OR kind IN ('pathway', 'volunteering', 'tag')", name="at_5"
        ),
        sa.CheckConstraint(
            "frequency IN ('daily', 'twice_weekly', 'weekly', 'fortnightly', 'monthly')",
            name="frequency",
        ),
        sa.CheckConstraint("hours BETWEEN 18 AND 36", name="hours"),
        sa.CheckConstraint("position BETWEEN 1 AND 5", name="one_to_five"),
        sa.CheckConstraint("(kind = 'pathway') = (pathway IS NOT NULL)", name="pathway_named"),
        sa.CheckConstraint("length(place_cy) BETWEEN 1 AND 300", name="place_cy_length"),
        sa.CheckConstraint("length(place) BETWEEN 1 AND 300", name="place_length"),
        sa.CheckConstraint("sessions BETWEEN 1 AND 60", name="some_sessions"),
        sa.CheckConstraint("starts <= due", name="starts_before_due"),
        sa.CheckConstraint(
            "length(words_en) <= 900 AND length(words_cy) <= 900", name="words_fit_their_paper"
        ),
    )
    op.create_index("ix_condition_continues_id", "condition", ["continues_id"])
    op.create_index("ix_condition_contract_id", "condition", ["contract_id"])


def _printing() -> None:
    op.create_table(
        "printing",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "paper_id", sa.Integer, sa.ForeignKey("paper.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("printer", sa.String, nullable=False),
        sa.Column("workstation", sa.String, nullable=False),
        sa.Column("job", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String, nullable=False),
        sa.Column("why_again", sa.String, nullable=False),
        sa.Column("came_out", sa.Boolean),
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("answered_by", sa.String, nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_printing_paper_id", "printing", ["paper_id"])


def _signature() -> None:
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "contract_id",
            sa.Integer,
            sa.ForeignKey("contract.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("sitting", sa.Integer, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("capacity", sa.String, nullable=False),
        sa.Column("manner", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("recorded_by", sa.String, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("contract_id", "sitting", "role"),
        sa.CheckConstraint(
            "manner IN ('signed', 'read_over', 'unable', 'refused', 'not_needed')", name="manner"
        ),
        sa.CheckConstraint("name <> '' OR manner = 'not_needed'", name="named"),
        sa.CheckConstraint(
            "role IN ('participant', 'assessor', 'appropriate_adult', 'interpreter', 'witness')",
            name="role",
        ),
        sa.CheckConstraint(
            "at IS NOT NULL OR manner IN ('unable', 'refused', 'not_needed')", name="signed_at"
        ),
        sa.CheckConstraint("capacity <> '' OR role <> 'witness'", name="witness_capacity"),
    )
    op.create_index("ix_signature_contract_id", "signature", ["contract_id"])
