"""Write the first migrations anew from the models, while nothing is released yet.

A step for each file of models, a function for each table: `python -m tests.storage.make_initial`.
"""

from pathlib import Path

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Enum,
    Float,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Table,
    UniqueConstraint,
)

from triage_app.storage.models import Base
from triage_app.storage.upgrading import MIGRATIONS

STEPS = (
    "office",
    "referral",
    "finding",
    "deciding",
    "assessment",
    "contract",
    "consent",
    "custody",
    "imported",
    "varying",
    "scan",
    "partners",
    "victim",
    "calling",
    "cover",
    "after",
    "prosecution",
    "tracking",
    "keeping",
    "ending",
)
HEAD = '"""{title}"""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
NAMES = 'revision = "{revision}"\ndown_revision = {down}\nbranch_labels = None\ndepends_on = None\n'
TITLES = {
    "prosecution": "Prosecution files: what was sent to whom.",
    "calling": "What was put off until when and why, and who looked for a new arrest.",
    "office": "The office: who works here, what they did, and what they have not finished.",
    "referral": "A person, their case, and how it came to be taken on or not.",
    "finding": "What people are found by, which records are linked, and which were made one.",
    "deciding": "What people say and judge of a case before they decide on it.",
    "assessment": "An assessment of need, and the services it may lead to.",
    "contract": "A contract, its conditions, its signatures and its papers.",
    "consent": "What a person agrees to or takes back, and a case's end before a contract.",
    "custody": "What custody logs say of people's stays, and what came of each.",
    "imported": "Reference data that an administrator imports, an edition at a time.",
    "partners": "Referrals to partners: what was sent to whom.",
    "ending": "Who is told of an ending, and who was the officer in the case before.",
    "tracking": "The months of a contract, and how it ends.",
    "keeping": "What shows that a contract is kept, beside its meetings.",
    "after": "What is done once a case has ended: checks, review of the record, disposal.",
    "varying": "A signed contract varied, and what a supervisor said of it.",
    "victim": "Whoever was harmed, what they wish, and what they were told.",
    "cover": "Who is away, who covers, and cases given to another.",
    "scan": "Signed papers that came back as scans.",
}
TYPES = (
    (Boolean, "sa.Boolean"),
    (Date, "sa.Date"),
    (JSON, "sa.JSON"),
    (Integer, "sa.Integer"),
    (Float, "sa.Float"),
    (Numeric, "sa.Numeric"),
    (LargeBinary, "sa.LargeBinary"),
)


def main():
    folder = MIGRATIONS / "versions"
    for old in folder.glob("[0-9]*.py"):
        old.unlink()
    down = None
    for number, (step, tables) in enumerate(grouped().items(), 1):
        revision = f"{number:04}_{step}"
        Path(folder, f"{revision}.py").write_text(
            written(TITLES[step], revision, down, tables), encoding="utf-8"
        )
        down = revision


def grouped():
    """Tables by the step that makes them: their own file's, or the first that can."""
    wanted = {}
    for mapper in Base.registry.mappers:
        wanted[mapper.local_table] = STEPS.index(mapper.class_.__module__.rpartition(".")[2])
    groups = {step: [] for step in STEPS}
    made = set()
    for place, step in enumerate(STEPS):
        waiting = sorted((one for one in wanted if wanted[one] <= place), key=lambda one: one.name)
        while ready := [
            one for one in waiting if one not in made and needed(one) <= made | {one.name}
        ]:
            groups[step].append(ready[0])
            made |= {ready[0].name, ready[0]}
    left = [one.name for one in wanted if one not in made]
    assert not left, f"no step can make {left}"
    return groups


def needed(table):
    return {key.column.table.name for key in table.foreign_keys}


def written(title, revision, down, tables):
    text = HEAD.format(title=title) + NAMES.format(
        revision=revision, down=f'"{down}"' if down else None
    )
    text += '\n\ndef upgrade() -> None:\n    """Make the tables."""\n'
    text += "".join(f"    _{table.name}()\n" for table in tables)
    return text + "".join(made(table) for table in tables)


def made(table: Table):
    lines = [column(one) for one in table.columns]
    lines += sorted(unique(one) for one in table.constraints if composite(one))
    lines += [
        f'sa.CheckConstraint("{one.sqltext}", name="{short(one.name, table.name)}")'
        for one in sorted(table.constraints, key=lambda one: str(one.name))
        if isinstance(one, CheckConstraint)
    ]
    text = f'\n\ndef _{table.name}() -> None:\n    op.create_table(\n        "{table.name}",\n'
    text += "".join(f"        {line},\n" for line in lines)
    if table.dialect_options["sqlite"]["with_rowid"] is False:
        text += "        sqlite_with_rowid=False,\n"
    if table.dialect_options["sqlite"]["autoincrement"]:
        text += "        sqlite_autoincrement=True,\n"
    text += "    )\n"
    return text + "".join(index(one) for one in sorted(table.indexes, key=lambda one: one.name))


def column(one: Column):
    parts = [f'"{one.name}"', kind(one.type)]
    for key in one.foreign_keys:
        after = f', ondelete="{key.ondelete}"' if key.ondelete else ""
        parts.append(f'sa.ForeignKey("{key.target_fullname}"{after})')
    if one.primary_key:
        parts.append("primary_key=True")
        parts += ["autoincrement=False"] if one.autoincrement is False else []
    elif not one.nullable:
        parts.append("nullable=False")
    if one.unique:
        parts.append("unique=True")
    if one.server_default is not None:
        parts.append(f'server_default="{one.server_default.arg}"')
    return f"sa.Column({', '.join(parts)})"


def kind(kept):
    impl = getattr(kept, "impl", kept)
    if isinstance(kept, DateTime) or isinstance(impl, DateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(kept, String) and "postgresql" in kept._variant_mapping:
        other = kept._variant_mapping["postgresql"].collation
        return f'sa.String().with_variant(sa.String(collation="{other}"), "postgresql")'
    if isinstance(kept, (Enum, String)):
        return f"sa.String({kept.length})" if kept.length else "sa.String"
    if isinstance(impl, String):
        return "sa.String"
    return next(name for known, name in TYPES if isinstance(kept, known))


def composite(one):
    return isinstance(one, UniqueConstraint) and len(one.columns) > 1


def unique(one):
    names = ", ".join(f'"{column.name}"' for column in one.columns)
    return f"sa.UniqueConstraint({names})"


def short(name, table):
    return str(name).removeprefix(f"ck_{table}_")


def index(one: Index):
    names = ", ".join(f'"{column.name}"' for column in one.columns)
    text = f'    op.create_index(\n        "{one.name}", "{one.table.name}", [{names}]'
    text += ", unique=True" if one.unique else ""
    text += "".join(
        f',\n        {dialect}_where=sa.text("{clause}")'
        for dialect in ("sqlite", "postgresql")
        if (clause := one.dialect_options[dialect]["where"]) is not None
    )
    return text + "\n    )\n"


if __name__ == "__main__":
    main()
