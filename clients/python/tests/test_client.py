"""Requests, answers, errors and repetitions of the client, against the double."""

from __future__ import annotations

import copy
import json
import pickle
import socket
import uuid
from typing import Any

import numpy as np
import pandas as pd
import pytest
from services.server import Double, Reply

from ketstream import (
    Client,
    Conflict,
    InvalidRequest,
    KetstreamError,
    NotFound,
    RunFailed,
    RunUnfinished,
    Unavailable,
    _client,
)

SHAPES: dict[str, list[Any]] = {
    "width": [0.1, 0.2, 0.3, 0.9, 1.0, 1.1],
    "height": [1.0, 1.1, 0.9, 0.2, 0.1, 0.15],
    "kind": ["tall", "tall", "tall", "wide", "wide", "wide"],
}


def learning(dataset: str = "shapes", **problem: Any) -> dict[str, Any]:
    return {
        "problem": {
            "type": "classification",
            "dataset": dataset,
            "target": "kind",
            "validation": {"type": "folds", "folds": 2},
            **problem,
        },
        "model": {"type": "support-vector-machine", "kernel": {"type": "fidelity", "featureMap": {"type": "zz"}}},
        "seed": 7,
    }


def test_the_kernel_of_a_run_is_an_array(client: Client, double: Double) -> None:
    client.put_dataset("shapes", SHAPES)
    double.services.stages = ("RUNNING",)
    run_id = client.submit(learning())
    with pytest.raises(Conflict, match="is RUNNING"):
        client.kernel(run_id)
    client.wait(run_id)
    kernel = client.kernel(run_id)
    assert kernel.shape == (6, 6) and kernel.dtype == np.float64
    assert np.allclose(np.diag(kernel), 1) and np.allclose(kernel, kernel.T)
    network = client.run({**learning(), "model": {"type": "quantum-neural-network", "featureMap": {"type": "angle"}}})
    with pytest.raises(NotFound, match="no kernel matrix"):
        client.kernel(network["runId"])
    with pytest.raises(NotFound):
        client.kernel(str(uuid.uuid4()))


def test_a_kernel_that_is_still_on_its_way_is_waited_for(
    client: Client, double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.put_dataset("shapes", SHAPES)
    run_id = str(client.run(learning())["runId"])
    late = problem(409, "Not all of the matrix has arrived here yet.")
    double.services.faults = [late]
    assert client.kernel(run_id).shape == (6, 6)
    monkeypatch.setattr(_client, "_UNTIL_WHOLE", -1.0)
    double.services.faults = [late]
    with pytest.raises(Conflict, match="arrived here yet"):
        client.kernel(run_id)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client would have waited, each time that it would have."""
    waited: list[float] = []
    monkeypatch.setattr("ketstream._http.time.sleep", waited.append)
    return waited


def problem(status: int, detail: str, **more: Any) -> Reply:
    return status, {}, {"type": "urn:ketstream:problem:test", "title": "Test", "status": status, "detail": detail, **more}


def test_a_dataset_is_told_of(client: Client) -> None:
    view = client.put_dataset("shapes", SHAPES)
    assert view["rows"] == 6
    assert [column["type"] for column in view["columns"]] == ["number", "number", "category"]
    assert view["columns"][2]["categories"] == {"tall": 3, "wide": 3}


def test_texts_that_look_like_numbers_are_categories_all_the_same(client: Client, double: Double) -> None:
    view = client.put_dataset("digits", {"x": [1, 2, 3], "digit": ["1", "2", "nan"], "text": ["a", "b", "1 b"]})
    assert [column["type"] for column in view["columns"]] == ["number", "category", "category"]
    assert double.services.requests[-1].query == [("category", "digit")]


def test_what_is_missing_stays_missing(client: Client, double: Double) -> None:
    client.put_dataset("holes", {"x": [1.5, None, float("nan"), np.float64(2)], "kind": ["a", None, "", "b"]})
    x, kind = double.services.tables["holes"].columns
    assert x.missing == 2 and kind.missing == 2
    assert x.values[0] == 1.5 and x.values[3] == 2.0


def test_numbers_arrive_bit_for_bit(client: Client, double: Double) -> None:
    values = [0.1, 1 / 3, 1e-300, -2.5e99, 5e-324, 12345678901234567890.0]
    client.put_dataset("exact", {"x": values, "y": range(6)})
    assert list(double.services.tables["exact"].columns[0].values) == values


def test_texts_arrive_as_they_are(client: Client, double: Double) -> None:
    texts = ['a "quoted" one', "with, comma", " blanks around ", "Käse 🧀"]
    client.put_dataset("texts", {"text": texts, "y": [1, 2, 3, 4]})
    assert double.services.tables["texts"].columns[0].values == texts


def test_a_data_frame_is_a_table(client: Client, double: Double) -> None:
    frame = pd.DataFrame({"x": [1, 2], "yes": [True, False], "when": [None, "noon"]})
    client.put_dataset("frame", frame)
    assert [column.values for column in double.services.tables["frame"].columns] == [
        [1.0, 2.0],
        ["True", "False"],
        [None, "noon"],
    ]


def test_csv_is_sent_as_it_is(client: Client, double: Double) -> None:
    client.put_dataset("csv", "x,class\n1,1\n2,2\n", categories=["class"])
    assert double.services.requests[-1].body == b"x,class\n1,1\n2,2\n"
    assert double.services.tables["csv"].columns[1].type == "category"


def test_large_tables_are_packed(client: Client, double: Double) -> None:
    client.put_dataset("large", {"x": np.arange(20_000) / 7, "y": np.arange(20_000)})
    request = double.services.requests[-1]
    assert request.headers["content-encoding"] == "gzip" and len(request.body) < 200_000
    assert double.services.tables["large"].rows == 20_000


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"x": [1, 2], "y": [1]}, "column 'y' has 1 values, the first one 2"),
        ({"x": [1, "a"], "y": [1, 2]}, "column 'x' has numbers and others"),
        ({"x": [1, float("inf")], "y": [1, 2]}, "column 'x': a number must be finite"),
        ({"x": [1, 2j], "y": [1, 2]}, "column 'x': a value must be a number, a text, or None, not complex"),
    ],
)
def test_columns_that_are_no_table(client: Client, double: Double, columns: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        client.put_dataset("bad", columns)
    assert not double.services.requests


def test_a_run_is_submitted_awaited_and_asked(client: Client, double: Double) -> None:
    client.put_dataset("shapes", SHAPES)
    run = client.run(learning())
    assert run["status"] == "SUCCEEDED"
    assert run["learning"]["validation"] == [{"name": "accuracy", "value": 1.0}]
    told = client.predict(run["runId"], [{"width": 0.15, "height": 1.0}, {"width": 1.0, "height": 0.1}])
    assert told.predictions == ["tall", "wide"] and told.classes == ["tall", "wide"]
    assert told.decisions[0][0] < 0 < told.decisions[1][0]
    assert told.probabilities is None and told.deviations is None and told.engine["name"] == "double"
    score = client.score(run["runId"], [{"width": 0.15, "height": 1.0, "kind": "wide"}])
    assert score["metrics"] == [{"name": "accuracy", "value": 0.0}]
    assert [model["runId"] for model in client.models()] == [run["runId"]]
    assert client.model(run["runId"])["summary"]["classes"] == ["tall", "wide"]


def test_a_run_that_is_not_shown_yet_is_waited_for(client: Client, double: Double) -> None:
    double.services.stages = ("ABSENT", "ABSENT", "QUEUED", "RUNNING", "PAUSED", "RUNNING")
    client.put_dataset("shapes", SHAPES)
    seen: list[str] = []
    run_id = client.submit(learning())
    client.wait(run_id, on_progress=lambda view: seen.append(view["status"]))
    assert seen == ["QUEUED", "RUNNING", "PAUSED", "RUNNING"]


def test_a_run_that_never_appears_is_not_found(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_client, "_UNTIL_SHOWN", 0.05)
    with pytest.raises(NotFound, match="There is no such run") as caught:
        client.wait(str(uuid.uuid4()))
    assert caught.value.status == 404 and caught.value.type == "urn:ketstream:problem:not-found"


def test_waiting_ends_in_time_and_the_run_goes_on(client: Client, double: Double) -> None:
    double.services.stages = ("RUNNING",) * 1000
    client.put_dataset("shapes", SHAPES)
    run_id = client.submit(learning())
    with pytest.raises(RunUnfinished, match=f"run {run_id} is RUNNING after 0.05 s") as caught:
        client.wait(run_id, timeout=0.05)
    assert isinstance(caught.value, TimeoutError) and caught.value.run_id == run_id
    double.services.runs[run_id].left.clear()
    assert client.wait(run_id)["status"] == "SUCCEEDED"


def test_a_failed_run_tells_why(client: Client, double: Double) -> None:
    double.services.failure = {"code": "EXECUTION_TIMED_OUT", "message": "no answer for 15 minutes"}
    client.put_dataset("shapes", SHAPES)
    run_id = client.submit(learning())
    with pytest.raises(RunFailed, match="EXECUTION_TIMED_OUT: no answer for 15 minutes") as caught:
        client.wait(run_id)
    assert (caught.value.run_id, caught.value.code, caught.value.message) == (
        run_id,
        "EXECUTION_TIMED_OUT",
        "no answer for 15 minutes",
    )


def test_a_cancelled_run_is_no_success(client: Client, double: Double) -> None:
    double.services.stages = ("CANCELLED",)
    client.put_dataset("shapes", SHAPES)
    with pytest.raises(RunFailed) as caught:
        client.run(learning())
    assert caught.value.code == "CANCELLED"


def test_each_submission_is_a_run_unless_its_key_is_the_same(client: Client, double: Double) -> None:
    client.put_dataset("shapes", SHAPES)
    one, other = client.submit(learning()), client.submit(learning())
    assert one != other
    assert client.submit(learning(), idempotency_key="k") == client.submit(learning(), idempotency_key="k")
    with pytest.raises(Conflict, match="different body"):
        client.submit(learning(target="width"), idempotency_key="k")


def test_a_refusal_names_the_fields(client: Client, double: Double) -> None:
    with pytest.raises(InvalidRequest) as caught:
        client.submit(learning("nowhere"))
    error = caught.value
    assert isinstance(error, ValueError) and error.status == 422
    assert error.errors == (("problem.dataset", "is not known: 'nowhere'"),)
    assert error.type == "urn:ketstream:problem:invalid-request" and error.title == "Invalid request"
    assert str(error) == "problem.dataset is not known: 'nowhere' (422)"
    assert len(double.services.requests) == 1


def test_a_submission_is_repeated_with_its_key_and_is_one_run(
    client: Client, double: Double, waits: list[float]
) -> None:
    client.put_dataset("shapes", SHAPES)
    double.services.faults = [None, problem(503, "later")]
    client.submit(learning())
    submissions = [request for request in double.services.requests if request.path == "/api/v1/runs"]
    assert len(submissions) == 3
    assert len({request.headers["idempotency-key"] for request in submissions}) == 1
    assert len({request.body for request in submissions}) == 1
    assert len(double.services.runs) == 1
    assert waits == [0.25, 0.5]


def test_the_service_says_when_to_try_again(client: Client, double: Double, waits: list[float]) -> None:
    later = problem(503, "busy")
    double.services.faults = [(503, {"Retry-After": "5"}, later[2]), (429, {"Retry-After": "3600"}, later[2])]
    client.put_dataset("shapes", SHAPES)
    assert waits == [5.0, 15.0]


def test_attempts_come_to_an_end(double: Double, waits: list[float]) -> None:
    client = Client(double.ingestion, double.results, attempts=3)
    double.services.faults = [problem(503, "the database does not answer")] * 3
    with pytest.raises(Unavailable, match="the database does not answer") as caught:
        list(client.models())
    assert caught.value.status == 503 and len(double.services.requests) == 3 and waits == [0.25, 0.5]


@pytest.mark.parametrize("status", [400, 404, 409, 422, 500, 502])
def test_what_would_fail_again_is_not_repeated(client: Client, double: Double, status: int) -> None:
    double.services.faults = [problem(status, "no")]
    with pytest.raises(KetstreamError, match="no") as caught:
        client.show(str(uuid.uuid4()))
    assert caught.value.status == status and len(double.services.requests) == 1


def test_an_answer_that_is_no_problem_detail_is_shown(client: Client, double: Double) -> None:
    double.services.faults = [(500, {}, b"<html>oops</html>"), (500, {}, b""), (500, {}, b"[1]")]
    for text in ("<html>oops</html>", "the service answered with status 500", r"\[1\]"):
        with pytest.raises(KetstreamError, match=text):
            client.show("x")


def test_an_answer_that_is_no_json_is_an_error(client: Client, double: Double) -> None:
    double.services.faults = [(200, {}, b"hello"), (200, {}, b"[]")]
    for text in ("is not JSON", "list in place of an object"):
        with pytest.raises(KetstreamError, match=text):
            client.show("x")


def test_redirections_are_not_followed(client: Client, double: Double) -> None:
    double.services.faults = [(302, {"Location": double.results + "/api/v1/models"}, b"")]
    with pytest.raises(KetstreamError) as caught:
        client.show("x")
    assert caught.value.status == 302 and len(double.services.requests) == 1


def test_nothing_listens(waits: list[float]) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        client = Client(results=f"http://127.0.0.1:{reserved.getsockname()[1]}", attempts=2)
        with pytest.raises(Unavailable, match="refused") as caught:
            client.show("x")
    assert caught.value.status is None and waits == [0.25]


def test_a_service_that_is_silent_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = Client(results=f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=0.05, attempts=1)
        with pytest.raises(Unavailable, match="no answer in time"):
            client.show("x")


def test_names_are_quoted_in_addresses(client: Client, double: Double) -> None:
    with pytest.raises(InvalidRequest):
        client.put_dataset("a/../b", SHAPES)
    assert double.services.requests[-1].path == "/api/v1/datasets/a%2F..%2Fb"


@pytest.mark.parametrize("address", ["localhost:8081", "file:///etc/passwd", "http://", "http://host?x=1"])
def test_addresses_are_of_http(address: str) -> None:
    with pytest.raises(ValueError, match="an address must be like"):
        Client(address)


@pytest.mark.parametrize("options", [{"timeout": 0}, {"timeout": float("nan")}, {"attempts": 0}])
def test_numbers_are_positive(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="timeout|attempts"):
        Client("http://localhost:1", "http://localhost:2", **options)


def test_many_rows_are_asked_for_in_parts(client: Client, double: Double) -> None:
    client.put_dataset("shapes", SHAPES)
    run_id = client.run(learning())["runId"]
    rows = [{"width": i / 2500, "height": 1 - i / 2500} for i in range(2500)]
    told = client.predict(run_id, rows)
    parts = [json.loads(request.body)["rows"] for request in double.services.requests[-3:]]
    assert [len(part) for part in parts] == [1000, 1000, 500]
    assert len(told.predictions) == len(told.decisions) == 2500
    assert told.predictions[0] == "tall" and told.predictions[-1] == "wide"
    # A matrix product of one row may add up in another order than one of a thousand.
    assert told.decisions[1000] == pytest.approx(client.predict(run_id, rows[1000:1001]).decisions[0], abs=1e-12)


def test_no_rows_are_the_services_to_refuse(client: Client) -> None:
    client.put_dataset("shapes", SHAPES)
    run_id = client.run(learning())["runId"]
    with pytest.raises(InvalidRequest, match="rows must be from 1 to 1000, not 0"):
        client.predict(run_id, [])


def test_a_row_that_is_refused_is_named(client: Client) -> None:
    client.put_dataset("shapes", SHAPES)
    run_id = client.run(learning())["runId"]
    with pytest.raises(InvalidRequest, match=r"rows\[1\].height is required"):
        client.predict(run_id, [{"width": 1, "height": 1}, {"width": 1, "height": float("nan")}])
    with pytest.raises(ValueError, match=r"rows\[0\]: a number must be finite"):
        client.predict(run_id, [{"width": float("inf"), "height": 1}])


def test_models_are_read_page_by_page(client: Client, double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_client, "_PAGE", 2)
    double.services.stages = ()
    for name in ("one", "one", "one", "two"):
        client.put_dataset(name, SHAPES)
        client.run(learning(name))
    assert [model["dataset"] for model in client.models()] == ["two", "one", "one", "one"]
    assert len(list(client.models("one"))) == 3
    assert [dict(request.query)["page"] for request in double.services.requests[-2:]] == ["0", "1"]
    assert list(client.models("none")) == []


def test_a_client_is_copied_and_pickled(client: Client) -> None:
    client.put_dataset("shapes", SHAPES)
    for other in (copy.deepcopy(client), pickle.loads(pickle.dumps(client))):
        assert repr(other) == repr(client)
        assert other.put_dataset("shapes", SHAPES)["rows"] == 6


@pytest.mark.parametrize(
    "error",
    [
        KetstreamError("a"),
        InvalidRequest("a", 422, "t", "T", (), "i"),
        RunFailed("r", "C", "m"),
        RunUnfinished("r", "RUNNING", 2.0),
    ],
)
def test_errors_are_pickled(error: KetstreamError) -> None:
    other = pickle.loads(pickle.dumps(error))
    assert type(other) is type(error) and vars(other) == vars(error) and str(other) == str(error)


def test_addresses_are_the_environments(double: Double) -> None:
    assert repr(Client()) == f"Client(ingestion={double.ingestion!r}, results={double.results!r})"


def test_without_environment_they_are_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(_client.INGESTION, raising=False)
    monkeypatch.delenv(_client.RESULTS, raising=False)
    assert repr(Client()) == "Client(ingestion='http://localhost:8081', results='http://localhost:8085')"
