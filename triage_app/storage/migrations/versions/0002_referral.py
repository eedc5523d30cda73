"""A person, their case, and how it came to be taken on or not."""

import sqlalchemy as sa
from alembic import op

revision = "0002_referral"
down_revision = "0001_office"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _person()
    _case()
    _authorisation()
    _case_order()
    _correction()
    _eligibility_decision()
    _offence()
    _revision()


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("known_as", sa.String, nullable=False),
        sa.Column("born", sa.Date),
        sa.Column("pnc", sa.String, nullable=False),
        sa.Column("cro", sa.String, nullable=False),
        sa.Column("sex", sa.String),
        sa.Column("ethnicity", sa.String),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("postcode", sa.String, nullable=False),
        sa.Column("telephone", sa.String, nullable=False),
        sa.Column("message_may_be_left", sa.Boolean),
        sa.Column("who_answers", sa.String, nullable=False),
        sa.Column("safe_times", sa.String, nullable=False),
        sa.Column("emergency_name", sa.String, nullable=False),
        sa.Column("emergency_relation", sa.String, nullable=False),
        sa.Column("emergency_telephone", sa.String, nullable=False),
        sa.Column("unavailable", sa.String, nullable=False),
        sa.Column("unavailable_why", sa.String, nullable=False),
        sa.Column("availability", sa.String, nullable=False),
        sa.Column("speaks", sa.String),
        sa.Column("reads", sa.String),
        sa.Column("interpreter", sa.Boolean),
        sa.Column("interpreter_language", sa.String, nullable=False),
        sa.Column("appropriate_adult", sa.Boolean),
        sa.Column("appropriate_adult_name", sa.String, nullable=False),
        sa.Column("access", sa.String, nullable=False),
        sa.Column("needs", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )


def _case() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("number", sa.String, nullable=False, unique=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("assessor_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("scheme", sa.String, nullable=False),
        sa.Column("family", sa.String, nullable=False),
        sa.Column("suite", sa.String, nullable=False),
        sa.Column("opened", sa.Date, nullable=False),
        sa.Column("custody_record", sa.String, nullable=False, unique=True),
        sa.Column("crime_reference", sa.String, nullable=False),
        sa.Column("asn", sa.String, nullable=False),
        sa.Column("arrested", sa.DateTime(timezone=True)),
        sa.Column("released", sa.DateTime(timezone=True)),
        sa.Column("officer_name", sa.String, nullable=False),
        sa.Column("officer_number", sa.String, nullable=False),
        sa.Column("officer_email", sa.String, nullable=False),
        sa.Column("court_order", sa.Boolean),
        sa.Column("bail", sa.Boolean),
        sa.Column("co_accused", sa.Boolean),
        sa.Column("co_accused_names", sa.String, nullable=False),
        sa.Column("drug_test", sa.String(40)),
        sa.Column("drug_result", sa.String(40)),
        sa.Column("drug_test_day", sa.Date),
        sa.Column("term_end", sa.Date),
        sa.Column("term_reason", sa.String, nullable=False),
        sa.Column("term_by", sa.String, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("nonce", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_assessor_state", "case", ["assessor_id", "state"])
    op.create_index("ix_case_closed_on", "case", ["closed_on"])
    op.create_index(
        "ix_case_one_live",
        "case",
        ["person_id", "family"],
        unique=True,
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_index("ix_case_person_id", "case", ["person_id"])
    op.create_index("ix_case_state", "case", ["state"])


def _authorisation() -> None:
    op.create_table(
        "authorisation",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id",
            sa.Integer,
            sa.ForeignKey("case.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("officer", sa.String, nullable=False),
        sa.Column("rank", sa.String, nullable=False),
        sa.Column("number", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("recorded_by", sa.String, nullable=False),
    )


def _case_order() -> None:
    op.create_table(
        "case_order",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("court", sa.String, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("another_matter", sa.Boolean),
    )
    op.create_index("ix_case_order_case_id", "case_order", ["case_id"])


def _correction() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_correction_case_id", "correction", ["case_id"])


def _eligibility_decision() -> None:
    op.create_table(
        "eligibility_decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("scheme", sa.String, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
        sa.Column("clock", sa.JSON, nullable=False),
        sa.Column("shown", sa.JSON, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_eligibility_decision_case_id", "eligibility_decision", ["case_id"])


def _offence() -> None:
    op.create_table(
        "offence",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("category", sa.String),
        sa.Column("first_day", sa.Date),
        sa.Column("last_day", sa.Date),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("postcode", sa.String, nullable=False),
        sa.Column("domestic_abuse", sa.Boolean),
        sa.Column("base_day", sa.Date),
    )
    op.create_index("ix_offence_case_id", "offence", ["case_id"])


def _revision() -> None:
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("entry_id", sa.Integer, sa.ForeignKey("audit_entry.id"), nullable=False),
        sa.Column("case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE")),
        sa.Column("record", sa.String, nullable=False),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("earlier", sa.String),
    )
