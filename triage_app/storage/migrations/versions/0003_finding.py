"""What people are found by, which records are linked, and which were made one."""

import sqlalchemy as sa
from alembic import op

revision = "0003_finding"
down_revision = "0002_referral"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _case_key()
    _former_description()
    _former_person()
    _name_word()
    _name_slip()
    _person_key()
    _person_link()


def _case_key() -> None:
    op.create_table(
        "case_key",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column(
            "key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            primary_key=True,
        ),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), primary_key=True
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_case_key_case_id", "case_key", ["case_id"])


def _former_description() -> None:
    op.create_table(
        "former_description",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person_id", sa.Integer, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("known_as", sa.String, nullable=False),
        sa.Column("born", sa.Date),
        sa.Column("sex", sa.String),
        sa.Column("pnc", sa.String, nullable=False),
        sa.Column("cro", sa.String, nullable=False),
        sa.Column("postcode", sa.String, nullable=False),
        sa.Column("telephone", sa.String, nullable=False),
    )
    op.create_index("ix_former_description_person_id", "former_description", ["person_id"])


def _former_person() -> None:
    op.create_table(
        "former_person",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(
            "person_id", sa.Integer, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("merged_by", sa.String, nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_former_person_person_id", "former_person", ["person_id"])


def _name_word() -> None:
    op.create_table(
        "name_word",
        sa.Column(
            "word",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            primary_key=True,
        ),
        sa.Column("soundex", sa.String, nullable=False),
        sa.Column("metaphone", sa.String, nullable=False),
    )
    op.create_index("ix_name_word_metaphone", "name_word", ["metaphone"])
    op.create_index("ix_name_word_soundex", "name_word", ["soundex"])


def _name_slip() -> None:
    op.create_table(
        "name_slip",
        sa.Column(
            "slip",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            primary_key=True,
        ),
        sa.Column(
            "word",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            sa.ForeignKey("name_word.word", ondelete="CASCADE"),
            primary_key=True,
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_slip_word", "name_slip", ["word"])


def _person_key() -> None:
    op.create_table(
        "person_key",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column(
            "key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            primary_key=True,
        ),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("person.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("source", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_key_person", "person_key", ["person_id", "kind", "key"])


def _person_link() -> None:
    op.create_table(
        "person_link",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person_id", sa.Integer, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "other_id", sa.Integer, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("linked_by", sa.String, nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("person_id", "other_id"),
    )
    op.create_index("ix_person_link_other_id", "person_link", ["other_id"])
    op.create_index("ix_person_link_person_id", "person_link", ["person_id"])
