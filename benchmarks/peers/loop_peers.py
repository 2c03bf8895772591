"""One iteration of the same problem in PennyLane + SciPy and in Qiskit + SciPy, in one process.

The problem: MaxCut of an unweighted ring of n nodes by QAOA with two layers, energies minimised (minus the expected
cut), exact expectation values, COBYLA. An iteration is one question of the optimiser: the time from one call of the
objective to the next, so that the optimiser's own step is in it, as it is in Ketstream's.

Ketstream multiplies the cost inside exp(-i gamma s C) by s = 1 / sqrt(mean_i sum_j J_ij^2), which is sqrt(2) for a ring
of at least three nodes with J = 1/2 on every edge; hence RZZ(2 gamma s J) = RZZ(sqrt(2) gamma), then RX(2 beta).

Prints JSON: one object for each library and size.
"""

import argparse
import json
import math
import statistics
import sys
import time
import warnings

from scipy.optimize import minimize

SCALE = math.sqrt(2)
WARM_UP = 10


def ring(nodes):
    return [(node, (node + 1) % nodes) for node in range(nodes)]


def pennylane_energy(nodes, device_name):
    import pennylane as qml

    edges = ring(nodes)
    cost = qml.Hamiltonian(
        [0.5] * len(edges), [qml.PauliZ(i) @ qml.PauliZ(j) for i, j in edges]
    )
    device = qml.device(device_name, wires=nodes)

    @qml.qnode(device, diff_method=None)
    def circuit(x):
        for wire in range(nodes):
            qml.Hadamard(wire)
        for layer in range(2):
            for i, j in edges:
                qml.IsingZZ(SCALE * x[layer], wires=[i, j])
            for wire in range(nodes):
                qml.RX(2 * x[2 + layer], wires=wire)
        return qml.expval(cost)

    return lambda x: float(circuit(x)) - len(edges) / 2


def qiskit_energy(nodes):
    from qiskit import QuantumCircuit, transpile
    from qiskit.circuit import ParameterVector
    from qiskit.quantum_info import SparsePauliOp
    from qiskit_aer import AerSimulator
    from qiskit_aer.primitives import EstimatorV2

    edges = ring(nodes)
    angles = ParameterVector("x", 4)
    circuit = QuantumCircuit(nodes)
    circuit.h(range(nodes))
    for layer in range(2):
        for i, j in edges:
            circuit.rzz(SCALE * angles[layer], i, j)
        circuit.rx(2 * angles[2 + layer], range(nodes))
    cost = SparsePauliOp.from_sparse_list(
        [("ZZ", [i, j], 0.5) for i, j in edges], num_qubits=nodes
    )
    simulator = AerSimulator(method="statevector")
    circuit = transpile(circuit, simulator)
    estimator = EstimatorV2.from_backend(simulator)

    def energy(x):
        # precision 0 asks for the exact expectation value
        job = estimator.run([(circuit, cost, list(x))], precision=0.0)
        return float(job.result()[0].data.evs) - len(edges) / 2

    return energy


LIBRARIES = {
    "PennyLane lightning.qubit": lambda nodes: pennylane_energy(nodes, "lightning.qubit"),
    "PennyLane default.qubit": lambda nodes: pennylane_energy(nodes, "default.qubit"),
    "Qiskit Aer EstimatorV2": qiskit_energy,
}


def measure(library, nodes, start, evaluations):
    energy = LIBRARIES[library](nodes)
    for _ in range(WARM_UP):
        energy(start)
    calls = []

    def objective(x):
        calls.append(time.perf_counter())
        return energy(x)

    minimize(objective, start, method="COBYLA", options={"maxiter": evaluations, "tol": 1e-12})
    steps = [later - earlier for earlier, later in zip(calls, calls[1:])]
    return {
        "library": library,
        "nodes": nodes,
        "energy": energy(start),
        "iterations": len(steps),
        "p50Seconds": statistics.median(steps),
        "meanSeconds": statistics.fmean(steps),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, nargs="+", default=[4, 8, 12, 16])
    parser.add_argument("--angles", type=float, nargs=4, default=[0.35, 0.55, -0.6, -0.3])
    parser.add_argument("--evaluations", type=int, default=60)
    parser.add_argument("--libraries", nargs="+", default=list(LIBRARIES), choices=list(LIBRARIES))
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    results = []
    for nodes in arguments.nodes:
        for library in arguments.libraries:
            print(f"{library}, {nodes} qubits", file=sys.stderr)
            results.append(measure(library, nodes, arguments.angles, arguments.evaluations))
    json.dump(results, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
