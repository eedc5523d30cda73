"""Rows found once, and asked about in many tables: their numbers travel as one value."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

VALUE = column("value", String)  # one for all, or each statement would be worded anew


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


def among(numbers: Iterable[int]) -> Select[int]:
    """Return some numbers as a query, for a table's column to be among them.

    However many they are, the statement is the same and has one value: a database allows some ten
    thousand values in one, and a query that finds the rows anew would be run for every table.
    """
    listed = bindparam(None, json.dumps(list(numbers)), type_=String)
    rows = _Listed(listed).table_valued(VALUE)
    return select(rows.c.value.cast(Integer))
