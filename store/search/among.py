"""Membership in a list given at run time, as one parameter.

The text of the statement stays the same however long the list is: nothing is expanded each time, and PostgreSQL
prepares it once instead of planning it anew for every length.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Dialect, String, TypeDecorator, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType, TypeEngine


class _Numbers(TypeDecorator[list[int]]):
    """A list of numbers as one parameter: an array, or JSON where the database has no arrays."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> Any:
        numbers = list(value or ())
        return numbers if dialect.name == "postgresql" else json.dumps(numbers)


class _Among(FunctionElement[Any]):
    name = "among"
    type = NullType()  # as a truth value SQLite would compare it with 1, and read the whole table
    inherit_cache = True


def among(column: Any, name: str) -> _Among:
    """Whether a whole number is one of the list that is given under a name."""
    return _Among(column, bindparam(name, type_=_Numbers()))


@compiles(_Among)
def _json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, numbers = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({numbers}))"  # noqa: S608 - both are made by the compiler


@compiles(_Among, "postgresql")
def _array(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, numbers = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} = ANY ({numbers})"
