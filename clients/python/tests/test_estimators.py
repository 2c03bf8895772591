"""What estimators ask the services for and make of the answers, against the double."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from services import states
from services.server import Double
from sklearn.base import clone
from sklearn.datasets import load_iris, make_moons
from sklearn.decomposition import KernelPCA
from sklearn.ensemble import VotingClassifier
from sklearn.exceptions import NotFittedError
from sklearn.kernel_ridge import KernelRidge
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, SVR, OneClassSVM

from ketstream import (
    Client,
    InvalidRequest,
    KetstreamError,
    QuantumKernelClassifier,
    QuantumKernelPCA,
    QuantumKernelRegressor,
    QuantumNeuralNetworkClassifier,
    QuantumNeuralNetworkRegressor,
    QuantumOneClass,
    RunFailed,
    RunUnfinished,
)

X, Y = load_iris(return_X_y=True)
X, Y = X[::3], Y[::3]
MOONS_X, MOONS_Y = make_moons(40, noise=0.1, random_state=0)

# Of SVC and SVR: they stop at violations of 1e-3, here and in the double, on matrices that differ by rounding.
TOLERANCE = 2e-3


def gram(x: npt.NDArray[Any], training: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Fidelities of map zz of rows, scaled from π − 1 to π by those of training."""
    low, high = training.min(axis=0), training.max(axis=0)
    options = {"type": "zz", "repetitions": 2, "entanglement": "full"}
    one, other = (states.prepare(options, np.pi - 1 + (rows - low) / (high - low)) for rows in (x, training))
    return states.fidelities([one], [other])


def test_a_kernel_that_joins_no_qubits_takes_62_features(double: Double) -> None:
    rows = np.random.default_rng(1).uniform(-1, 1, (20, 63))
    labels = np.arange(20) % 2
    fitted = QuantumKernelClassifier(feature_map="angle").fit(rows[:, :62], labels)
    assert set(fitted.predict(rows[:, :62])) <= {0, 1}
    with pytest.raises(InvalidRequest, match="at most 62 qubits"):
        QuantumKernelClassifier(feature_map="angle").fit(rows, labels)
    with pytest.raises(InvalidRequest, match="at most 20 qubits"):
        QuantumKernelClassifier(feature_map="zz").fit(rows[:, :21], labels)


def submitted(double: Double) -> dict[str, Any]:
    bodies = [request.body for request in double.services.requests if request.path == "/api/v1/runs"]
    body: dict[str, Any] = json.loads(bodies[-1])
    return body


def test_a_run_is_what_the_parameters_say(double: Double) -> None:
    QuantumKernelClassifier(c=2.5).fit(MOONS_X, MOONS_Y)
    assert submitted(double)["execution"] == {}
    QuantumKernelClassifier(c=2.5, shots=100, seed=9, folds=3).fit(MOONS_X, MOONS_Y)
    body = submitted(double)
    dataset = body["problem"].pop("dataset")
    assert dataset.startswith("sklearn-") and dataset in double.services.tables
    assert body == {
        "name": "QuantumKernelClassifier",
        "problem": {
            "type": "classification",
            "target": "target",
            "features": ["x0", "x1"],
            "preprocessing": [{"type": "scale", "method": "minmax", "low": np.pi - 1, "high": np.pi}],
            "validation": {"type": "folds", "folds": 3},
        },
        "model": {
            "type": "support-vector-machine",
            "c": 2.5,
            "kernel": {"type": "fidelity", "featureMap": {"type": "zz"}},
        },
        "execution": {"shots": 100},
        "seed": 9,
    }


@pytest.mark.parametrize(
    ("estimator", "model"),
    [
        (
            QuantumKernelRegressor({"type": "iqp", "repetitions": 2}, "projected", gamma=0.5),
            {
                "type": "kernel-ridge",
                "alpha": 1.0,
                "kernel": {"type": "projected", "gamma": 0.5, "featureMap": {"type": "iqp", "repetitions": 2}},
            },
        ),
        (
            QuantumKernelRegressor("z", model="support-vector-machine", c=3.0, epsilon=0.2),
            {
                "type": "support-vector-machine",
                "c": 3.0,
                "epsilon": 0.2,
                "kernel": {"type": "fidelity", "featureMap": {"type": "z"}},
            },
        ),
        (
            QuantumKernelRegressor("z", model="gaussian-process", noise=0.5),
            {"type": "gaussian-process", "noise": 0.5, "kernel": {"type": "fidelity", "featureMap": {"type": "z"}}},
        ),
        (
            QuantumNeuralNetworkRegressor(epochs=1, batch_size=40),
            {
                "type": "quantum-neural-network",
                "featureMap": {"type": "angle"},
                "layers": {"type": "strongly-entangling", "layers": 2},
                "reuploading": False,
                "readout": "z",
                "loss": "squared",
                "scale": 3.0,
                "training": {"method": "adam", "epochs": 1, "batchSize": 40},
            },
        ),
        (
            QuantumNeuralNetworkRegressor(
                "z",
                layers={"type": "hardware-efficient", "layers": 1},
                reuploading=True,
                readout="parity",
                scale=7.0,
                learning_rate=0.2,
                epochs=2,
                patience=3,
            ),
            {
                "type": "quantum-neural-network",
                "featureMap": {"type": "z"},
                "layers": {"type": "hardware-efficient", "layers": 1},
                "reuploading": True,
                "readout": "parity",
                "loss": "squared",
                "scale": 7.0,
                "training": {"method": "adam", "learningRate": 0.2, "epochs": 2, "patience": 3},
            },
        ),
    ],
)
def test_models_of_numbers(double: Double, estimator: Any, model: dict[str, Any]) -> None:
    estimator.fit(MOONS_X, np.linspace(-3, 2, len(MOONS_X)))
    body = submitted(double)
    assert body["model"] == model
    assert body["problem"]["type"] == "regression"


def test_variational_models(double: Double) -> None:
    iqp = QuantumNeuralNetworkClassifier(
        "iqp",
        layers={"type": "strongly-entangling", "layers": 2, "entangler": "cz"},
        readout="zz",
        loss="linear",
        learning_rate=0.1,
        epochs=20,
        batch_size=8,
        replacement=True,
        evaluate_every=10,
        plateau=20,
    ).fit(MOONS_X, MOONS_Y)
    model = submitted(double)["model"]
    assert model["loss"] == "linear"
    assert model["layers"]["entangler"] == "cz"
    assert model["training"] == {
        "method": "adam",
        "learningRate": 0.1,
        "epochs": 20,
        "batchSize": 8,
        "replacement": True,
        "evaluateEvery": 10,
        "plateau": {"window": 20},
    }
    probabilities = iqp.predict_proba(MOONS_X)
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert np.allclose(probabilities[:, 1] - probabilities[:, 0], iqp.decision_function(MOONS_X))
    separable = QuantumNeuralNetworkClassifier(
        layers={"type": "rotations", "layers": 3},
        reuploading=True,
        trainable_first=True,
        readout="mean-z",
        learning_rate=0.1,
        epochs=40,
    ).fit(MOONS_X, MOONS_Y)
    model = submitted(double)["model"]
    assert (model["trainableFirst"], model["readout"]) == (True, "mean-z")
    assert separable.score(MOONS_X, MOONS_Y) > 0.8


def test_weighted_angles(double: Double) -> None:
    reuploading = QuantumNeuralNetworkClassifier(
        {"type": "dense-angle", "rotations": ["rz", "ry", "rz"]},
        layers={"type": "brickwork", "layers": 3},
        reuploading=True,
        weighted=True,
        closing=True,
        loss="weighted-fidelity",
        learning_rate=0.1,
        epochs=40,
        initial=(0.0, 1.0),
    ).fit(MOONS_X, MOONS_Y)
    model = submitted(double)["model"]
    assert (model["weighted"], model["closing"], model["loss"]) == (True, True, "weighted-fidelity")
    assert model["training"]["initial"] == {"low": 0.0, "high": 1.0}
    assert reuploading.score(MOONS_X, MOONS_Y) > 0.75
    probabilities = reuploading.predict_proba(MOONS_X)
    assert np.allclose(probabilities[:, 1] - probabilities[:, 0], reuploading.decision_function(MOONS_X))
    regressor = QuantumNeuralNetworkRegressor(reuploading=True, weighted=True, epochs=1).fit(
        MOONS_X, np.linspace(-3, 2, len(MOONS_X))
    )
    assert submitted(double)["model"]["weighted"]
    assert "closing" not in submitted(double)["model"]
    assert regressor.predict(MOONS_X).shape == (len(MOONS_X),)


def test_features_of_a_dense_map_have_influence(double: Double) -> None:
    model = QuantumKernelClassifier("dense-angle").fit(MOONS_X, MOONS_Y)
    decisions = model.decision_function(MOONS_X)
    for column in range(MOONS_X.shape[1]):
        others = MOONS_X.copy()
        others[:, column] = others[::-1, column]
        assert np.abs(model.decision_function(others) - decisions).max() > 0.01
    for estimator in (QuantumKernelClassifier, QuantumNeuralNetworkClassifier):
        with pytest.raises(KetstreamError, match=r"featureMap\.rotations"):
            estimator({"type": "dense-angle", "rotations": ["rz", "ry"]}).fit(MOONS_X, MOONS_Y)


def test_models_of_classes(double: Double) -> None:
    QuantumNeuralNetworkClassifier(method="l-bfgs", epochs=2, readout="zz", loss="squared", scale=2.0).fit(
        MOONS_X, MOONS_Y
    )
    assert submitted(double)["model"] == {
        "type": "quantum-neural-network",
        "featureMap": {"type": "angle"},
        "layers": {"type": "strongly-entangling", "layers": 2},
        "reuploading": False,
        "readout": "zz",
        "loss": "squared",
        "scale": 2.0,
        "training": {"method": "l-bfgs", "epochs": 2},
    }


@pytest.mark.parametrize(
    ("feature_map", "low", "high"), [("angle", 0.0, np.pi), ({"type": "pauli"}, np.pi - 1, np.pi), ("iqp", 0.0, 1.0)]
)
def test_columns_are_scaled_as_the_map_needs(double: Double, feature_map: Any, low: float, high: float) -> None:
    QuantumKernelClassifier(feature_map).fit(MOONS_X, MOONS_Y)
    assert submitted(double)["problem"]["preprocessing"] == [
        {"type": "scale", "method": "minmax", "low": low, "high": high}
    ]


@pytest.mark.parametrize(("low", "expected"), [(0.0, 0.793), (np.pi - 1, 0.973)])
def test_iris_by_the_range_of_its_columns(double: Double, low: float, expected: float) -> None:
    double.services.stages = ()
    steps = [{"type": "scale", "method": "minmax", "low": low, "high": np.pi}]
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    scores = cross_val_score(QuantumKernelClassifier(preprocessing=steps), *load_iris(return_X_y=True), cv=folds)
    # One row of 150.
    assert np.mean(scores) == pytest.approx(expected, abs=0.007)


@pytest.mark.parametrize(("given", "sent"), [(None, []), ([{"type": "bandwidth", "factor": 0.5}],) * 2])
def test_preprocessing_is_the_services(double: Double, given: Any, sent: Any) -> None:
    QuantumKernelClassifier(preprocessing=given).fit(MOONS_X, MOONS_Y)
    assert submitted(double)["problem"]["preprocessing"] == sent


def test_of_two_classes_it_is_the_machine_of_scikit_learn(double: Double) -> None:
    model = QuantumKernelClassifier().fit(MOONS_X[:30], MOONS_Y[:30])
    machine = SVC(kernel="precomputed").fit(gram(MOONS_X[:30], MOONS_X[:30]), MOONS_Y[:30])
    kernel = gram(MOONS_X[30:], MOONS_X[:30])
    assert np.allclose(model.decision_function(MOONS_X[30:]), machine.decision_function(kernel), atol=TOLERANCE)
    assert np.array_equal(model.predict(MOONS_X[30:]), machine.predict(kernel))
    assert model.score(MOONS_X[30:], MOONS_Y[30:]) == machine.score(kernel, MOONS_Y[30:])


def test_of_three_classes_too(double: Double) -> None:
    model = QuantumKernelClassifier().fit(X, Y)
    machine = SVC(kernel="precomputed").fit(gram(X, X), Y)
    assert np.allclose(model.decision_function(X), machine.decision_function(gram(X, X)), atol=TOLERANCE)
    assert np.array_equal(model.predict(X), machine.predict(gram(X, X)))


def test_numbers_are_those_of_scikit_learn(double: Double) -> None:
    target = np.sin(3 * MOONS_X[:, 0]) + 10
    kernel = gram(MOONS_X, MOONS_X)
    ridge = QuantumKernelRegressor(alpha=0.1).fit(MOONS_X, target)
    centre = target.mean()
    expected = KernelRidge(alpha=0.1, kernel="precomputed").fit(kernel, target - centre).predict(kernel) + centre
    assert np.allclose(ridge.predict(MOONS_X), expected, atol=1e-9)
    machine = QuantumKernelRegressor(model="support-vector-machine", c=4, epsilon=0.05).fit(MOONS_X, target)
    expected = SVR(kernel="precomputed", C=4, epsilon=0.05).fit(kernel, target).predict(kernel)
    assert np.allclose(machine.predict(MOONS_X), expected, atol=TOLERANCE)


def test_what_is_known_after_fit(double: Double) -> None:
    model = QuantumKernelClassifier(folds=5).fit(X, Y)
    assert model.run_id_ in double.services.runs
    assert [len(fold) for fold in model.report_["folds"]] == [1] * 5
    assert model.report_["training"][0] == {"name": "accuracy", "value": model.score(X, Y)}
    assert model.classes_.tolist() == [0, 1, 2]
    assert model.n_features_in_ == 4 and not hasattr(model, "feature_names_in_")
    assert model.columns_ == ["x0", "x1", "x2", "x3"]


def test_probabilities_are_there_where_the_model_has_them(double: Double) -> None:
    assert not hasattr(QuantumKernelClassifier(), "predict_proba")
    assert not hasattr(QuantumNeuralNetworkClassifier(loss="squared"), "predict_proba")
    for model in (
        QuantumKernelClassifier(model="gaussian-process"),
        QuantumNeuralNetworkClassifier(method="l-bfgs", epochs=3),
    ):
        chances = model.fit(X, Y).predict_proba(X)
        assert chances.shape == (len(X), 3) and np.allclose(chances.sum(axis=1), 1)
        assert np.array_equal(chances.argmax(axis=1), model.predict(X))


def test_a_kernel_is_approximated_and_trained_where_it_is_asked_for(double: Double) -> None:
    kernel = {"type": "fidelity", "featureMap": {"type": "zz"}}
    QuantumKernelClassifier(landmarks=12, alignment={"steps": 5}).fit(MOONS_X, MOONS_Y)
    assert submitted(double)["model"]["kernel"] == {
        **kernel,
        "nystrom": {"landmarks": 12},
        "alignment": {"steps": 5},
    }
    QuantumKernelRegressor(kernel="projected", gamma=0.5, landmarks=9).fit(MOONS_X, MOONS_X[:, 0] ** 2)
    assert submitted(double)["model"]["kernel"] == {
        "type": "projected",
        "featureMap": {"type": "zz"},
        "gamma": 0.5,
        "nystrom": {"landmarks": 9},
    }
    # of a kernel of 16 dimensions 39 of 40 rows say all there is to be said
    whole = QuantumKernelClassifier().fit(MOONS_X, MOONS_Y)
    approximated = QuantumKernelClassifier(landmarks=39).fit(MOONS_X, MOONS_Y)
    assert np.allclose(
        approximated.decision_function(MOONS_X), whole.decision_function(MOONS_X), rtol=0, atol=TOLERANCE
    )


def test_probabilities_of_support_vectors_are_there_if_asked_for(double: Double) -> None:
    model = QuantumKernelClassifier(probability=True).fit(X, Y)
    assert submitted(double)["model"]["probabilities"] is True
    chances = model.predict_proba(X)
    assert chances.shape == (len(X), 3) and np.allclose(chances.sum(axis=1), 1)
    assert not hasattr(QuantumKernelClassifier(model="kernel-ridge", probability=True), "predict_proba")


def test_components_are_those_of_the_kernel(double: Double) -> None:
    model = QuantumKernelPCA(3).fit(MOONS_X)
    problem = submitted(double)["problem"]
    assert problem["type"] == "kernel" and "target" not in problem and "validation" not in problem
    assert submitted(double)["model"]["components"] == 3
    expected = KernelPCA(3, kernel="precomputed").fit_transform(gram(MOONS_X, MOONS_X))
    told = model.transform(MOONS_X)
    assert told.shape == (40, 3)
    assert np.allclose(np.abs(told), np.abs(expected), rtol=0, atol=TOLERANCE)
    assert [metric["name"] for metric in model.report_["training"]] == ["explainedVariance"]


def test_one_class_tells_likeness(double: Double) -> None:
    model = QuantumOneClass(0.2).fit(MOONS_X)
    assert submitted(double)["model"]["nu"] == 0.2
    scores = model.decision_function(MOONS_X)
    told = model.predict(MOONS_X)
    assert set(told.tolist()) <= {-1, 1}
    assert np.array_equal(told == 1, scores >= 0)
    expected = OneClassSVM(kernel="precomputed", nu=0.2).fit(gram(MOONS_X, MOONS_X))
    assert np.allclose(scores * 0.2 * 40, expected.decision_function(gram(MOONS_X, MOONS_X)), rtol=0, atol=TOLERANCE)


@pytest.mark.parametrize(
    "labels",
    [
        ["no", "yes"],
        [False, True],
        [2, 10],
        [-1, 1],
        [0.0, 1.0],
        ["", "something"],
        ["a\n", "b"],
        ["\U0001f600", "\uffee"],
        [" a", "a"],
    ],
)
def test_labels_of_any_kind_come_back_in_their_order(double: Double, labels: list[Any]) -> None:
    y = np.array(labels)[MOONS_Y]
    model = QuantumKernelClassifier().fit(MOONS_X, y)
    expected = SVC(kernel="precomputed").fit(gram(MOONS_X, MOONS_X), y)
    told = model.predict(MOONS_X)
    assert told.dtype == y.dtype and np.array_equal(told, expected.predict(gram(MOONS_X, MOONS_X)))
    assert np.array_equal(model.classes_, expected.classes_)
    decisions = model.decision_function(MOONS_X)
    assert np.array_equal(model.classes_[(decisions > 0).astype(int)], told)


def test_readable_labels_stay_readable(double: Double) -> None:
    model = QuantumKernelClassifier().fit(X, np.array(["setosa", "versicolor", "virginica"])[Y])
    assert double.services.runs[model.run_id_].data.classes == ["setosa", "versicolor", "virginica"]


def test_columns_have_the_names_of_a_data_frame(double: Double) -> None:
    frame = pd.DataFrame(MOONS_X, columns=["width", "target"])
    model = QuantumKernelClassifier().fit(frame, MOONS_Y)
    problem = submitted(double)["problem"]
    assert problem["features"] == model.columns_ == ["width", "target"]
    assert problem["target"] == "target_"
    assert np.array_equal(model.predict(frame), QuantumKernelClassifier().fit(MOONS_X, MOONS_Y).predict(MOONS_X))


@pytest.mark.parametrize("names", [["a,b", "c"], [" a", "c"], ["a" * 65, "c"], ["", "c"]])
def test_names_that_no_data_set_can_have_are_numbers(double: Double, names: list[str]) -> None:
    model = QuantumKernelClassifier().fit(pd.DataFrame(MOONS_X, columns=names), MOONS_Y)
    assert model.columns_ == ["x0", "x1"]


def test_the_same_rows_are_one_data_set(double: Double) -> None:
    QuantumKernelClassifier().fit(MOONS_X, MOONS_Y)
    QuantumKernelClassifier(c=2).fit(MOONS_X, MOONS_Y)
    assert len(double.services.tables) == 1
    QuantumKernelClassifier().fit(MOONS_X, 1 - MOONS_Y)
    assert len(double.services.tables) == 2


def test_missing_numbers_are_filled_in_by_a_step(double: Double) -> None:
    holes = MOONS_X.copy()
    holes[::7, 0] = np.nan
    with pytest.raises(ValueError, match="NaN"):
        QuantumKernelClassifier().fit(holes, MOONS_Y)
    steps = [{"type": "impute", "method": "median"}, {"type": "scale", "method": "minmax"}]
    model = QuantumKernelClassifier(preprocessing=steps).fit(holes, MOONS_Y)
    filled = np.where(np.isnan(holes), np.nanmedian(holes, axis=0), holes)
    same = QuantumKernelClassifier(preprocessing=steps[1:]).fit(filled, MOONS_Y)
    assert np.allclose(model.decision_function(holes), same.decision_function(filled), atol=TOLERANCE)
    with pytest.raises(ValueError, match="infinity"):
        model.predict([[np.inf, 0]])


def test_shots_are_drawn_by_the_seed(double: Double) -> None:
    one, same, other = (QuantumKernelClassifier(shots=50, seed=seed).fit(MOONS_X, MOONS_Y) for seed in (1, 1, 2))
    assert np.array_equal(one.decision_function(MOONS_X), same.decision_function(MOONS_X))
    assert not np.array_equal(one.decision_function(MOONS_X), other.decision_function(MOONS_X))


def test_networks_learn(double: Double) -> None:
    by_adam = QuantumNeuralNetworkClassifier(learning_rate=0.1, epochs=15).fit(X, Y)
    assert by_adam.score(X, Y) > 0.8
    again = QuantumNeuralNetworkClassifier(reuploading=True, method="l-bfgs", epochs=15).fit(MOONS_X, MOONS_Y)
    assert again.score(MOONS_X, MOONS_Y) > 0.8
    # What is ⟨Z⟩ after RY of the scaled column is within reach.
    column = MOONS_X[:, 0]
    target = 5 * np.cos(np.pi * (column - column.min()) / np.ptp(column))
    regressor = QuantumNeuralNetworkRegressor(method="l-bfgs", epochs=40).fit(MOONS_X, target)
    assert regressor.score(MOONS_X, target) > 0.95


def test_they_work_in_scikit_learns_tools(double: Double) -> None:
    double.services.stages = ()
    model = make_pipeline(StandardScaler(), QuantumKernelClassifier())
    assert cross_val_score(model, X, Y, cv=3).min() > 0.8
    search = GridSearchCV(QuantumKernelClassifier(), {"c": [1.0, 1e-6], "feature_map": ["zz", {"type": "z"}]}, cv=2)
    assert search.fit(MOONS_X, MOONS_Y).best_params_["c"] == 1.0
    vote = VotingClassifier([("quantum", QuantumKernelClassifier()), ("classical", SVC())])
    assert vote.fit(X, Y).score(X, Y) > 0.9


def test_other_processes_find_the_services(double: Double) -> None:
    model = QuantumKernelClassifier(client=Client(double.ingestion, double.results))
    assert cross_val_score(model, MOONS_X, MOONS_Y, cv=2, n_jobs=2).tolist() == cross_val_score(model, MOONS_X, MOONS_Y, cv=2).tolist()


def test_clones_have_the_same_parameters(double: Double) -> None:
    client = Client(double.ingestion, double.results, timeout=5)
    model = QuantumKernelClassifier({"type": "zz", "repetitions": 1}, client=client).fit(MOONS_X, MOONS_Y)
    copy = clone(model)
    assert not hasattr(copy, "run_id_")
    assert {**copy.get_params(), "client": repr(copy.client)} == {**model.get_params(), "client": repr(client)}
    copy.set_params(feature_map="z", c=3)
    assert (copy.feature_map, copy.c, model.c) == ("z", 3, 1.0)


def test_one_class_is_none(double: Double) -> None:
    with pytest.raises(ValueError, match="needs at least 2 classes, but y has 1 class"):
        QuantumKernelClassifier().fit(MOONS_X, np.zeros(40))
    assert not double.services.requests


def test_a_class_of_one_row_is_refused_by_the_service(double: Double) -> None:
    with pytest.raises(InvalidRequest, match="problem.target has 1 rows of class 'rare', fewer than 2 folds"):
        QuantumKernelClassifier().fit(MOONS_X, np.array(["rare"] + 39 * ["usual"]))


@pytest.mark.parametrize(
    ("estimator", "reason"),
    [
        (QuantumKernelClassifier(kernel="gaussian"), "kernel must be 'fidelity' or 'projected', not 'gaussian'"),  # type: ignore[arg-type]
        (QuantumKernelClassifier(model="forest"), "model must be one of 'support-vector-machine', "),  # type: ignore[arg-type]
        (QuantumKernelClassifier(preprocessing="standard"), "preprocessing must be 'minmax', steps or None"),  # type: ignore[arg-type]
        (QuantumKernelClassifier("zzz"), "model.kernel.featureMap.type must be one of angle, z, zz"),
        (QuantumKernelClassifier(c=-1), "model.c must be from 0 to"),
        (QuantumKernelClassifier({"type": "zz", "reps": 1}), "model.kernel.featureMap.reps is not known"),
        (QuantumNeuralNetworkClassifier(method="l-bfgs", shots=10), "model.training.method must be adam or spsa"),
        (QuantumNeuralNetworkClassifier(method="natural-gradient", shots=10), "model.training.method must be adam or spsa"),
        (QuantumNeuralNetworkClassifier(regularization=0.1), "model.training.regularization belongs to natural-gradient"),
    ],
)
def test_parameters_that_are_refused(double: Double, estimator: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        estimator.fit(MOONS_X, MOONS_Y)


def test_a_run_that_fails_leaves_no_model(double: Double) -> None:
    double.services.failure = {"code": "EXECUTION_REJECTED", "message": "too many gates"}
    model = QuantumKernelClassifier()
    with pytest.raises(RunFailed, match="EXECUTION_REJECTED: too many gates"):
        model.fit(MOONS_X, MOONS_Y)
    with pytest.raises(NotFittedError):
        model.predict(MOONS_X)


def test_a_model_that_is_left_out_is_no_model(double: Double) -> None:
    double.services.left_out = "it is too large"
    model = QuantumKernelClassifier()
    with pytest.raises(KetstreamError, match="was not kept: it is too large"):
        model.fit(MOONS_X, MOONS_Y)
    with pytest.raises(NotFittedError):
        model.predict(MOONS_X)


def test_fit_waits_no_longer_than_it_may(double: Double) -> None:
    double.services.stages = ("RUNNING",) * 1000
    with pytest.raises(RunUnfinished):
        QuantumKernelClassifier(timeout=0.05).fit(MOONS_X, MOONS_Y)
