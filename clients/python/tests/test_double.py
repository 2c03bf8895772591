"""The double's numbers by other ways to the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from services import bodies, networks, states

X = np.random.default_rng(1).normal(size=(7, 3))


def with_defaults(feature_map: dict[str, Any], **model: Any) -> dict[str, Any]:
    body = {
        "problem": {"type": "classification", "dataset": "d", "target": "t"},
        "model": {"type": "quantum-neural-network", "featureMap": feature_map, **model},
    }
    made: dict[str, Any] = bodies.run(body)["model"]
    return made


def prepared(**feature_map: Any) -> states.States:
    return states.prepare(with_defaults(feature_map)["featureMap"], X)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"type": "zz"}, {"type": "pauli"}),
        ({"type": "zz", "entanglement": "ring", "repetitions": 3}, {"type": "pauli", "entanglement": "ring", "repetitions": 3}),
        ({"type": "z"}, {"type": "pauli", "paulis": ["Z"]}),
    ],
)
def test_maps_that_are_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    overlaps = np.diag(states.fidelities([prepared(**one)], [prepared(**other)]))
    assert np.allclose(overlaps, 1, atol=1e-12)


@pytest.mark.parametrize(
    ("feature_map", "entry"),
    [
        # RY(x)|0⟩ and RY(y)|0⟩ overlap by cos((x − y)/2).
        ({"type": "angle"}, lambda x, y: np.prod(np.cos((x - y) / 2) ** 2)),
        ({"type": "z", "repetitions": 1}, lambda x, y: np.prod(np.cos(x - y) ** 2)),
        ({"type": "amplitude"}, lambda x, y: (x @ y) ** 2 / (x @ x) / (y @ y)),
    ],
)
def test_fidelities_in_closed_form(feature_map: dict[str, Any], entry: Any) -> None:
    made = prepared(**feature_map)
    expected = [[entry(x, y) for y in X] for x in X]
    assert np.allclose(states.fidelities([made], [made]), expected, atol=1e-12)


@pytest.mark.parametrize(
    "feature_map",
    [{"type": "angle"}, {"type": "z"}, {"type": "separable"}, {"type": "dense-angle"}, {"type": "pauli", "paulis": ["X", "Z"]}],
)
def test_parts_have_the_kernel_of_the_whole(feature_map: dict[str, Any]) -> None:
    whole = [prepared(**feature_map)]
    parts = states.prepare_parts(with_defaults(feature_map)["featureMap"], X)
    assert len(parts) == states.qubits(with_defaults(feature_map)["featureMap"], X.shape[1])
    assert np.allclose(states.fidelities(parts, parts), states.fidelities(whole, whole), atol=1e-12)
    assert np.allclose(states.projected(parts, parts, 0.7), states.projected(whole, whole, 0.7), atol=1e-12)


def test_bloch_vectors_of_pure_qubits_have_length_one() -> None:
    vectors = states.bloch(prepared(type="separable", layers=2)).reshape(len(X), 3, 3)
    assert np.allclose(np.linalg.norm(vectors, axis=2), 1, atol=1e-12)


@pytest.mark.parametrize("layers", [{"type": "strongly-entangling", "layers": 3}, {"type": "hardware-efficient"}])
@pytest.mark.parametrize("readout", ["z", "parity"])
def test_two_gradients_agree(layers: dict[str, Any], readout: str) -> None:
    outputs = 3 if readout == "z" else 1
    network = networks.Network(with_defaults({"type": "zz"}, layers=layers, readout=readout), 3, outputs)
    random = np.random.default_rng(2)
    weights = random.normal(size=network.weights)
    targets = random.integers(0, max(2, outputs), len(X))
    _, slope = networks.cross_entropy(network.outputs(X, weights), targets)
    final = network._run(X, weights)
    one, other = (way(X, weights, final, slope) for way in (network.adjoint, network.shifted))
    assert np.allclose(one, other, atol=1e-12)


def test_the_published_reuploading_circuit_has_pennylanes_expectation() -> None:
    """PennyLane 0.45.1 (`default.qubit`), as `WeightedAnglesTest` of circuit-service has it, of one qubit's Z."""
    model = with_defaults(
        {"type": "dense-angle", "rotations": ["rz", "ry", "rz"]},
        layers={"type": "brickwork", "layers": 1},
        reuploading=True,
        weighted=True,
        closing=True,
    )
    network = networks.Network(model, 4, 1)
    model["scale"] = 1.0
    places = np.arange(20)
    weights = (7 * places % 11 - 5) / 8
    # The double's weights of a layer go qubit by qubit, the service's rotation by rotation.
    weights[8:14] = weights[[8, 10, 12, 9, 11, 13]]
    rows = np.array([[0.3, -1.1, 0.8, 0.5], [2.0, 0.7, -0.6, 1.4], [-0.4, 1.9, 1.2, -0.9]])
    expected = [0.9386412375359321, 0.8357463913742866, 0.7015595941039936]
    assert network.weights == 20
    assert np.allclose(network.outputs(rows, weights)[:, 0], expected, atol=1e-12)


def test_reuploading_has_the_gradient_of_differences() -> None:
    model = with_defaults({"type": "angle"}, reuploading=True)
    network = networks.Network(model, 3, 3)
    random = np.random.default_rng(3)
    weights, targets = random.normal(size=network.weights), random.integers(0, 3, len(X))
    _, gradient = network.loss(X, targets, weights, networks.cross_entropy)
    for k in range(len(weights)):
        step = np.zeros_like(weights)
        step[k] = 1e-5
        difference = sum(s * network.loss(X, targets, weights + s * step, networks.cross_entropy)[0] for s in (1, -1))
        # Error of a central difference: its step squared, and rounding by its step.
        assert gradient[k] == pytest.approx(difference / 2e-5, abs=1e-7)
