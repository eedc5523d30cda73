"""Reference data that an administrator imports, an edition at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0009_imported"
down_revision = "0008_custody"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _edition()
    _listed_offence()
    _outward_code()


def _edition() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("standing", sa.String(40), nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("vintage", sa.Date),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("retired", sa.Integer, nullable=False),
        sa.Column("strange", sa.Integer, nullable=False),
        sa.Column("inside", sa.Integer),
        sa.Column("imported_by", sa.String, nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workstation", sa.String, nullable=False),
    )
    op.create_index(
        "uq_edition_in_force",
        "edition",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("standing = 'in_force'"),
        postgresql_where=sa.text("standing = 'in_force'"),
    )


def _listed_offence() -> None:
    op.create_table(
        "listed_offence",
        sa.Column("edition_id", sa.Integer, sa.ForeignKey("edition.id"), primary_key=True),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("category", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("recordable", sa.Boolean),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("words", sa.String, nullable=False),
    )


def _outward_code() -> None:
    op.create_table(
        "outward_code",
        sa.Column("edition_id", sa.Integer, sa.ForeignKey("edition.id"), primary_key=True),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("places", sa.String, nullable=False),
    )
