"""Circuits with weights: states, outputs and their gradients, and training by Adam or L-BFGS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from services import states
from services.states import Reals, States

Gate = tuple[str, int, int]
"""An axis, a qubit and the weight's place; or ``cx`` or ``cz``, control and target."""

Loss = Callable[[Reals, npt.NDArray[Any]], tuple[float, Reals]]


def cross_entropy(outputs: Reals, targets: npt.NDArray[Any]) -> tuple[float, Reals]:
    """Of scaled outputs, a column for two classes, else one a class; with the derivatives by these."""
    if outputs.shape[1] == 1:
        outputs = np.hstack([np.zeros_like(outputs), outputs])
        loss, slope = cross_entropy(outputs, targets)
        return loss, slope[:, 1:]
    chances = softmax(outputs)
    rows = np.arange(len(outputs))
    slope = chances.copy()
    slope[rows, targets] -= 1
    return float(-np.mean(np.log(chances[rows, targets] + 1e-300))), slope / len(outputs)


def softmax(outputs: Reals) -> Reals:
    """Of one output with a second one that is 0."""
    columns = np.hstack([np.zeros_like(outputs), outputs]) if outputs.shape[1] == 1 else outputs
    raised = np.exp(columns - columns.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def squared(outputs: Reals, targets: npt.NDArray[Any]) -> tuple[float, Reals]:
    difference = outputs - targets.reshape(len(outputs), -1)
    return float(np.mean(np.sum(difference**2, axis=1))), 2 * difference / len(outputs)


def linear(outputs: Reals, targets: npt.NDArray[Any]) -> tuple[float, Reals]:
    """The share of the wrong one of two classes."""
    signs = (2.0 * targets - 1)[:, None]
    return float(np.mean((1 - signs * outputs) / 2)), -signs / 2 / len(outputs)


def weighted_fidelity(outputs: Reals, targets: npt.NDArray[Any], of_classes: Reals) -> float:
    """By the weights of two classes."""
    goals = np.stack([1 - targets, targets], axis=1)
    return float(np.mean(np.sum((of_classes * shares(outputs) - goals) ** 2, axis=1)) / 2)


def shares(outputs: Reals) -> Reals:
    return np.hstack([(1 - outputs) / 2, (1 + outputs) / 2]).clip(0, 1)


class Network:
    """:param outputs: how many there are"""

    def __init__(self, model: dict[str, Any], features: int, outputs: int) -> None:
        self.model = model
        self.qubits = states.qubits(model["featureMap"], features)
        readouts: dict[str, list[tuple[int, ...]]] = {
            "z": [(k,) for k in range(outputs)],
            "zz": [(0, 1)],
            "parity": [tuple(range(self.qubits))],
        }
        if model["readout"] == "mean-z":
            each = [states.signs(self.qubits, (k,)) for k in range(self.qubits)]
            self.observables = np.mean(each, axis=0)[None]
        else:
            self.observables = np.stack([states.signs(self.qubits, on) for on in readouts[model["readout"]]])
        layers = model["layers"]
        rotations = layers.get("rotations", ["rz", "ry", "rz"])
        self.axes = [name[-1].upper() for name in rotations]
        of_map = model["featureMap"].get("rotations", [])
        encodings = (layers["layers"] - int(model["trainableFirst"]) if model["reuploading"] else 1) + model["closing"]
        self.of_angles = encodings * features if model["weighted"] else 0
        self.of_layers = layers["layers"] * self.qubits * len(self.axes)
        self.weights = self.of_angles + self.of_layers + model["closing"] * self.qubits * len(of_map)
        self.of_loss = 2 if model["loss"] == "weighted-fidelity" else 0

    def outputs(self, x: Reals, weights: Reals) -> Reals:
        """⟨P⟩ · scale, shape (rows, outputs)."""
        return self._expectations(self._run(x, weights))

    def loss(self, x: Reals, targets: npt.NDArray[Any], weights: Reals, of: Loss) -> tuple[float, Reals]:
        """The loss and its gradient."""
        if self.of_angles or self.of_loss:
            return self._by_differences(x, targets, weights, of)
        final = self._run(x, weights)
        value, slope = of(self._expectations(final), targets)
        alone = not self.model["reuploading"] and not self.model["trainableFirst"]
        by_hand = self.adjoint if alone else self.shifted
        return value, by_hand(x, weights, final, slope)

    def _by_differences(
        self, x: Reals, targets: npt.NDArray[Any], weights: Reals, of: Loss, step: float = 1e-5
    ) -> tuple[float, Reals]:
        def value(at: Reals) -> float:
            outputs = self.outputs(x, at)
            return weighted_fidelity(outputs, targets, at[-2:]) if self.of_loss else of(outputs, targets)[0]

        moves = step * np.eye(len(weights))
        return value(weights), np.array([value(weights + move) - value(weights - move) for move in moves]) / (2 * step)

    def shifted(self, x: Reals, weights: Reals, final: States, slope: Reals) -> Reals:
        """The gradient by the parameter-shift rule.

        :param slope: derivatives of the loss by the outputs"""
        gradient = np.empty_like(weights)
        for k in range(len(weights)):
            shift = np.zeros_like(weights)
            shift[k] = np.pi / 2
            gradient[k] = np.sum(slope * (self.outputs(x, weights + shift) - self.outputs(x, weights - shift))) / 2
        return gradient

    def adjoint(self, x: Reals, weights: Reals, final: States, slope: Reals) -> Reals:
        """The same by going back through the gates; where the feature map stands before the first only."""
        cotangent = self.model["scale"] * (slope @ self.observables) * final
        gradient = np.empty_like(weights)
        for kind, *where in reversed(list(self._gates())):
            if kind in _JOINING:
                final = _JOINING[kind](final, *where)
                cotangent = _JOINING[kind](cotangent, *where)
            else:
                qubit, k = where
                turned = states.apply(final, states.pauli(kind), qubit)
                gradient[k] = np.sum(np.imag(np.sum(cotangent.conj() * turned, axis=1)))
                back = states.rotation(kind, np.asarray(-weights[k]))
                final = states.apply(final, back, qubit)
                cotangent = states.apply(cotangent, back, qubit)
        return gradient

    def train(self, x: Reals, targets: npt.NDArray[Any], of: Loss, seed: int) -> Reals:
        training = self.model["training"]
        random = np.random.default_rng(seed)
        weights: Reals = random.uniform(-np.pi, np.pi, self.weights)
        weights[: self.of_angles] = random.uniform(0, 1, self.of_angles)
        if training["initial"] is not None:
            weights = random.uniform(training["initial"]["low"], training["initial"]["high"], self.weights)
        weights = np.append(weights, np.ones(self.of_loss))
        if training["method"] == "l-bfgs":
            found: Any = minimize(
                lambda w: self.loss(x, targets, w, of),
                weights,
                jac=True,
                method="L-BFGS-B",
                options={"maxiter": training["epochs"]},
            )
            return np.asarray(found.x)
        mean, square, step = np.zeros_like(weights), np.zeros_like(weights), 0
        size, losses = training["batchSize"], []
        for _ in range(training["epochs"]):
            order = random.permutation(len(x))
            for begin in range(0, len(x), size):
                rows = random.integers(len(x), size=size) if training["replacement"] else order[begin : begin + size]
                loss, gradient = self.loss(x[rows], targets[rows], weights, of)
                losses.append(loss)
                step += 1
                mean = 0.9 * mean + 0.1 * gradient
                square = 0.999 * square + 0.001 * gradient**2
                weights = weights - training["learningRate"] * (mean / (1 - 0.9**step)) / (
                    np.sqrt(square / (1 - 0.999**step)) + 1e-8
                )
                if training["plateau"] is not None and _is_flat(losses, training["plateau"]["window"]):
                    return weights
        return weights

    def _expectations(self, final: States) -> Reals:
        return np.asarray(self.model["scale"] * (np.abs(final) ** 2 @ self.observables.T))

    def _run(self, x: Reals, weights: Reals) -> States:
        final = states.zero(len(x), self.qubits)
        first = 1 if self.model["trainableFirst"] else 0
        encoding = 0
        for layer in range(self.model["layers"]["layers"]):
            if layer == first or (self.model["reuploading"] and layer > first):
                final = states.prepare(self.model["featureMap"], self._angles(x, weights, encoding), final)
                encoding += 1
            for kind, *where in self._gates_of(layer):
                if kind in _JOINING:
                    final = _JOINING[kind](final, *where)
                else:
                    qubit, k = where
                    final = states.apply(final, states.rotation(kind, np.asarray(weights[k])), qubit)
        return self._closed(self._angles(x, weights, encoding), weights, final) if self.model["closing"] else final

    def _angles(self, x: Reals, weights: Reals, encoding: int) -> Reals:
        """Of a map each of whose angles is a feature."""
        if not self.of_angles:
            return x
        assert self.model["featureMap"]["type"] in ("angle", "dense-angle", "z", "separable")
        return np.asarray(x * weights[encoding * x.shape[1] : (encoding + 1) * x.shape[1]])

    def _closed(self, x: Reals, weights: Reals, final: States) -> States:
        rotations = self.model["featureMap"]["rotations"]
        k = self.of_angles + self.of_layers
        for place, name in enumerate(rotations):
            for qubit in range(self.qubits):
                feature = qubit * len(rotations) + place
                angle = weights[k] + (x[:, feature] if feature < x.shape[1] else 0.0)
                final = states.apply(final, states.rotation(name[-1].upper(), np.asarray(angle)), qubit)
                k += 1
        return final

    def _gates(self) -> Iterator[Gate]:
        for layer in range(self.model["layers"]["layers"]):
            yield from self._gates_of(layer)

    def _gates_of(self, layer: int) -> Iterator[Gate]:
        k = self.of_angles + layer * self.qubits * len(self.axes)
        for qubit in range(self.qubits):
            for axis in self.axes:
                yield axis, qubit, k
                k += 1
        for control, target in self._entangled(layer):
            entangler = "cz" if self.model["layers"]["type"] == "brickwork" else "cx"
            yield self.model["layers"].get("entangler", entangler), control, target

    def _entangled(self, layer: int) -> list[tuple[int, int]]:
        if self.qubits == 1 or self.model["layers"]["type"] == "rotations":
            return []
        if self.model["layers"]["type"] == "hardware-efficient":
            return states.pairs(self.qubits, self.model["layers"]["entanglement"])
        if self.model["layers"]["type"] == "brickwork":
            return [(qubit, qubit + 1) for qubit in range(layer % 2, self.qubits - 1, 2)]
        reach = layer % (self.qubits - 1) + 1
        return [(qubit, (qubit + reach) % self.qubits) for qubit in range(self.qubits)]


def _controlled_z(amplitudes: States, control: int, target: int) -> States:
    qubits = amplitudes.shape[1].bit_length() - 1
    signs = states.signs(qubits, (control,)) + states.signs(qubits, (target,)) - states.signs(qubits, (control, target))
    return np.asarray(amplitudes * (1 + signs) / 2)


_JOINING: dict[str, Callable[[States, int, int], States]] = {"cx": states.controlled_not, "cz": _controlled_z}


def _is_flat(losses: list[float], window: int) -> bool:
    if len(losses) < 2 * window + 2:
        return False
    last, before = losses[-window:], losses[-2 * window : -window]
    return bool(abs(np.mean(last) - np.mean(before)) <= np.std(last) / np.sqrt(window) / 2)
