"""Tables as the CSV that data sets are made of (docs/datasets.md)."""

from __future__ import annotations

import hashlib
import math
import numbers
import re
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

import numpy as np

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?:nan|inf|infinity)", re.IGNORECASE)


class Columns(Protocol):
    """Columns by their names, as a ``dict`` has them, or a pandas ``DataFrame``."""

    def items(self) -> Iterable[tuple[Any, Iterable[Any]]]: ...


class Table(NamedTuple):
    """A table as text.

    :param categories: the columns that must be said to be categories, because some of their texts look like numbers
    """

    csv: bytes
    categories: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The same for the same text and types; it is not the service's digest of the table."""
        digest = hashlib.sha256(self.csv)
        for name in self.categories:
            digest.update(b"\n" + name.encode())
        return digest.hexdigest()


def table(columns: Columns) -> Table:
    """The table with these columns: of numbers, or of texts and truth values, which are categories.

    ``None`` and NaN are missing values, as is an empty text.

    :raises ValueError: for columns of different lengths, and for one that has both numbers and others
    """
    records: list[list[str]] = []
    categories = []
    for given, values in columns.items():
        name = str(given)
        cells = _cells(name, values)
        if records and len(cells) != len(records[0]) - 1:
            raise ValueError(f"column {name!r} has {len(cells)} values, the first one {len(records[0]) - 1}")
        if any(isinstance(value, str) and _NUMBER.fullmatch(value.strip()) for value in cells):
            categories.append(name)
        records.append([_field(name), *map(_field, cells)])
    lines = "".join(",".join(record) + "\r\n" for record in zip(*records))
    return Table(lines.encode(), tuple(categories))


def cell(value: object) -> float | str | None:
    """A value as JSON has it in a row of a prediction.

    :raises ValueError: for an infinite number, and for what is neither number, text nor missing
    """
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, numbers.Real):
        number = float(value)
        if math.isinf(number):
            raise ValueError("a number must be finite")
        return None if math.isnan(number) else number
    if value != value:  # pandas.NaT and its like
        return None
    raise ValueError(f"a value must be a number, a text, or None, not {type(value).__name__}")


def _cells(name: str, values: Iterable[Any]) -> list[float | str | None]:
    try:
        cells = [cell(value) for value in values]
    except ValueError as e:
        raise ValueError(f"column {name!r}: {e}") from e
    if len({type(value) for value in cells if value is not None and value != ""}) > 1:
        raise ValueError(f"column {name!r} has numbers and others: make all of its values texts")
    return cells


def _field(value: float | str | None) -> str:
    if value is None or value == "":
        return ""
    return repr(value) if isinstance(value, float) else '"' + value.replace('"', '""') + '"'
