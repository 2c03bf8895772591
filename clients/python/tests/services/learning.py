"""Models of tables: trained on rows, asked for others."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import KernelPCA
from sklearn.kernel_ridge import KernelRidge
from sklearn.metrics import accuracy_score, r2_score
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split
from sklearn.svm import SVC, SVR, OneClassSVM

from services import networks, preprocessing, states
from services.states import Reals


@dataclass(frozen=True)
class Told:
    """:param values: places of classes, or numbers
    :param decisions: shape (rows, any)"""

    values: npt.NDArray[Any]
    decisions: Reals
    probabilities: Reals | None = None


Decide = Callable[[Reals], Told]


@dataclass(frozen=True)
class Data:
    """:param classes: of a classification; ``target`` has places in them"""

    features: Reals
    target: npt.NDArray[Any]
    classes: Sequence[str] | None

    def part(self, rows: npt.NDArray[np.int64]) -> Data:
        return Data(self.features[rows], self.target[rows], self.classes)


def train(problem: Mapping[str, Any], model: dict[str, Any], shots: int | None, seed: int, data: Data) -> Decide:
    fitted = preprocessing.fit(problem["preprocessing"], data.features)
    angles = fitted(data.features)
    if model["type"] == "quantum-neural-network":
        decide = _network(model, angles, data, seed)
    else:
        decide = _kernel_model(model, shots, seed, angles, data)
    return lambda features: decide(fitted(features))


def report(problem: Mapping[str, Any], model: dict[str, Any], shots: int | None, seed: int, data: Data) -> dict[str, Any]:
    """Of the model's tests; it has no controls."""
    if problem["type"] == "kernel":
        return _alone(problem, model, shots, seed, data)
    scores, tests = [], []
    for training, test in _splits(problem["validation"], seed, data):
        decide = train(problem, model, shots, seed, data.part(training))
        scores.append(_metric(decide(data.features[test]).values, data.part(test)))
        tests.append(len(test))
    kept = train(problem, model, shots, seed, data)
    width = preprocessing.fit(problem["preprocessing"], data.features)(data.features[:1]).shape[1]
    network = model["type"] == "quantum-neural-network"
    qubits = states.qubits((model if network else model["kernel"])["featureMap"], width)
    weights = networks.Network(model, width, 1).weights if network else 0
    metric = "r2" if data.classes is None else "accuracy"
    mean = float(np.average(scores, weights=tests))
    return {
        "rows": len(data.target),
        "features": width,
        "qubits": qubits,
        "weights": weights,
        "training": [{"name": metric, "value": _metric(kept(data.features).values, data)}],
        "validation": [{"name": metric, "value": mean}],
        "folds": [[{"name": metric, "value": score}] for score in scores],
        "controls": [],
        "quantumSeconds": 0.0,
        "classicalSeconds": 0.0,
    }


def _alone(
    problem: Mapping[str, Any], model: dict[str, Any], shots: int | None, seed: int, data: Data
) -> dict[str, Any]:
    told = train(problem, model, shots, seed, data)(data.features)
    width = preprocessing.fit(problem["preprocessing"], data.features)(data.features[:1]).shape[1]
    share = float(np.mean(told.decisions[:, 0] < 0))
    name = "outliers" if model["type"] == "one-class" else "explainedVariance"
    return {
        "rows": len(data.target),
        "features": width,
        "qubits": states.qubits(model["kernel"]["featureMap"], width),
        "weights": 0,
        "training": [{"name": name, "value": share if name == "outliers" else 0.5}],
        "validation": [],
        "folds": [],
        "controls": [],
        "quantumSeconds": 0.0,
        "classicalSeconds": 0.0,
    }


def gram(problem: Mapping[str, Any], model: dict[str, Any], data: Data) -> Reals:
    """The exact kernel of all rows with each other."""
    angles = preprocessing.fit(problem["preprocessing"], data.features)(data.features)
    prepared = states.prepare_parts(model["kernel"]["featureMap"], angles)
    if model["kernel"]["type"] == "projected":
        return states.projected(prepared, prepared, model["kernel"]["gamma"])
    return np.clip(states.fidelities(prepared, prepared), 0, 1)


def _metric(told: npt.NDArray[Any], data: Data) -> float:
    return float((r2_score if data.classes is None else accuracy_score)(data.target, told))


def _splits(
    validation: Mapping[str, Any], seed: int, data: Data
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    rows = np.arange(len(data.target))
    if validation["type"] == "holdout":
        stratify = None if data.classes is None else data.target
        parts = train_test_split(rows, test_size=validation["fraction"], random_state=seed % 2**32, stratify=stratify)
        return [(parts[0], parts[1])]
    kind = KFold if data.classes is None else StratifiedKFold
    division: Any = kind(validation["folds"], shuffle=True, random_state=seed % 2**32)
    return list(division.split(rows, data.target))


def _kernel_model(model: dict[str, Any], shots: int | None, seed: int, angles: Reals, data: Data) -> Decide:
    feature_map = model["kernel"]["featureMap"]
    trained = states.prepare_parts(feature_map, angles)

    def kernel(rows: Reals, same: bool) -> Reals:
        whole = entries(rows, same)
        if landmarks is None:
            return whole
        approximated: Reals = whole[:, landmarks] @ inverse @ entries(angles, True)[:, landmarks].T
        return approximated

    def entries(rows: Reals, same: bool) -> Reals:
        prepared = states.prepare_parts(feature_map, rows)
        if model["kernel"]["type"] == "projected":
            return states.projected(prepared, trained, model["kernel"]["gamma"])
        exact = np.clip(states.fidelities(prepared, trained), 0, 1)
        return exact if shots is None else _sampled(exact, shots, seed, same)

    nystrom = model["kernel"]["nystrom"]
    landmarks = None
    inverse: Reals = np.zeros((0, 0))
    if nystrom is not None and nystrom["landmarks"] < len(angles):
        landmarks = np.random.default_rng(seed % 2**32).permutation(len(angles))[: nystrom["landmarks"]]
        own = entries(angles, True)[np.ix_(landmarks, landmarks)]
        inverse = np.asarray(np.linalg.pinv(own, rcond=1e-10, hermitian=True), dtype=np.float64)
    decide = _FIT[model["type"]](model, kernel(angles, True), data)
    return lambda rows: decide(kernel(rows, False))


def _sampled(exact: Reals, shots: int, seed: int, symmetric: bool) -> Reals:
    drawn = np.random.default_rng(seed % 2**32).binomial(shots, exact) / shots
    if not symmetric:
        return np.asarray(drawn)
    upper = np.triu(drawn, 1)
    values, vectors = np.linalg.eigh(upper + upper.T + np.eye(len(exact)))
    return np.asarray((vectors * np.clip(values, 0, None)) @ vectors.T)


def _support_vector_machine(model: dict[str, Any], gram: Reals, data: Data) -> Decide:
    if data.classes is None:
        regression = SVR(kernel="precomputed", C=model["c"], epsilon=model["epsilon"]).fit(gram, data.target)
        return lambda kernel: _decided(regression.predict(kernel), data)
    with warnings.catch_warnings():
        # scikit-learn 1.9 lets go of LIBSVM's probabilities, which the service has.
        warnings.simplefilter("ignore", FutureWarning)
        machine = SVC(
            kernel="precomputed",
            C=model["c"],
            decision_function_shape="ovo",
            random_state=0,
            **({"probability": True} if model["probabilities"] else {}),
        ).fit(gram, data.target)

    def decide(kernel: Reals) -> Told:
        decisions = machine.decision_function(kernel)
        # Of pairs scikit-learn's are positive for the first class.
        return Told(
            machine.predict(kernel),
            decisions[:, None] if decisions.ndim == 1 else -decisions,
            machine.predict_proba(kernel) if model["probabilities"] else None,
        )

    return decide


def _kernel_ridge(model: dict[str, Any], gram: Reals, data: Data) -> Decide:
    targets = _coded(data)
    centre = targets.mean(axis=0)
    ridge = KernelRidge(alpha=model["alpha"], kernel="precomputed").fit(gram, targets - centre)
    return lambda kernel: _decided(centre + ridge.predict(kernel), data)


def _gaussian_process(model: dict[str, Any], gram: Reals, data: Data) -> Decide:
    if data.classes is None:
        spread = data.target.std() or 1.0
        centre = data.target.mean()
        weights = np.linalg.solve(gram + model["noise"] * np.eye(len(gram)), (data.target - centre) / spread)
        return lambda kernel: _decided(centre + spread * (kernel @ weights), data)
    modes = _laplace(gram, _coded(data))

    def decide(kernel: Reals) -> Told:
        told = _decided(kernel @ modes, data)
        chances = 1 / (1 + np.exp(-told.decisions))
        return Told(told.values, told.decisions, _normalised(chances))

    return decide


def _normalised(chances: Reals) -> Reals:
    if chances.shape[1] == 1:
        return np.hstack([1 - chances, chances])
    return np.asarray(chances / chances.sum(axis=1, keepdims=True))


def _laplace(gram: Reals, coded: Reals) -> Reals:
    """Coefficients of the mode's expansion, by Newton's method for each column of ±1."""
    columns = coded if coded.ndim == 2 else coded[:, None]
    found = []
    for signs in columns.T:
        mode = np.zeros(len(gram))
        for _ in range(50):
            chance = 1 / (1 + np.exp(-mode))
            curvature = chance * (1 - chance)
            gradient = (signs + 1) / 2 - chance
            root = np.sqrt(curvature)
            inner = np.eye(len(gram)) + root[:, None] * gram * root
            step = curvature * mode + gradient
            mode = gram @ (step - root * np.linalg.solve(inner, root * (gram @ step)))
        found.append((signs + 1) / 2 - 1 / (1 + np.exp(-mode)))
    return np.stack(found, axis=1)


def _coded(data: Data) -> Reals:
    """±1 of two classes, a column of ±1 for each of more, or the numbers."""
    if data.classes is None:
        return data.target
    if len(data.classes) == 2:
        return 2.0 * data.target - 1
    return np.where(data.target[:, None] == np.arange(len(data.classes)), 1.0, -1.0)


def _decided(scores: Reals, data: Data) -> Told:
    columns = scores if scores.ndim == 2 else scores[:, None]
    if data.classes is None:
        return Told(scores, columns)
    return Told((columns[:, 0] > 0).astype(int) if columns.shape[1] == 1 else columns.argmax(axis=1), columns)


def _kernel_pca(model: dict[str, Any], gram: Reals, data: Data) -> Decide:
    fitted = KernelPCA(model["components"], kernel="precomputed").fit(gram)

    def decide(kernel: Reals) -> Told:
        components = fitted.transform(kernel)
        return Told(components, components)

    return decide


def _one_class(model: dict[str, Any], gram: Reals, data: Data) -> Decide:
    fitted = OneClassSVM(kernel="precomputed", nu=model["nu"]).fit(gram)

    def decide(kernel: Reals) -> Told:
        scores = fitted.decision_function(kernel) / (model["nu"] * len(gram))
        return Told(np.where(scores >= 0, 1, -1), scores[:, None])

    return decide


_FIT: dict[str, Callable[[dict[str, Any], Reals, Data], Decide]] = {
    "support-vector-machine": _support_vector_machine,
    "kernel-ridge": _kernel_ridge,
    "gaussian-process": _gaussian_process,
    "kernel-pca": _kernel_pca,
    "one-class": _one_class,
}


def _network(model: dict[str, Any], angles: Reals, data: Data, seed: int) -> Decide:
    classes = 1 if data.classes is None or len(data.classes) == 2 else len(data.classes)
    network = networks.Network(model, angles.shape[1], classes)
    targets = _coded(data) if model["loss"] == "squared" else data.target
    losses = {"cross-entropy": networks.cross_entropy, "squared": networks.squared, "linear": networks.linear}
    chances = {"cross-entropy": networks.softmax, "linear": networks.shares, "weighted-fidelity": networks.shares}
    weights = network.train(angles, targets, losses.get(model["loss"], networks.linear), seed % 2**32)

    def decide(rows: Reals) -> Told:
        outputs = network.outputs(rows, weights)
        if data.classes is None:
            return _decided(outputs[:, 0], data)
        told = _decided(outputs, data)
        of = chances.get(model["loss"])
        return Told(told.values, told.decisions, None if of is None else of(outputs))

    return decide
