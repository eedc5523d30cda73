"""Rows found once, and asked about in many tables: their numbers travel as one value."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Integer, String, bindparam, column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

VALUE: Final = column("value", String)  # one for all, or each statement would be worded anew


class _Listed(FunctionElement[int]):
    """The numbers of a list written in JSON, each a row."""

    inherit_cache = True


@compiles(_Listed, "sqlite")
def _on_sqlite(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_Listed, "postgresql")
def _on_postgresql(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    given = compiler.process(element.clauses, **options)
    return f"jsonb_array_elements_text(CAST({given} AS jsonb))"


# Whatever rows are chosen, their numbers are given with the statement that asks among them.
CHOSEN: Final = select(
    _Listed(bindparam("chosen", type_=String)).table_valued(VALUE).c.value.cast(Integer)
)
Chosen = Mapping[str, str]


def choose(numbers: Iterable[int]) -> Chosen:
    """Return what to give with every statement that asks of rows among `CHOSEN`.

    However many they are it is one value, where a database allows some ten thousand; a statement
    is worded once, while the program runs, and rows are found once, not anew for every table.
    """
    return {"chosen": json.dumps(list(numbers))}
