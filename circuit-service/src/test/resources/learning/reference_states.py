"""States of feature maps and networks by Qiskit and PennyLane, for LearningCircuitTest.

    python reference_states.py > reference-states.json

A case is a model as a run states it, a row of features, weights, and amplitudes [re, im]; qubit k is bit k of the index.
"""

import json
import math

import numpy as np
import pennylane as qml
import qiskit
from qiskit.circuit.library import pauli_feature_map, z_feature_map, zz_feature_map
from qiskit.quantum_info import Statevector

ROW = [0.37, 1.91, -0.82, 2.6]
RING = {2: [(0, 1)], 3: [(0, 1), (1, 2), (2, 0)], 4: [(0, 1), (1, 2), (2, 3), (3, 0)]}
cases = []


def pairs(entanglement, qubits):
    """Qiskit's "circular" has the closing pair first."""
    return {1: [(i,) for i in range(qubits)], 2: RING[qubits]} if entanglement == "ring" else entanglement


def add(source, model, features, state, weights=()):
    cases.append(
        {
            "source": source,
            "model": model,
            "features": features,
            "weights": list(weights),
            "state": [[float(a.real), float(a.imag)] for a in state],
        }
    )


def kernel(feature_map):
    return {"type": "kernel-matrix", "kernel": {"type": "fidelity", "featureMap": feature_map}}


def by_qiskit(feature_map, circuit, features):
    circuit = circuit.assign_parameters(features)
    add("qiskit " + qiskit.__version__, kernel(feature_map), features, Statevector(circuit).data)


def by_pennylane(model, features, apply, qubits, weights=()):
    @qml.qnode(qml.device("default.qubit", wires=qubits))
    def circuit():
        apply()
        return qml.state()

    # wire 0 is the highest bit
    state = np.asarray(circuit()).reshape([2] * qubits).transpose(range(qubits - 1, -1, -1)).reshape(-1)
    add("pennylane " + qml.__version__, model, features, state, weights)


for qubits, reps in [(1, 2), (3, 1), (4, 2)]:
    by_qiskit({"type": "z", "repetitions": reps}, z_feature_map(qubits, reps=reps), ROW[:qubits])
for qubits, reps, entanglement in [(2, 2, "full"), (3, 2, "linear"), (3, 2, "ring"), (4, 1, "full"), (4, 3, "ring")]:
    by_qiskit(
        {"type": "zz", "repetitions": reps, "entanglement": entanglement},
        zz_feature_map(qubits, reps=reps, entanglement=pairs(entanglement, qubits)),
        ROW[:qubits],
    )
for paulis, alpha, qubits, reps, entanglement in [
    (["Z", "ZZ"], 2.0, 3, 2, "full"),
    (["Z", "XX"], 2.0, 3, 2, "full"),
    (["X", "Y", "ZZ"], 1.3, 3, 2, "linear"),
    (["Y", "XY"], 0.7, 3, 2, "full"),
    (["YX", "Z"], 2.0, 4, 2, "ring"),
    (["YZ", "ZX", "YY"], 1.1, 3, 1, "ring"),
    (["Y"], 2.0, 2, 2, "full"),
]:
    by_qiskit(
        {"type": "pauli", "paulis": paulis, "alpha": alpha, "repetitions": reps, "entanglement": entanglement},
        pauli_feature_map(
            qubits, reps=reps, entanglement=pairs(entanglement, qubits), alpha=alpha, paulis=paulis
        ),
        ROW[:qubits],
    )

for qubits, reps, entanglement in [(3, 1, "full"), (3, 2, "linear"), (4, 2, "ring"), (1, 2, "full")]:
    pattern = {"full": None, "linear": [[i, i + 1] for i in range(qubits - 1)]}.get(
        entanglement, [list(pair) for pair in RING.get(qubits, [])]
    )
    by_pennylane(
        kernel({"type": "iqp", "repetitions": reps, "entanglement": entanglement}),
        ROW[:qubits],
        lambda: qml.IQPEmbedding(ROW[:qubits], wires=range(qubits), n_repeats=reps, pattern=pattern),
        qubits,
    )
for rotations, reps in [(["rx"], 1), (["ry"], 2), (["rz", "rx"], 3)]:

    def angles():
        for _ in range(reps):
            for rotation in rotations:
                qml.AngleEmbedding(ROW[:3], wires=range(3), rotation=rotation[1].upper())

    by_pennylane(kernel({"type": "angle", "rotations": rotations, "repetitions": reps}), ROW[:3], angles, 3)


def separable():
    for _ in range(2):
        for wire in range(3):
            qml.RX(-math.pi / 4, wires=wire)
            qml.RY(-ROW[wire], wires=wire)


by_pennylane(kernel({"type": "separable", "layers": 2}), ROW[:3], separable, 3)

for features in [[0.6], [3.0, -4.0], [1.0, -2.0, 0.5], [0.0, 0.0, -1.5, 0.25, 2.0, 0.0, -0.125], list(range(-5, 8))]:
    features = [float(x) for x in features]
    qubits = max(1, math.ceil(math.log2(len(features))))
    amplitudes = np.zeros(2**qubits, dtype=complex)
    amplitudes[: len(features)] = features
    add("numpy " + np.__version__, kernel({"type": "amplitude"}), features, amplitudes / np.linalg.norm(amplitudes))


def network(feature_map, layers, reuploading):
    return {
        "type": "quantum-neural-network",
        "featureMap": feature_map,
        "layers": layers,
        "reuploading": reuploading,
    }


random = np.random.default_rng(20261127)
for qubits, layers, reuploading in [(1, 2, False), (2, 3, False), (4, 5, False), (3, 3, True)]:
    weights = random.uniform(-math.pi, math.pi, (layers, qubits, 3))

    def strongly_entangling():
        if not reuploading:
            qml.AngleEmbedding(ROW[:qubits], wires=range(qubits), rotation="Y")
            qml.StronglyEntanglingLayers(weights, wires=range(qubits))
            return
        for layer in range(layers):
            qml.AngleEmbedding(ROW[:qubits], wires=range(qubits), rotation="Y")
            r = layer % (qubits - 1) + 1
            qml.StronglyEntanglingLayers(weights[layer : layer + 1], wires=range(qubits), ranges=[r])

    by_pennylane(
        network({"type": "angle"}, {"type": "strongly-entangling", "layers": layers}, reuploading),
        ROW[:qubits],
        strongly_entangling,
        qubits,
        weights.reshape(-1),
    )

for rotations, entanglement, qubits, layers in [(["ry", "rz"], "ring", 3, 2), (["rx"], "full", 4, 2)]:
    weights = random.uniform(-math.pi, math.pi, layers * len(rotations) * qubits)
    joined = (
        [(i, j) for i in range(qubits) for j in range(i + 1, qubits)] if entanglement == "full" else RING[qubits]
    )

    def hardware_efficient():
        qml.IQPEmbedding(ROW[:qubits], wires=range(qubits), n_repeats=1)
        left = iter(weights)
        for _ in range(layers):
            for rotation in rotations:
                for wire in range(qubits):
                    getattr(qml, rotation.upper())(next(left), wires=wire)
            for pair in joined:
                qml.CNOT(wires=pair)

    by_pennylane(
        network(
            {"type": "iqp"},
            {
                "type": "hardware-efficient",
                "layers": layers,
                "rotations": rotations,
                "entanglement": entanglement,
            },
            False,
        ),
        ROW[:qubits],
        hardware_efficient,
        qubits,
        weights,
    )

weights = random.uniform(-math.pi, math.pi, (2, 3, 3))


def joined_by_cz():
    qml.IQPEmbedding(ROW[:3], wires=range(3), n_repeats=1)
    qml.StronglyEntanglingLayers(weights, wires=range(3), imprimitive=qml.CZ)


by_pennylane(
    network({"type": "iqp"}, {"type": "strongly-entangling", "layers": 2, "entangler": "cz"}, False),
    ROW[:3],
    joined_by_cz,
    3,
    weights.reshape(-1),
)

for reuploading in [True, False]:
    # layers, angles and qubits
    weights = random.uniform(-math.pi, math.pi, (3, 3, 2))

    def rotations_first():
        for layer in range(3):
            if layer == 1 or (reuploading and layer > 1):
                qml.AngleEmbedding(ROW[:2], wires=range(2), rotation="Y")
            for wire in range(2):
                qml.Rot(*weights[layer, :, wire], wires=wire)

    by_pennylane(
        network({"type": "angle"}, {"type": "rotations", "layers": 3}, reuploading) | {"trainableFirst": True},
        ROW[:2],
        rotations_first,
        2,
        weights.reshape(-1),
    )

print("[" + ",\n".join(json.dumps(case) for case in cases) + "]")
