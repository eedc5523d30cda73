"""The office: who works here, what they did, and what they have not finished."""

import sqlalchemy as sa
from alembic import op

revision = "0001_office"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _audit_entry()
    _member()
    _draft()
    _pin()
    _setting()


def _audit_entry() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("workstation", sa.String, nullable=False),
        sa.Column("action", sa.String, nullable=False),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("case_id", sa.Integer),
        sa.Column("person_id", sa.Integer),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("content_digest", sa.String, nullable=False),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("previous", sa.String, nullable=False, unique=True),
        sa.Column("seal", sa.String, nullable=False, unique=True),
    )
    op.create_index("ix_audit_entry_action", "audit_entry", ["action"])
    op.create_index("ix_audit_entry_actor", "audit_entry", ["actor"])
    op.create_index("ix_audit_entry_case_id", "audit_entry", ["case_id"])


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("username", sa.String, nullable=False, unique=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("telephone", sa.String, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "member_id", sa.Integer, sa.ForeignKey("member.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("form", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("member_id", "form", "about"),
    )


def _pin() -> None:
    op.create_table(
        "pin",
        sa.Column(
            "member_id",
            sa.Integer,
            sa.ForeignKey("member.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("wrong_at", sa.DateTime(timezone=True)),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
