"""CSV as docs/datasets.md has it."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.refused import invalid

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """:param values: numbers with NaN, or texts with ``None`` where a value is missing"""

    name: str
    type: str
    values: Sequence[Any]

    @property
    def missing(self) -> int:
        return sum(1 for value in self.values if value is None or value != value)

    @property
    def categories(self) -> list[str]:
        """In the order of Java's texts."""
        return sorted({value for value in self.values if value is not None}, key=lambda text: text.encode("utf-16-be"))

    def view(self) -> dict[str, Any]:
        view: dict[str, Any] = {"name": self.name, "type": self.type, "missing": self.missing}
        if self.type == "category":
            view["categories"] = {name: list(self.values).count(name) for name in self.categories}
        else:
            known = [value for value in self.values if value == value]
            mean = sum(known) / len(known)
            deviation = math.sqrt(sum((value - mean) ** 2 for value in known) / len(known))
            view["numbers"] = {"min": min(known), "max": max(known), "mean": mean, "deviation": deviation}
        return view


@dataclass(frozen=True)
class Table:
    columns: Sequence[Column]
    digest: str
    bytes: int

    @property
    def rows(self) -> int:
        return len(self.columns[0].values)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


def read(body: bytes, numbers: Sequence[str], categories: Sequence[str]) -> Table:
    try:
        records = list(csv.reader(io.StringIO(body.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as e:
        raise invalid("table", f"is no CSV in UTF-8: {e}") from e
    header = records[0] if records else []
    if len(header) < 2 or len(set(header)) < len(header):
        raise invalid("table", "line 1: a header with at least two names, none of them twice, is required")
    for name in header:
        if not 0 < len(name) <= 64 or name != name.strip() or any(c in ',"' or ord(c) < 32 for c in name):
            raise invalid("table", f"line 1: {name!r} is no name of a column")
    for name in (*numbers, *categories):
        if name not in header:
            raise invalid("number" if name in numbers else "category", f"is not a column of the table: '{name}'")
    if len(records) < 2:
        raise invalid("table", "has no rows")
    for line, record in enumerate(records[1:], 2):
        if len(record) != len(header):
            raise invalid("table", f"line {line}: has {len(record)} fields, not {len(header)}")
    columns = [
        _column(name, [record[j] for record in records[1:]], name in numbers, name in categories)
        for j, name in enumerate(header)
    ]
    return Table(columns, _digest(columns), len(body))


def _column(name: str, fields: Sequence[str], number: bool, category: bool) -> Column:
    known = [field.strip() for field in fields if field.strip()]
    if not known:
        raise invalid("table", f"{name}: has no value in any row")
    matching = [bool(_NUMBER.fullmatch(field)) for field in known]
    if not category:
        if any(map(_NOT_FINITE.fullmatch, known)):
            raise invalid("table", f"{name}: is not a finite number")
        if any(matching) and not all(matching) or number and not all(matching):
            raise invalid("table", f"{name}: is not a number, but other fields are")
    if category or not any(matching):
        for field in known:
            if len(field) > 200 or any(ord(c) < 32 or 127 <= ord(c) < 160 for c in field):
                raise invalid("table", f"{name}: a category has at most 200 characters, none of them for control")
        return Column(name, "category", [field or None for field in fields])
    values = [float(field) + 0.0 if field.strip() else math.nan for field in fields]
    if any(abs(value) > 1e100 for value in values):
        raise invalid("table", f"{name}: is beyond ±1e100")
    return Column(name, "number", values)


def _digest(columns: Sequence[Column]) -> str:
    """Of the values and types. It is not that of the service, whose numbers are Java's texts."""
    digest = hashlib.sha256()
    for column in columns:
        digest.update(repr((column.name, column.type, column.values)).encode())
    return digest.hexdigest()
