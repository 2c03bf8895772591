"""Qiskit Aer: the statevector method with gate fusion, a parameterised circuit transpiled once and bound by Aer itself."""

import numpy as np
from qiskit import QuantumCircuit, transpile
from qiskit.circuit import ParameterVector
from qiskit.circuit.library import XXPlusYYGate
from qiskit.quantum_info import SparsePauliOp
from qiskit_aer import AerSimulator
from qiskit_aer.library import SaveExpectationValue, SaveStatevector

from workload import Diagonal, Workload, fastest, z_values

# Up to here both ways to an expectation value are tried, above the one that does not take a pass for each term.
LARGEST_TRIED = 20


def circuit_of(workload):
    circuit = QuantumCircuit(workload.qubits)
    angles = ParameterVector("x", len(workload.parameters))
    for gate in workload.gates:
        bound = [
            constant + sum((coefficient * angles[index] for index, coefficient in terms), 0)
            for constant, terms in gate.angles
        ]
        if gate.name == "xy":
            circuit.append(XXPlusYYGate(2 * bound[0]), gate.qubits)
        else:
            getattr(circuit, {"U": "u"}.get(gate.name, gate.name))(*bound, *gate.qubits)
    return circuit, angles


class Run:
    def __init__(self, workload, threads, save):
        circuit, angles = circuit_of(workload)
        circuit.append(save, range(workload.qubits))
        self.simulator = AerSimulator(method="statevector", max_parallel_threads=threads)
        self.circuit = transpile(circuit, self.simulator, optimization_level=0)
        self.binds = [{angles[i]: [value] for i, value in enumerate(workload.parameters)}] if angles else None

    def data(self):
        return self.simulator.run(self.circuit, shots=1, parameter_binds=self.binds).result().data(0)


class Expectation(Run):
    """By save_expectation_value."""

    def __init__(self, workload, threads):
        observable = SparsePauliOp.from_list([(label, coefficient) for label, coefficient in workload.labels])
        super().__init__(workload, threads, SaveExpectationValue(observable, label="energy"))

    def run(self):
        self.energy = self.data()["energy"]

    def values(self):
        return [self.energy]


class DiagonalExpectation(Run):
    """By save_statevector, then one pass."""

    def __init__(self, workload, threads):
        super().__init__(workload, threads, SaveStatevector(workload.qubits, label="state"))
        self.diagonal = Diagonal(workload.costs())

    def run(self):
        self.energy = self.diagonal.mean(np.asarray(self.data()["state"]))

    def values(self):
        return [self.energy]


class FinalState(Run):
    def __init__(self, workload, threads):
        super().__init__(workload, threads, SaveStatevector(workload.qubits, label="state"))

    def run(self):
        self.state = self.data()["state"]

    def values(self):
        return z_values(np.asarray(self.state))


def prepare(workload: Workload, threads):
    if workload.task == "STATE":
        return FinalState(workload, threads)
    if not workload.is_diagonal():
        return Expectation(workload, threads)
    if workload.qubits > LARGEST_TRIED:
        return DiagonalExpectation(workload, threads)
    return fastest([lambda: Expectation(workload, threads), lambda: DiagonalExpectation(workload, threads)])
