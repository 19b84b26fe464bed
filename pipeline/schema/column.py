"""What a table of the dataset is made of: a class of typed rows whose annotations carry the columns' meaning.

A column is declared once, as a field of its table's row class: the annotation gives type and nullability, the
``Column`` beside it the meaning. Arrow schemas, the data package and the reference pages are made from that.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

KINDS: dict[type, str] = {str: "string", int: "int", float: "float", Decimal: "decimal(18,4)", date: "date"}
"""The types that a column may have, with their names in the contract."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means."""

    title: str
    """Chinese name, as a data portal shows it."""
    zh: str
    en: str
    unit: str | None = None
    """Unit of measure of the numbers, e.g. ``万元``."""
    values: tuple[str, ...] = ()
    """The only values that occur; empty where anything may stand."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table: its name, its type and what it means."""

    name: str
    type: type
    """One of ``KINDS``."""
    nullable: bool
    column: Column

    @property
    def kind(self) -> str:
        """The type's name in the contract, e.g. ``decimal(18,4)``."""
        return KINDS[self.type]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values stand in a column of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table of the dataset."""

    name: str
    row: type
    """The row's class, a dataclass or, where a form makes many of them, a named tuple; its fields are the columns."""
    title: str
    """Chinese name."""
    zh: str
    en: str
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns in order, from the row's annotations."""
        hints = typing.get_type_hints(self.row, include_extras=True)
        return tuple(_field(name, annotation) for name, annotation in hints.items())


def _field(name: str, annotation: object) -> Field:
    """Take ``Annotated[str | None, Column(...)]`` apart."""
    annotated, column = typing.get_args(annotation)
    members = typing.get_args(annotated) if isinstance(annotated, types.UnionType) else (annotated,)
    (plain,) = (member for member in members if member is not types.NoneType)
    return Field(name, plain, types.NoneType in members, column)
