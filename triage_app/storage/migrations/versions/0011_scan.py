"""Signed papers that came back as scans."""

import sqlalchemy as sa
from alembic import op

revision = "0011_scan"
down_revision = "0010_varying"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _scan()
    _scan_file()
    _scan_page()


def _scan() -> None:
    op.create_table(
        "scan",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "case_id", sa.Integer, sa.ForeignKey("case.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column(
            "paper_id", sa.Integer, sa.ForeignKey("paper.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False),
        sa.Column("filed_by", sa.String, nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_scan_case_id", "scan", ["case_id"])
    op.create_index("ix_scan_paper_id", "scan", ["paper_id"])


def _scan_file() -> None:
    op.create_table(
        "scan_file",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "scan_id", sa.Integer, sa.ForeignKey("scan.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("scan_id", "position"),
    )
    op.create_index("ix_scan_file_digest", "scan_file", ["digest"])
    op.create_index("ix_scan_file_scan_id", "scan_file", ["scan_id"])


def _scan_page() -> None:
    op.create_table(
        "scan_page",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "scan_id", sa.Integer, sa.ForeignKey("scan.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("how", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("turned", sa.Integer, nullable=False),
        sa.UniqueConstraint("page", "scan_id"),
        sa.UniqueConstraint("scan_id", "place"),
        sa.CheckConstraint("(page IS NULL) = (how = 'left_out')", name="page_or_left_out"),
        sa.CheckConstraint("turned IN (0, 90, 180, 270)", name="quarter_turns"),
    )
    op.create_index("ix_scan_page_scan_id", "scan_page", ["scan_id"])
