"""The double's HTTP, on a port of this machine for each service."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import numpy as np

from services import bodies, contract, learning, states, tables
from services.contract import Contract, Undocumented
from services.refused import Refused, invalid
from services.tables import Column, Table

Reply = tuple[int, Mapping[str, str], Any]

_ENGINE = {"name": "double", "backend": "local-statevector", "profile": "float64"}
_TIME = "2026-01-01T00:00:00Z"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MOST_ROWS = 2000
_MOST_QUBITS = 20
_MOST_SEPARATE_QUBITS = 62


def _most_qubits(kernel: Mapping[str, Any], shots: int | None) -> int:
    """Samples of Bloch vectors are of all qubits together."""
    alignment = kernel["alignment"]
    joined = states.joins(kernel["featureMap"]) or (alignment is not None and alignment["layers"]["type"] != "rotations")
    return _MOST_QUBITS if joined or (shots is not None and kernel["type"] == "projected") else _MOST_SEPARATE_QUBITS


@dataclass
class Request:
    """A request as it came."""

    method: str
    path: str
    query: Sequence[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        if self.headers.get("content-type") != "application/json":
            raise Refused(415, "unsupported-media-type", "Content-Type must be application/json")
        try:
            return json.loads(self.body, parse_constant=_no_constant)
        except ValueError as e:
            raise Refused(400, "malformed-json", f"A JSON body is required: {e}") from e

    def parameters(self, *known: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {name: [] for name in known}
        for name, value in self.query:
            if name not in found:
                raise Refused(400, "invalid-request", f"there is no parameter {name}")
            found[name].append(value)
        return found


@dataclass
class Run:
    """:param left: how often it is shown before it has ended, as absent, QUEUED and RUNNING"""

    id: str
    body: dict[str, Any]
    data: learning.Data
    features: Sequence[str]
    digest: str
    left: list[str]
    decide: learning.Decide | None = None
    report: dict[str, Any] | None = None


@dataclass
class Services:
    """What both services know.

    :param stages: of each new run, one after the other: ``ABSENT``, or a status
    :param failure: what every new run fails with
    :param left_out: why models are not kept
    :param faults: replies that take the place of an answer; ``None`` closes the connection without one
    """

    tables: dict[str, tables.Table] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    keys: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    stages: Sequence[str] = ("ABSENT", "QUEUED", "RUNNING")
    failure: dict[str, str] | None = None
    left_out: str | None = None
    faults: list[Reply | None] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def put_dataset(self, request: Request, name: str) -> Reply:
        if not _NAME.fullmatch(name):
            raise invalid("name", "must be letters, digits, '.', '_' and '-'")
        if request.headers.get("content-type") not in ("text/csv", "text/csv; charset=utf-8"):
            raise Refused(415, "unsupported-media-type", "Content-Type must be text/csv")
        given = request.parameters("number", "category")
        encoding = request.headers.get("content-encoding", "identity")
        if encoding not in ("identity", "gzip"):
            raise Refused(415, "unsupported-media-type", "Content-Encoding must be gzip or identity")
        body = gzip.decompress(request.body) if encoding == "gzip" else request.body
        table = tables.read(body, given["number"], given["category"])
        self.tables[name] = table
        return 200, {}, self.dataset(name)

    def dataset(self, name: str) -> dict[str, Any]:
        table = self.tables[name]
        return {
            "name": name,
            "version": 1,
            "loadedAt": _TIME,
            "rows": table.rows,
            "bytes": table.bytes,
            "duplicateRows": table.rows - len(set(zip(*(column.values for column in table.columns)))),
            "columns": [column.view() for column in table.columns],
            "table": {"href": f"/api/v1/dataset-versions/{table.digest}", "sha256": table.digest},
            "warnings": [],
        }

    def submit(self, request: Request) -> Reply:
        request.parameters()
        key = request.headers.get("idempotency-key")
        if key is None or not 1 <= len(key) <= 255:
            raise Refused(400, "invalid-request", "this client gives each submission an Idempotency-Key")
        body = bodies.run(request.json())
        if key in self.keys:
            before, run_id = self.keys[key]
            if before != request.body:
                raise Refused(409, "idempotency-key-reused", "The Idempotency-Key was used for a different body.")
            return 202, {"Location": f"/api/v1/runs/{run_id}"}, {"runId": run_id}
        run = self._resolved(body)
        self.keys[key] = (request.body, run.id)
        self.runs[run.id] = run
        return 202, {"Location": f"/api/v1/runs/{run.id}"}, {"runId": run.id}

    def _resolved(self, body: dict[str, Any]) -> Run:
        problem = body["problem"]
        table = self.tables.get(problem["dataset"])
        if table is None:
            raise invalid("problem.dataset", f"is not known: '{problem['dataset']}'")
        alone = problem["type"] == "kernel"
        folds = 2 if alone else problem["validation"].get("folds", 2)
        target = None if alone else self._target(table, problem["target"])
        names = problem["features"] or [c.name for c in table.columns if c is not target]
        if (target is not None and target.name in names) or len(set(names)) < len(names):
            raise invalid("problem.features", "has the target, or a column twice")
        values = []
        for i, name in enumerate(names):
            column = table.column(name)
            if column is None or column.type != "number":
                raise invalid(f"problem.features[{i}]", "is not a column of numbers")
            if column.missing and not any(step["type"] == "impute" for step in problem["preprocessing"]):
                raise invalid(f"problem.features[{i}]", f"needs impute: column '{name}' has missing values")
            if target is not None and _are_alike(column, target):
                raise invalid(f"problem.features[{i}]", f"gives the target away: '{name}'")
            values.append(column.values)
        if all(len(set(column)) == 1 for column in values):
            raise invalid("problem.features", "are all constant")
        if table.rows < folds:
            raise invalid("problem.validation.folds", f"must be at most the {table.rows} rows, not {folds}")
        rows = np.array(values, dtype=np.float64).T
        data = (
            learning.Data(rows, np.zeros(len(rows)), None)
            if target is None
            else _data(problem["type"], target, rows, folds)
        )
        self._check_size(body, data)
        return Run(str(uuid.uuid4()), body, data, names, table.digest, list(self.stages))

    @staticmethod
    def _target(table: Table, name: str) -> Column:
        target = table.column(name)
        if target is None:
            raise invalid("problem.target", f"is not a column of the data set: '{name}'")
        if target.missing:
            raise invalid("problem.target", f"has no value in {target.missing} rows")
        return target

    @staticmethod
    def _check_size(body: dict[str, Any], data: learning.Data) -> None:
        model = body["model"]
        width = data.features.shape[1]
        for step in body["problem"]["preprocessing"]:
            width = step["components"] if step["type"] == "pca" else width
        network = model["type"] == "quantum-neural-network"
        feature_map = model["featureMap"] if network else model["kernel"]["featureMap"]
        qubits = states.qubits(feature_map, width)
        place = "model.featureMap" if network else "model.kernel.featureMap"
        most = _MOST_QUBITS if network else _most_qubits(model["kernel"], body["execution"]["shots"])
        if qubits > most:
            raise invalid(place, f"must be a map of at most {most} qubits: {width} features need {qubits}")
        if not network and len(data.target) > _MOST_ROWS:
            raise invalid("problem.dataset", f"must have at most {_MOST_ROWS} rows for a kernel")
        classes = len(data.classes or ())
        if network and classes > 2 and (model["readout"] != "z" or classes > qubits):
            raise invalid("model.readout", f"must be z with at least {classes} qubits for {classes} classes")
        if network and classes > 2 and model["loss"] in ("linear", "weighted-fidelity"):
            raise invalid("model.loss", f"must not be {model['loss']} for {classes} classes")

    def show(self, run_id: str) -> Reply:
        run = self.runs.get(run_id)
        if run is None:
            raise Refused(404, "not-found", "There is no such run.", retry_after=1)
        stage = run.left.pop(0) if run.left else "FAILED" if self.failure else "SUCCEEDED"
        if stage == "ABSENT":
            raise Refused(404, "not-found", "There is no such run yet.", retry_after=1)
        view = self.view(run, stage)
        if stage == "SUCCEEDED":
            self._train(run)
            view["learning"] = run.report if self.left_out is None else {**(run.report or {}), "modelLeftOut": self.left_out}
        if stage == "FAILED":
            view["failure"] = self.failure
        return 200, {}, view

    @staticmethod
    def view(run: Run, status: str) -> dict[str, Any]:
        problem = run.body["problem"]
        view = {
            "runId": run.id,
            "status": status,
            "problem": {
                "type": problem["type"],
                "variables": run.data.features.shape[1],
                "dataset": problem["dataset"],
                "tableDigest": run.digest,
                "rows": len(run.data.target),
                "features": list(run.features),
                "preprocessing": _plain(problem["preprocessing"]),
                **{name: problem[name] for name in ("target", "validation") if problem.get(name) is not None},
            },
            "model": _model(run.body["model"]),
            "iterations": 0,
            "evaluations": 0,
            "shots": 0,
            "provenance": {
                "seed": run.body["seed"],
                "backend": "local-statevector",
                "execution": {"backend": "auto"},
                "problemDigest": run.digest,
                "tableDigest": run.digest,
                "versions": {},
            },
            "submittedAt": _TIME,
        }
        return view if run.body["name"] is None else {**view, "name": run.body["name"]}

    def kernel(self, request: Request, run_id: str) -> Reply:
        run = self.runs.get(run_id)
        if run is None:
            raise Refused(404, "not-found", "There is no such run.", retry_after=1)
        if run.left:
            raise Refused(409, "conflict", f"Run {run_id} is {run.left[0]}: its matrix is whole once it has succeeded.")
        if "kernel" not in run.body["model"] or run.body["problem"]["validation"]["type"] == "holdout":
            raise Refused(404, "not-found", f"Run {run_id} has no kernel matrix of its table.")
        if not request.headers["accept"].startswith("application/octet-stream"):
            raise Refused(406, "not-acceptable", "this client asks for NumPy's format")
        matrix = learning.gram(run.body["problem"], run.body["model"], run.data)
        file = io.BytesIO()
        np.save(file, matrix)
        return 200, {}, file.getvalue()

    def _train(self, run: Run) -> None:
        if run.decide is None:
            problem, model, shots, seed = (
                run.body["problem"],
                run.body["model"],
                run.body["execution"]["shots"],
                run.body["seed"],
            )
            run.report = learning.report(problem, model, shots, seed, run.data)
            run.decide = learning.train(problem, model, shots, seed, run.data)

    def models(self, request: Request) -> Reply:
        given = request.parameters("page", "size", "dataset")
        page, size = (int((given[name] or [default])[0]) for name, default in (("page", "0"), ("size", "20")))
        if page < 0 or not 1 <= size <= 200:
            raise invalid("size", "must be from 1 to 200")
        wanted = given["dataset"]
        found = [
            self.summary(run)
            for run in reversed(self.runs.values())
            if run.decide is not None and (not wanted or run.body["problem"]["dataset"] == wanted[0])
        ]
        items = found[page * size : (page + 1) * size]
        return 200, {}, {"items": items, "page": page, "size": size, "total": len(found)}

    def summary(self, run: Run) -> dict[str, Any]:
        problem = run.body["problem"]
        assert run.report is not None
        summary = {
            "runId": run.id,
            "type": problem["type"],
            "dataset": problem["dataset"],
            "tableDigest": run.digest,
            "features": list(run.features),
            **({} if problem["target"] is None else {"target": problem["target"]}),
            "model": _model(run.body["model"]),
            "trainedAt": _TIME,
            **{name: run.report[name] for name in ("qubits", "weights", "training", "validation")},
        }
        return summary if run.data.classes is None else {**summary, "classes": list(run.data.classes)}

    def model(self, run_id: str) -> Reply:
        run = self.trained(run_id)
        columns = [{"name": name, "type": "number", "categories": []} for name in run.features]
        problem = run.body["problem"]
        links: dict[str, Any] = {
            name: f"/api/v1/models/{run.id}/{name}" for name in ("predict", "score", "export")
        }
        links["run"] = f"/api/v1/runs/{run.id}"
        links["circuit"] = {"href": f"/api/v1/circuits/{run.digest}", "sha256": run.digest}
        return (
            200,
            {},
            {
                "summary": self.summary(run),
                "columns": columns,
                "preprocessing": _plain(problem["preprocessing"]),
                "width": run.data.features.shape[1],
                "links": links,
            },
        )

    def trained(self, run_id: str) -> Run:
        run = self.runs.get(run_id)
        if run is None or run.decide is None:
            raise Refused(404, "not-found", "There is no such model.", retry_after=1)
        return run

    def predict(self, request: Request, run_id: str) -> Reply:
        run = self.trained(run_id)
        rows = self._rows(request, run.features, ())
        told = self._told(run, rows)
        classes = run.data.classes
        answer: dict[str, Any] = {
            "predictions": told.values.tolist() if classes is None else [classes[i] for i in told.values],
            "decisions": told.decisions.tolist(),
            "engine": _ENGINE,
        }
        if classes is not None:
            answer["classes"] = list(classes)
        if told.probabilities is not None:
            answer["probabilities"] = told.probabilities.tolist()
        return 200, {}, answer

    def score(self, request: Request, run_id: str) -> Reply:
        run = self.trained(run_id)
        target = run.body["problem"]["target"]
        if target is None:
            raise invalid("rows", f"cannot be scored: a model of type {run.body['model']['type']} tells no target")
        rows = self._rows(request, run.features, (target,))
        told = self._told(run, rows).values
        classes = run.data.classes
        metric: dict[str, Any]
        names = told.tolist() if classes is None else [classes[i] for i in told]
        if classes is not None:
            true = np.array([classes.index(row[target]) for row in rows])
            metric = {"name": "accuracy", "value": float(np.mean(told == true))}
        else:
            true = np.array([row[target] for row in rows], dtype=np.float64)
            error = np.sum((told - true) ** 2) / np.sum((true - true.mean()) ** 2)
            metric = {"name": "r2", "value": 1 - float(error)}
        return 200, {}, {"rows": len(rows), "metrics": [metric], "predictions": names, "engine": _ENGINE}

    @staticmethod
    def _told(run: Run, rows: Sequence[Mapping[str, Any]]) -> learning.Told:
        """An absent column is as good as a missing value."""
        filled = any(step["type"] == "impute" for step in run.body["problem"]["preprocessing"])
        values = np.array([[row.get(name) for name in run.features] for row in rows], dtype=np.float64)
        if not filled and np.isnan(values).any():
            i, j = np.argwhere(np.isnan(values))[0]
            raise invalid(f"rows[{i}].{run.features[j]}", "is required: the model's preprocessing fills in nothing")
        assert run.decide is not None
        return run.decide(values)

    @staticmethod
    def _rows(request: Request, features: Sequence[str], others: Sequence[str]) -> list[dict[str, Any]]:
        request.parameters()
        body = request.json()
        if not isinstance(body, dict) or set(body) != {"rows"} or not isinstance(body["rows"], list):
            raise Refused(400, "malformed-json", "the body must have rows and nothing else")
        rows: list[dict[str, Any]] = body["rows"]
        if not 1 <= len(rows) <= 1000:
            raise invalid("rows", f"must be from 1 to 1000, not {len(rows)}")
        for i, row in enumerate(rows):
            for name, value in row.items():
                if name not in features and name not in others:
                    raise invalid(f"rows[{i}].{name}", "is not a column of the model")
                if name in features and value is not None and not isinstance(value, (int, float)):
                    raise invalid(f"rows[{i}].{name}", "must be a number")
        return rows


def _data(task: str, target: tables.Column, features: states.Reals, folds: int) -> learning.Data:
    if task == "regression":
        if target.type != "number":
            raise invalid("problem.target", "is a column of categories: regression needs numbers")
        if len(set(target.values)) == 1:
            raise invalid("problem.target", "is the same number in every row")
        return learning.Data(features, np.array(target.values), None)
    if target.type != "category":
        raise invalid("problem.target", "is a column of numbers: load the data set with it as a category")
    classes = target.categories
    if len(classes) < 2:
        raise invalid("problem.target", "has one class only")
    for name in classes:
        count = list(target.values).count(name)
        if count < folds:
            raise invalid("problem.target", f"has {count} rows of class '{name}', fewer than {folds} folds")
    return learning.Data(features, np.array([classes.index(value) for value in target.values]), classes)


def _are_alike(one: tables.Column, other: tables.Column) -> bool:
    """Whether they are the same, or of few values that come in pairs only."""
    if list(one.values) == list(other.values):
        return True
    values, others, both = (len(set(part)) for part in (one.values, other.values, zip(one.values, other.values)))
    few = min(64, len(one.values) // 2)
    return 1 < values == others == both <= few


# What the services do not write of a model where it is so, beside what is absent.
_UNWRITTEN = {
    "probabilities": False,
    "trainableFirst": False,
    "replacement": False,
    "evaluateEvery": 1,
    "entangler": "cx",
}


def _model(model: dict[str, Any]) -> dict[str, Any]:
    """As the services show it."""
    return {
        name: _model(item) if isinstance(item, dict) else item
        for name, item in _plain(model).items()
        if name not in _UNWRITTEN or item != _UNWRITTEN[name]
    }


def _plain(value: Any) -> Any:
    """As a service shows it: without what is absent."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if item is not None}
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    services: Services
    contract: Contract
    routes: Sequence[tuple[str, str, Callable[..., Reply]]]

    def log_message(self, format: str, *args: Any) -> None:
        """A test's output is its own."""

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        request = Request(self.command, parts.path, query, headers, body)
        with self.services.lock:
            self.services.requests.append(request)
            reply = self.services.faults.pop(0) if self.services.faults else self._checked(request)
        if reply is None:
            self.close_connection = True
            return
        status, extra, content = reply
        text = content if isinstance(content, bytes) else json.dumps(content, allow_nan=False).encode()
        self.send_response(status)
        media = "application/octet-stream" if isinstance(content, bytes) else "application/json"
        self.send_header("Content-Type", media if status < 400 else "application/problem+json")
        self.send_header("Content-Length", str(len(text)))
        for name, value in extra.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def _checked(self, request: Request) -> Reply:
        """What is not described is the client's mistake in a request, else the double's."""
        body = gzip.decompress(request.body) if request.headers.get("content-encoding") == "gzip" else request.body
        media = request.headers.get("content-type", "").split(";")[0]
        try:
            self.contract.check_request(request.method, request.path, request.query, media, body)
            undescribed = None
        except (Undocumented, ValueError) as e:
            undescribed = str(e)
        reply = self._reply(request)
        if undescribed is not None and reply[0] < 400:
            raise Undocumented(undescribed)
        self.contract.check_answer(request.method, request.path, reply[0], reply[2])
        return reply

    def _reply(self, request: Request) -> Reply:
        try:
            if "application/json" not in request.headers.get("accept", ""):
                raise Refused(406, "not-acceptable", "Accept must have application/json")
            for method, pattern, function in self.routes:
                match = re.fullmatch(pattern, request.path)
                if match and method == request.method:
                    return function(self.services, request, *map(unquote, match.groups()))
            raise Refused(404, "not-found", f"There is no {request.method} {request.path}.")
        except Refused as e:
            return e.status, {} if e.retry_after is None else {"Retry-After": str(e.retry_after)}, e.problem

    do_GET = do_PUT = do_POST = do_DELETE = _answer


_INGESTION: Sequence[tuple[str, str, Callable[..., Reply]]] = (
    ("PUT", r"/api/v1/datasets/([^/]+)", Services.put_dataset),
    ("POST", r"/api/v1/runs", Services.submit),
)
_RESULTS: Sequence[tuple[str, str, Callable[..., Reply]]] = (
    ("GET", r"/api/v1/runs/([^/]+)", lambda services, _, run: services.show(run)),
    ("GET", r"/api/v1/runs/([^/]+)/kernel", Services.kernel),
    ("GET", r"/api/v1/models", Services.models),
    ("GET", r"/api/v1/models/([^/]+)", lambda services, _, run: services.model(run)),
    ("POST", r"/api/v1/models/([^/]+)/predict", Services.predict),
    ("POST", r"/api/v1/models/([^/]+)/score", Services.score),
)


class _Server(ThreadingHTTPServer):
    """Keeps what went wrong in it, for the end of the test."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.errors: list[BaseException] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError):
            self.errors.append(error)


class Double:
    """Both services as a context: addresses while it is entered."""

    def __init__(self) -> None:
        self.services = Services()
        self._servers = [
            self._server(contract.of(name), routes)
            for name, routes in (("ingestion-service", _INGESTION), ("results-service", _RESULTS))
        ]
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True) for server in self._servers
        ]

    @property
    def ingestion(self) -> str:
        return self._address(0)

    @property
    def results(self) -> str:
        return self._address(1)

    def __enter__(self) -> Double:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for server, thread in zip(self._servers, self._threads):
            server.shutdown()
            thread.join()
            server.server_close()
        for server in self._servers:
            for error in server.errors:
                raise error

    def _server(
        self, described: Contract, routes: Sequence[tuple[str, str, Callable[..., Reply]]]
    ) -> _Server:
        handler = type("Handler", (_Handler,), {"services": self.services, "contract": described, "routes": routes})
        server = _Server(("127.0.0.1", 0), handler)
        return server

    def _address(self, place: int) -> str:
        return f"http://127.0.0.1:{self._servers[place].server_address[1]}"
