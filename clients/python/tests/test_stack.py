"""The client against a running stack, whose numbers must be the double's."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from services import contract
from sklearn.base import clone
from sklearn.datasets import load_iris, make_moons

from ketstream import (
    Client,
    InvalidRequest,
    NotFound,
    QuantumKernelClassifier,
    QuantumKernelRegressor,
    QuantumNeuralNetworkClassifier,
    QuantumNeuralNetworkRegressor,
)
from ketstream._http import Answer, Service

X, Y = load_iris(return_X_y=True)
X, Y = X[::3], Y[::3]
TARGET = np.sin(X[:, 0]) + X[:, 2]
MOONS_X, MOONS_Y = make_moons(40, noise=0.1, random_state=0)

# Support vector machines stop at violations of 1e-3 here and there; all else is in closed form.
LOOSE = 3e-3
CLOSE = 1e-7

MAPS: list[Any] = [
    "zz",
    {"type": "zz", "repetitions": 1, "entanglement": "linear"},
    {"type": "zz", "repetitions": 3, "entanglement": "ring"},
    "z",
    "iqp",
    {"type": "angle", "rotations": ["rx", "rz"], "repetitions": 2},
    {"type": "pauli", "paulis": ["X", "YZ"], "alpha": 0.7},
    {"type": "separable", "layers": 3},
    "amplitude",
]


@pytest.mark.parametrize("feature_map", MAPS, ids=str)
@pytest.mark.parametrize("kernel", ["fidelity", "projected"])
def test_every_map_has_the_doubles_kernel(stack: Client, client: Client, feature_map: Any, kernel: Any) -> None:
    """Ridge of many rows shows each entry of the kernel."""
    steps = [{"type": "scale", "method": "minmax", "low": 0.3, "high": 1.7}]
    options: dict[str, Any] = {"alpha": 0.01, "gamma": 0.6, "preprocessing": steps}
    one, other = (
        QuantumKernelRegressor(feature_map, kernel, client=services, **options).fit(X[::2], TARGET[::2])
        for services in (stack, client)
    )
    assert np.allclose(one.predict(X), other.predict(X), atol=CLOSE)


@pytest.mark.parametrize("kernel", ["fidelity", "projected"])
@pytest.mark.parametrize("steps", ["minmax", []], ids=["fitted", "as-it-is"])
def test_the_kernel_matrix_is_the_doubles(stack: Client, client: Client, kernel: Any, steps: Any) -> None:
    """Folds that share a matrix, and folds with one each before that of all rows."""
    one, other = (
        services.kernel(QuantumKernelClassifier("zz", kernel, preprocessing=steps, client=services).fit(X, Y).run_id_)
        for services in (stack, client)
    )
    assert one.shape == (len(X), len(X))
    assert np.allclose(one, other, atol=CLOSE)
    assert np.array_equal(one, one.T)


@pytest.mark.parametrize(
    ("model", "tolerance"), [("support-vector-machine", LOOSE), ("kernel-ridge", CLOSE), ("gaussian-process", CLOSE)]
)
def test_classifiers_are_the_doubles(stack: Client, client: Client, model: Any, tolerance: float) -> None:
    for x, y in ((MOONS_X, MOONS_Y), (X, Y)):
        one, other = (
            QuantumKernelClassifier(model=model, c=2, alpha=0.5, client=services).fit(x, y)
            for services in (stack, client)
        )
        assert np.allclose(one.decision_function(x), other.decision_function(x), atol=tolerance)
        assert np.mean(one.predict(x) == other.predict(x)) >= 0.95
        if model == "gaussian-process":
            chances = one.predict_proba(x)
            assert np.allclose(chances.sum(axis=1), 1) and np.array_equal(chances.argmax(axis=1), one.predict(x))


@pytest.mark.parametrize(
    ("model", "tolerance"), [("support-vector-machine", LOOSE), ("kernel-ridge", CLOSE), ("gaussian-process", CLOSE)]
)
def test_regressors_are_the_doubles(stack: Client, client: Client, model: Any, tolerance: float) -> None:
    one, other = (
        QuantumKernelRegressor(model=model, c=2, epsilon=0.05, alpha=0.5, noise=0.1, client=services).fit(X, TARGET)
        for services in (stack, client)
    )
    assert np.allclose(one.predict(X), other.predict(X), atol=tolerance)


@pytest.mark.parametrize(
    "steps",
    [
        None,
        [{"type": "impute", "method": "mean"}, {"type": "scale", "method": "standard"}],
        [{"type": "impute", "method": "constant", "value": 1.5}, {"type": "bandwidth", "factor": 0.2}],
        [{"type": "impute", "method": "median"}, {"type": "pca", "components": 2}],
    ],
    ids=str,
)
def test_preprocessing_is_the_doubles(stack: Client, client: Client, steps: Any) -> None:
    x = X.copy()
    if steps is not None:
        x[::6, 1] = np.nan
    one, other = (
        QuantumKernelRegressor("z", preprocessing=steps, client=services).fit(x, TARGET) for services in (stack, client)
    )
    assert np.allclose(one.predict(x), other.predict(x), atol=CLOSE)


def test_a_report_has_controls_and_a_verdict(stack: Client) -> None:
    report = QuantumKernelClassifier(folds=5, client=stack).fit(X, Y).report_
    assert report["rows"] == len(X) and report["features"] == 4 and report["qubits"] == 4
    assert len(report["folds"]) == 5
    assert {"majority", "logistic-regression", "rbf-svm"} <= {control["name"] for control in report["controls"]}
    assert report["verdict"]["outcome"] in ("BETTER", "EQUAL", "WORSE")
    assert {"rows", "offDiagonalMean", "effectiveRank"} <= set(report["kernel"])


def test_shots_are_drawn_by_the_seed(stack: Client) -> None:
    one, same, other = (
        QuantumKernelClassifier(shots=100, seed=seed, client=stack).fit(MOONS_X, MOONS_Y) for seed in (1, 1, 2)
    )
    assert np.array_equal(one.decision_function(MOONS_X), same.decision_function(MOONS_X))
    assert not np.array_equal(one.decision_function(MOONS_X), other.decision_function(MOONS_X))


@pytest.mark.parametrize("method", ["adam", "l-bfgs", "natural-gradient"])
def test_networks_of_classes_learn(stack: Client, method: Any) -> None:
    model = QuantumNeuralNetworkClassifier(method=method, learning_rate=0.05, epochs=30, client=stack).fit(X, Y)
    assert model.score(X, Y) > 0.8
    chances = model.predict_proba(X)
    assert np.allclose(chances.sum(axis=1), 1) and np.array_equal(chances.argmax(axis=1), model.predict(X))
    assert np.array_equal(model.decision_function(X).argmax(axis=1), model.predict(X))


@pytest.mark.parametrize("method", ["adam", "spsa"])
def test_networks_of_two_classes_learn_by_shots(stack: Client, method: Any) -> None:
    model = QuantumNeuralNetworkClassifier(method=method, learning_rate=0.1, shots=500, epochs=20, client=stack).fit(
        MOONS_X, MOONS_Y
    )
    assert np.array_equal(model.classes_[(model.decision_function(MOONS_X) > 0).astype(int)], model.predict(MOONS_X))
    assert model.score(MOONS_X, MOONS_Y) > 0.6


def test_networks_of_numbers_learn(stack: Client) -> None:
    column = MOONS_X[:, 0]
    target = 5 * np.cos(np.pi * (column - column.min()) / np.ptp(column))
    model = QuantumNeuralNetworkRegressor(method="l-bfgs", epochs=40, client=stack).fit(MOONS_X, target)
    assert model.score(MOONS_X, target) > 0.9


@pytest.mark.parametrize("labels", [["no", "yes"], [False, True], [2, 10], ["", "x"], ["\uffee", "\U0001f600"]])
def test_labels_of_any_kind_come_back_in_their_order(stack: Client, labels: list[Any]) -> None:
    y = np.array(labels)[MOONS_Y]
    model = QuantumKernelClassifier(client=stack).fit(MOONS_X, y)
    assert model.score(MOONS_X, y) > 0.7
    decisions = model.decision_function(MOONS_X)
    assert np.array_equal(model.classes_[(decisions > 0).astype(int)], model.predict(MOONS_X))


def test_rows_with_names_and_categories(stack: Client) -> None:
    frame = pd.DataFrame({"width": MOONS_X[:, 0], "height": MOONS_X[:, 1], "colour": ["red", "green"] * 20})
    name = f"python-{uuid.uuid4()}"
    view = stack.put_dataset(name, frame.assign(kind=np.array(["a", "b"])[MOONS_Y]))
    assert [column["type"] for column in view["columns"]] == ["number", "number", "category", "category"]
    run = stack.run(
        {
            "problem": {
                "type": "classification",
                "dataset": name,
                "target": "kind",
                "preprocessing": [{"type": "one-hot"}, {"type": "scale", "method": "minmax", "low": 2, "high": 3}],
                "validation": {"type": "folds", "folds": 2},
            },
            "seed": 1,
        }
    )
    rows = frame.to_dict("records")
    told = stack.predict(run["runId"], rows)
    assert told.classes == ["a", "b"] and set(told.predictions) == {"a", "b"}
    accuracy = np.mean(np.array(told.predictions) == np.array(["a", "b"])[MOONS_Y])
    score = stack.score(run["runId"], [{**row, "kind": "ab"[y]} for row, y in zip(rows, MOONS_Y)])
    assert score["rows"] == 40 and score["metrics"][0]["name"] == "accuracy"
    assert score["metrics"][0]["value"] == pytest.approx(accuracy)
    assert run["learning"]["training"][0]["value"] == pytest.approx(accuracy)
    [model] = stack.models(name)
    assert model["runId"] == run["runId"] and model["classes"] == ["a", "b"]
    assert stack.model(run["runId"])["summary"] == model
    with pytest.raises(InvalidRequest, match=r"rows\[1\].colour"):
        stack.predict(run["runId"], [rows[0], {**rows[1], "colour": 3}])


def test_many_rows_are_told(stack: Client) -> None:
    model = QuantumKernelClassifier(client=stack).fit(MOONS_X, MOONS_Y)
    many = np.tile(MOONS_X, (30, 1))
    assert np.array_equal(model.predict(many), np.tile(model.predict(MOONS_X), 30))


def test_refusals_name_the_field(stack: Client) -> None:
    name = f"python-{uuid.uuid4()}"
    body = {"problem": {"type": "classification", "dataset": name, "target": "kind"}}
    with pytest.raises(InvalidRequest) as caught:
        stack.submit(body)
    assert [error.field for error in caught.value.errors] == ["problem.dataset"] and caught.value.status == 422
    with pytest.raises(InvalidRequest) as caught:
        stack.submit({**body, "modle": {}})
    assert caught.value.status == 400 and "modle" in str(caught.value)
    with pytest.raises(InvalidRequest, match="gives the target away"):
        QuantumKernelClassifier(client=stack).fit(np.c_[MOONS_Y, MOONS_X], MOONS_Y)
    with pytest.raises(InvalidRequest, match="model.kernel.featureMap"):
        QuantumKernelClassifier({"type": "zz", "reps": 1}, client=stack).fit(MOONS_X, MOONS_Y)
    with pytest.raises(NotFound):
        stack.predict(str(uuid.uuid4()), [{"x": 1}])


def test_answers_are_as_described(stack: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a run's way answers with is in docs/openapi, and nothing else."""
    heard: list[tuple[str, str, Answer]] = []
    call = Service.call

    def listening(service: Service, method: str, path: Sequence[str], **options: Any) -> Answer:
        answer = call(service, method, path, **options)
        heard.append((method, "/api/v1/" + "/".join(path), answer))
        return answer

    monkeypatch.setattr(Service, "call", listening)
    name = f"python-{uuid.uuid4()}"
    frame = pd.DataFrame({"width": MOONS_X[:, 0], "height": MOONS_X[:, 1], "kind": np.array(["a", "b"])[MOONS_Y]})
    stack.put_dataset(name, frame)
    problem = {"type": "classification", "dataset": name, "target": "kind", "validation": {"type": "folds", "folds": 2}}
    kernel = {"type": "projected", "featureMap": {"type": "iqp"}}
    network = {"type": "quantum-neural-network", "featureMap": {"type": "z"}, "training": {"epochs": 3}}
    for model in (
        {"type": "support-vector-machine", "kernel": kernel},
        {"type": "gaussian-process", "kernel": kernel},
        network,
    ):
        run_id = stack.submit({"problem": problem, "model": model})
        stack.wait(run_id)
        stack.model(run_id)
        stack.predict(run_id, [{"width": 0.1, "height": 0.2}])
        stack.score(run_id, [{"width": 0.1, "height": 0.2, "kind": "a"}])
    list(stack.models(name))
    assert len(heard) > 13
    for method, path, answer in heard:
        taken_in = path.startswith("/api/v1/datasets") or (method, path) == ("POST", "/api/v1/runs")
        service = "ingestion-service" if taken_in else "results-service"
        contract.of(service).check_answer(method, path, answer.status, answer.json())


@pytest.mark.parametrize("estimator", [QuantumKernelClassifier(), QuantumNeuralNetworkClassifier(epochs=2)], ids=str)
def test_the_double_speaks_as_the_stack_does(stack: Client, client: Client, estimator: Any) -> None:
    """What the client reads of an answer is in both."""
    views = [clone(estimator).set_params(client=services).fit(MOONS_X, MOONS_Y) for services in (stack, client)]
    runs = [services.show(view.run_id_) for services, view in zip((stack, client), views)]
    assert set(runs[1]) <= set(runs[0]) and set(runs[1]["learning"]) <= set(runs[0]["learning"])
    models = [services.model(view.run_id_) for services, view in zip((stack, client), views)]
    assert set(models[1]) <= set(models[0]) and set(models[1]["summary"]) <= set(models[0]["summary"])
    assert models[1]["summary"]["model"] == models[0]["summary"]["model"]
    assert models[1]["columns"] == models[0]["columns"]
