"""Data sets, learning runs and models over HTTP."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ketstream import _errors, _http, _table

INGESTION = "KETSTREAM_INGESTION"
RESULTS = "KETSTREAM_RESULTS"

_MOST_ROWS = 1000
"""Of one prediction."""

_NUMPY = "application/octet-stream, application/json;q=0.1, application/problem+json;q=0.1"

_PAGE = 100
_WORTH_PACKING = 1 << 16
_FIRST_POLL = 0.05
_LONGEST_POLL = 2.0
_UNTIL_SHOWN = 30.0
"""Seconds after which a run that was taken in and is not shown is taken for lost; the services promise 2."""

_UNTIL_WHOLE = 10.0
"""Seconds that answers to a run's questions may arrive after its end."""

_ENDED = frozenset({"SUCCEEDED", "FAILED", "CANCELLED"})

Json = Mapping[str, Any]
"""An object of JSON, as the service's OpenAPI description has it."""


@dataclass(frozen=True)
class Predictions:
    """What a model tells of rows.

    :param predictions: a class's name or a number for each row
    :param decisions: what these were decided by, some numbers a row: of two classes one, positive for the second; of
        more one a class, or of a support vector machine one a pair (0, 1), (0, 2), …, (1, 2), …, positive for the
        second; a number itself
    :param classes: in the model's order; ``None`` of numbers
    :param probabilities: of the classes, a row each; ``None`` where the model has none
    :param deviations: standard deviations of numbers; ``None`` where the model has none
    :param engine: that computed the circuits, as the service names it
    """

    predictions: list[Any]
    decisions: list[list[float]]
    classes: list[str] | None
    probabilities: list[list[float]] | None
    deviations: list[float] | None
    engine: Any


class Client:
    """The services that take data and runs in, and that show what came of them.

    It keeps nothing but these addresses and numbers, so that it can be copied and pickled, and used by several threads.

    :param ingestion: address of ingestion-service; ``KETSTREAM_INGESTION`` of the environment, else
        ``http://localhost:8081``
    :param results: address of results-service; ``KETSTREAM_RESULTS``, else ``http://localhost:8085``
    :param timeout: seconds without a sign of life of a service after which an attempt is given up; a prediction may
        take a service 30
    :param attempts: how often a request is made at most while there is no answer, or one of 429, 503 and 504.
        All requests of this class may be repeated: they read, replace a table by the same, compute without keeping, or
        have an Idempotency-Key
    """

    def __init__(
        self, ingestion: str | None = None, results: str | None = None, *, timeout: float = 60.0, attempts: int = 5
    ) -> None:
        self._ingestion = _http.service(
            ingestion or os.environ.get(INGESTION) or "http://localhost:8081", timeout, attempts
        )
        self._results = _http.service(results or os.environ.get(RESULTS) or "http://localhost:8085", timeout, attempts)

    def __repr__(self) -> str:
        return f"Client(ingestion={self._ingestion.base!r}, results={self._results.base!r})"

    def put_dataset(self, name: str, table: _table.Columns | str | bytes, *, categories: Iterable[str] = ()) -> Json:
        """Makes a data set of a table; the same table again changes nothing.

        :param table: columns by their names (a ``dict`` of sequences, a pandas ``DataFrame``): those of numbers have
            numbers, those of texts or truth values categories. Or CSV, of which the service finds the types
        :param categories: columns that are categories although all that is in them looks like numbers
        :return: what is in it, with its digest and warnings
        :raises ValueError: for columns that are no table
        :raises InvalidRequest: for what the service refuses
        """
        if isinstance(table, (str, bytes)):
            made = _table.Table(table.encode() if isinstance(table, str) else table, ())
        else:
            made = _table.table(table)
        return self.put_table(name, made._replace(categories=tuple(dict.fromkeys([*made.categories, *categories]))))

    def put_table(self, name: str, table: _table.Table) -> Json:
        """Makes a data set of a table that is text already."""
        headers = {"Content-Type": "text/csv; charset=utf-8"}
        body = table.csv
        if len(body) > _WORTH_PACKING:
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, mtime=0)
        query = [("category", column) for column in table.categories]
        return _object(
            self._ingestion.call("PUT", ["datasets", name], query=query, body=body, headers=headers).json()
        )

    def submit(self, body: Json, *, idempotency_key: str | None = None) -> str:
        """Hands a run in.

        :param body: as docs/learning.md has it
        :param idempotency_key: the same key with the same body is the same run; by default a new one, which makes it
            safe to repeat this request, and each call a run of its own
        :return: the run's id
        """
        answer = self._ingestion.call(
            "POST",
            ["runs"],
            body=_text(body),
            headers={
                "Content-Type": "application/json",
                "Idempotency-Key": idempotency_key or str(uuid.uuid4()),
            },
        )
        return str(_object(answer.json())["runId"])

    def show(self, run_id: str) -> Json:
        """A run as it is now.

        :raises NotFound: when there is none; right after its submission it may not be shown yet
        """
        return _object(self._results.call("GET", ["runs", run_id]).json())

    def wait(
        self, run_id: str, *, timeout: float | None = None, on_progress: Callable[[Json], None] | None = None
    ) -> Json:
        """Waits for a run's end: asks at once, then ever more rarely, every two seconds at last.

        :param timeout: seconds; ``None``: as long as it takes
        :param on_progress: is given each view of the run that is not its last
        :return: the run, which has succeeded
        :raises RunFailed: when it ends otherwise
        :raises RunUnfinished: when it has not ended in time; it goes on
        """
        begin = time.monotonic()
        pause = _FIRST_POLL
        while True:
            view = self._shown(run_id, time.monotonic() - begin)
            status = "UNKNOWN" if view is None else str(view["status"])
            if view is not None:
                if status in _ENDED:
                    return _succeeded(run_id, view)
                if on_progress is not None:
                    on_progress(view)
            if timeout is not None and time.monotonic() - begin + pause > timeout:
                raise _errors.RunUnfinished(run_id, status, timeout)
            time.sleep(pause)
            pause = min(1.5 * pause, _LONGEST_POLL)

    def run(self, body: Json, *, timeout: float | None = None) -> Json:
        """:meth:`submit` and :meth:`wait`."""
        return self.wait(self.submit(body), timeout=timeout)

    def kernel(self, run_id: str) -> npt.NDArray[np.float64]:
        """The kernel matrix of all rows of a run's table, in the table's order, as it was measured.

        :param run_id: of a run of type ``kernel``, or of one that learns by a kernel and is validated in folds, as the
            estimators' are, or on another data set; not of a search or its parts, and not by landmarks (``nystrom``)
            or a kernel that is trained (``alignment``)
        :raises NotFound: when there is no such run, or it has no such matrix
        :raises Conflict: while the run is under way; and where not all of it arrives within seconds of its end
        """
        begin = time.monotonic()
        pause = _FIRST_POLL
        while True:
            try:
                answer = self._results.call("GET", ["runs", run_id, "kernel"], headers={"Accept": _NUMPY})
                break
            except _errors.Conflict:
                if time.monotonic() - begin > _UNTIL_WHOLE or self.show(run_id)["status"] not in _ENDED:
                    raise
            time.sleep(pause)
            pause = min(1.5 * pause, _LONGEST_POLL)
        matrix = np.load(io.BytesIO(answer.body), allow_pickle=False)
        return np.asarray(matrix, dtype=np.float64)

    def models(self, dataset: str | None = None) -> Iterator[Json]:
        """All trained models, latest first, or those of one data set; pages are fetched as they are reached."""
        query = [] if dataset is None else [("dataset", dataset)]
        page = 0
        while True:
            found = _object(
                self._results.call("GET", ["models"], query=[*query, ("page", str(page)), ("size", str(_PAGE))]).json()
            )
            yield from found["items"]
            page += 1
            if not found["items"] or page * _PAGE >= found["total"]:
                return

    def model(self, run_id: str) -> Json:
        """A trained model: its ``summary`` as in the list, the ``columns`` that it takes, ``links``."""
        return _object(self._results.call("GET", ["models", run_id]).json())

    def predict(self, run_id: str, rows: Iterable[Mapping[Any, Any]]) -> Predictions:
        """What the model of a run tells of new rows, asked for in parts of 1000.

        :param rows: values by the columns' names: numbers, texts, ``None`` or NaN where one is missing
        """
        answers = []
        for part in _parts(_rows(rows)):
            answer = _object(self._ask(run_id, "predict", part))
            if len(answer["predictions"]) != len(part):
                raise _errors.KetstreamError(
                    f"the service answered {len(part)} rows with {len(answer['predictions'])} predictions"
                )
            answers.append(answer)
        return Predictions(
            predictions=_joined(answers, "predictions"),
            decisions=_joined(answers, "decisions"),
            classes=answers[0].get("classes"),
            probabilities=_joined(answers, "probabilities") if "probabilities" in answers[0] else None,
            deviations=_joined(answers, "deviations") if "deviations" in answers[0] else None,
            engine=answers[0]["engine"],
        )

    def score(self, run_id: str, rows: Iterable[Mapping[Any, Any]]) -> Json:
        """How good the model of a run is on rows that have the target, at most 1000: figures with their intervals."""
        return _object(self._ask(run_id, "score", _rows(rows)))

    def _ask(self, run_id: str, what: str, rows: Sequence[Json]) -> Any:
        body = _text({"rows": rows})
        headers = {"Content-Type": "application/json"}
        return self._results.call("POST", ["models", run_id, what], body=body, headers=headers).json()

    def _shown(self, run_id: str, seconds: float) -> Json | None:
        try:
            return self.show(run_id)
        except _errors.NotFound:
            if seconds > _UNTIL_SHOWN:
                raise
            return None


def _succeeded(run_id: str, view: Json) -> Json:
    if view["status"] == "SUCCEEDED":
        return view
    failure = view.get("failure") or {}
    raise _errors.RunFailed(
        run_id,
        str(failure.get("code", view["status"])),
        str(failure.get("message", f"the run is {view['status']}")),
    )


def _rows(rows: Iterable[Mapping[Any, Any]]) -> list[Json]:
    made: list[Json] = []
    for i, row in enumerate(rows):
        try:
            made.append({str(column): _table.cell(value) for column, value in row.items()})
        except ValueError as e:
            raise ValueError(f"rows[{i}]: {e}") from e
    return made


def _parts(rows: Sequence[Json]) -> Iterator[Sequence[Json]]:
    """At least one, so that no rows are the service's to refuse."""
    for begin in range(0, max(1, len(rows)), _MOST_ROWS):
        yield rows[begin : begin + _MOST_ROWS]


def _joined(answers: Iterable[Json], name: str) -> list[Any]:
    return [value for answer in answers for value in answer[name]]


def _text(body: Json) -> bytes:
    return json.dumps(body, allow_nan=False).encode()


def _object(parsed: Any) -> Json:
    if not isinstance(parsed, dict):
        raise _errors.KetstreamError(f"the service answered with {type(parsed).__name__} in place of an object")
    return parsed
