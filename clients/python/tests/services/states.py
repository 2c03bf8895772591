"""States that feature maps make of rows, as dense vectors: shape (rows, 2ⁿ), qubit k is bit k of the index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

States = npt.NDArray[np.complex128]
Reals = npt.NDArray[np.float64]

_H = np.array([[1, 1], [1, -1]]) / np.sqrt(2)
_PAULIS = {"X": np.array([[0, 1], [1, 0]]), "Y": np.array([[0, -1j], [1j, 0]]), "Z": np.array([[1, 0], [0, -1]])}


def zero(rows: int, qubits: int) -> States:
    states = np.zeros((rows, 2**qubits), dtype=np.complex128)
    states[:, 0] = 1
    return states


def apply(states: States, gate: npt.NDArray[Any], qubit: int) -> States:
    """:param gate: 2 × 2, or one for each row"""
    rows, size = states.shape
    split = states.reshape(rows, size >> (qubit + 1), 2, 1 << qubit)
    entries = gate[..., None, None] if gate.ndim == 2 else np.moveaxis(gate, 0, -1)[..., None, None]
    result = np.empty_like(split)
    for a in (0, 1):
        result[:, :, a] = entries[a, 0] * split[:, :, 0] + entries[a, 1] * split[:, :, 1]
    return result.reshape(rows, size)


def controlled_not(states: States, control: int, target: int) -> States:
    index = np.arange(states.shape[1])
    return states[:, index ^ (((index >> control) & 1) << target)]


def rotation(axis: str, angles: Reals) -> npt.NDArray[np.complex128]:
    """exp(−i·angle/2·P) for each angle."""
    half = np.asarray(angles)[..., None, None] / 2
    return np.asarray(np.cos(half) * np.eye(2) - 1j * np.sin(half) * _PAULIS[axis])


def pauli(letter: str) -> npt.NDArray[np.complex128]:
    return np.asarray(_PAULIS[letter], dtype=np.complex128)


def pairs(qubits: int, entanglement: str) -> list[tuple[int, int]]:
    if entanglement == "full":
        return [(i, j) for i in range(qubits) for j in range(i + 1, qubits)]
    closing = [(qubits - 1, 0)] if entanglement == "ring" and qubits > 2 else []
    return [(i, i + 1) for i in range(qubits - 1)] + closing


def prepare(feature_map: Mapping[str, Any], features: Reals, states: States | None = None) -> States:
    """:param feature_map: with all its options
    :param states: to go on from; by default |0…0⟩"""
    kind = feature_map["type"]
    before = zero(len(features), qubits(feature_map, features.shape[1])) if states is None else states
    return _MAPS[kind](feature_map, features, before)


def qubits(feature_map: Mapping[str, Any], features: int) -> int:
    if feature_map["type"] == "dense-angle":
        return -(-features // len(feature_map["rotations"]))
    return max(1, (features - 1).bit_length()) if feature_map["type"] == "amplitude" else features


def joins(feature_map: Mapping[str, Any]) -> bool:
    """Whether a gate is between qubits, so that no qubit is simulated by itself."""
    kind = feature_map["type"]
    if kind == "pauli":
        return any(len(name) > 1 for name in feature_map["paulis"])
    return kind not in ("angle", "dense-angle", "separable", "z")


def prepare_parts(feature_map: Mapping[str, Any], features: Reals) -> list[States]:
    """States of the qubits one by one where nothing joins them, else that of all."""
    if joins(feature_map):
        return [prepare(feature_map, features)]
    each = len(feature_map["rotations"]) if feature_map["type"] == "dense-angle" else 1
    return [prepare(feature_map, features[:, i : i + each]) for i in range(0, features.shape[1], each)]


def _angle(options: Mapping[str, Any], x: Reals, states: States) -> States:
    for _ in range(options["repetitions"]):
        for name in options["rotations"]:
            for i in range(x.shape[1]):
                states = apply(states, rotation(name[-1].upper(), x[:, i]), i)
    return states


def _dense_angle(options: Mapping[str, Any], x: Reals, states: States) -> States:
    rotations = options["rotations"]
    for i in range(x.shape[1]):
        turn = rotation(rotations[i % len(rotations)][-1].upper(), x[:, i])
        states = apply(states, turn, i // len(rotations))
    return states


def _separable(options: Mapping[str, Any], x: Reals, states: States) -> States:
    for _ in range(options["layers"]):
        for i in range(x.shape[1]):
            states = apply(states, rotation("X", np.asarray(-np.pi / 4)), i)
            states = apply(states, rotation("Y", -x[:, i]), i)
    return states


def _amplitude(options: Mapping[str, Any], x: Reals, states: States) -> States:
    filled = np.zeros_like(states)
    filled[:, : x.shape[1]] = x / np.linalg.norm(x, axis=1, keepdims=True)
    return filled


def _diagonal(
    single: Callable[[Reals, npt.NDArray[np.int64]], Reals],
    double: Callable[[Reals, Reals, npt.NDArray[np.int64]], Reals] | None,
) -> Callable[[Mapping[str, Any], Reals, States], States]:
    """Per repetition H on every qubit, then phases: of a feature and its qubit's bit, of two and their bits' parity."""

    def prepared(options: Mapping[str, Any], x: Reals, states: States) -> States:
        width = x.shape[1]
        bits = (np.arange(2**width) >> np.arange(width)[:, None]) & 1
        phase = np.zeros(states.shape)
        for i in range(width):
            phase += single(x[:, i, None], bits[i])
        if double is not None:
            for i, j in pairs(width, options["entanglement"]):
                phase += double(x[:, i, None], x[:, j, None], bits[i] ^ bits[j])
        for _ in range(options["repetitions"]):
            for i in range(width):
                states = apply(states, _H, i)
            states = states * np.exp(1j * phase)
        return states

    return prepared


def _pauli(options: Mapping[str, Any], x: Reals, states: States) -> States:
    width = x.shape[1]
    for _ in range(options["repetitions"]):
        for i in range(width):
            states = apply(states, _H, i)
        for word in options["paulis"]:
            if len(word) == 1:
                places: list[tuple[tuple[int, ...], Reals]] = [((i,), x[:, i]) for i in range(width)]
            else:
                places = [
                    ((i, j), (np.pi - x[:, i]) * (np.pi - x[:, j])) for i, j in pairs(width, options["entanglement"])
                ]
            for on, angle in places:
                turned = states
                for letter, qubit in zip(reversed(word), on):
                    turned = apply(turned, _PAULIS[letter], qubit)
                half = (options["alpha"] / 2 * angle)[:, None]
                states = np.cos(half) * states - 1j * np.sin(half) * turned
    return states


_MAPS: dict[str, Callable[[Mapping[str, Any], Reals, States], States]] = {
    "angle": _angle,
    "z": _diagonal(lambda x, b: 2 * x * b, None),
    "zz": _diagonal(lambda x, b: 2 * x * b, lambda x, y, b: 2 * (np.pi - x) * (np.pi - y) * b),
    "iqp": _diagonal(lambda x, b: x * (b - 0.5), lambda x, y, b: x * y * (b - 0.5)),
    "pauli": _pauli,
    "separable": _separable,
    "amplitude": _amplitude,
    "dense-angle": _dense_angle,
}


def fidelities(one: Sequence[States], other: Sequence[States]) -> Reals:
    """|⟨other|one⟩|² for each two rows of states in parts."""
    return np.asarray(np.prod([np.abs(a @ b.conj().T) ** 2 for a, b in zip(one, other, strict=True)], axis=0))


def bloch(states: States) -> Reals:
    """⟨X⟩, ⟨Y⟩, ⟨Z⟩ of each qubit: 3n numbers a row."""
    width = states.shape[1].bit_length() - 1
    columns = [
        np.real(np.sum(states.conj() * apply(states, _PAULIS[letter], qubit), axis=1))
        for qubit in range(width)
        for letter in "XYZ"
    ]
    return np.stack(columns, axis=1)


def projected(one: Sequence[States], other: Sequence[States], gamma: float) -> Reals:
    """exp(−gamma · ½ Σ of squared differences of Bloch vectors) for each two rows of states in parts."""
    mine, others = (np.concatenate([bloch(part) for part in parts], axis=1) for parts in (one, other))
    differences = mine[:, None, :] - others[None, :, :]
    return np.asarray(np.exp(-gamma / 2 * np.sum(differences**2, axis=2)))


def signs(qubits: int, on: Sequence[int]) -> Reals:
    """The diagonal of Z…Z on these qubits."""
    index = np.arange(2**qubits)
    diagonal = np.ones(2**qubits)
    for qubit in on:
        diagonal *= 1 - 2 * ((index >> qubit) & 1)
    return diagonal
