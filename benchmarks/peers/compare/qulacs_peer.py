"""Qulacs: a parametric circuit or one that its optimiser has fused, whichever is faster; or mixers beside a diagonal.

Its rotations are exp(+i t P / 2). Qubit k is bit k of an index.
"""

import numpy as np
from qulacs import Observable, ParametricQuantumCircuit, QuantumCircuit, QuantumState, gate as gates
from qulacs.circuit import QuantumCircuitOptimizer

from workload import Diagonal, Workload, fastest, z_values

FIXED = {
    "x": gates.X, "y": gates.Y, "z": gates.Z, "h": gates.H, "s": gates.S, "sdg": gates.Sdag, "t": gates.T, "tdg": gates.Tdag,
    "sx": gates.sqrtX, "sxdg": gates.sqrtXdag, "cx": gates.CNOT, "cz": gates.CZ, "swap": gates.SWAP,
}  # fmt: skip
# Up to here the optimised circuit is tried beside the parametric one, above it is taken without a trial.
LARGEST_TRIED = 20


def controlled(matrix, qubits):
    """`matrix` on the last qubit where the others are 1."""
    result = gates.DenseMatrix(qubits[-1], matrix)
    for control in qubits[:-1]:
        result.add_control_qubit(control, 1)
    return result


def rotation(pauli, angle):
    matrices = {"x": [[0, 1], [1, 0]], "y": [[0, -1j], [1j, 0]], "z": [[1, 0], [0, -1]]}
    return np.cos(angle / 2) * np.eye(2) - 1j * np.sin(angle / 2) * np.array(matrices[pauli])


def made(gate, parameters):
    angles = gate.bound(parameters)
    name, on = gate.name, gate.qubits
    if name in FIXED:
        return FIXED[name](*on)
    if name in ("rx", "ry", "rz"):
        return {"rx": gates.RX, "ry": gates.RY, "rz": gates.RZ}[name](on[0], -angles[0])
    if name == "rzz":
        return gates.DiagonalMatrix(on, np.exp(-0.5j * angles[0] * np.array([1, -1, -1, 1])))
    if name in ("rxx", "ryy"):
        return gates.PauliRotation(on, [" xyz".index(name[1])] * 2, -angles[0])
    if name == "p":
        return gates.U1(on[0], angles[0])
    if name == "U":
        return gates.U3(on[0], angles[0], angles[1], angles[2])
    if name == "cp":
        return controlled(np.diag([1, np.exp(1j * angles[0])]), on)
    if name in ("crx", "cry", "crz"):
        return controlled(rotation(name[2], angles[0]), on)
    if name == "cy":
        return controlled(np.array([[0, -1j], [1j, 0]]), on)
    if name == "ch":
        return controlled(np.array([[1, 1], [1, -1]]) / np.sqrt(2), on)
    if name == "ccx":
        return gates.TOFFOLI(*on)
    if name == "cswap":
        return gates.FREDKIN(*on)
    if name == "xy":
        c, s = np.cos(angles[0]), np.sin(angles[0])
        return gates.DenseMatrix(on, [[1, 0, 0, 0], [0, c, -1j * s, 0], [0, -1j * s, c, 0], [0, 0, 0, 1]])
    raise NotImplementedError(f"gate {name}")


class Parametric:
    """Parameters are set anew in every evaluation. CX, RZ, CX take half as long as the Pauli rotation ZZ."""

    def __init__(self, workload):
        self.circuit = ParametricQuantumCircuit(workload.qubits)
        self.workload = workload
        self.parameterised = [gate for gate in workload.gates if gate.angles]
        for gate in workload.gates:
            if not gate.angles:
                self.circuit.add_gate(made(gate, workload.parameters))
            elif gate.name == "rzz":
                self.circuit.add_CNOT_gate(*gate.qubits)
                self.circuit.add_parametric_RZ_gate(gate.qubits[1], 0)
                self.circuit.add_CNOT_gate(*gate.qubits)
            else:
                getattr(self.circuit, f"add_parametric_{gate.name.upper()}_gate")(gate.qubits[0], 0)

    def update(self, state):
        for place, gate in enumerate(self.parameterised):
            self.circuit.set_parameter(place, -gate.bound(self.workload.parameters)[0])
        self.circuit.update_quantum_state(state)


class Optimised:
    """Gates with their angles in them, fused by optimize_light; neither is timed."""

    def __init__(self, workload):
        self.circuit = QuantumCircuit(workload.qubits)
        for gate in workload.gates:
            if gate.name != "id":
                self.circuit.add_gate(made(gate, workload.parameters))
        QuantumCircuitOptimizer().optimize_light(self.circuit)

    def update(self, state):
        self.circuit.update_quantum_state(state)


class Run:
    def __init__(self, workload, circuit):
        self.workload = workload
        self.circuit = circuit
        self.state = QuantumState(workload.qubits)
        self.diagonal = None
        self.observable = None
        if workload.task != "STATE":
            if workload.is_diagonal():
                self.diagonal = Diagonal(workload.costs())
            else:
                self.observable = Observable(workload.qubits)
                for coefficient, letters in workload.terms:
                    self.observable.add_operator(coefficient, " ".join(f"{letter} {qubit}" for letter, qubit in letters))

    def run(self):
        self.state.set_zero_state()
        self.circuit.update(self.state)
        if self.diagonal is not None:
            self.energy = self.diagonal.mean(self.state.get_vector())
        elif self.observable is not None:
            self.energy = self.observable.get_expectation_value(self.state)

    def values(self):
        return z_values(self.state.get_vector()) if self.workload.task == "STATE" else [self.energy]


class WithDiagonal:
    """Mixers by Qulacs, exp(-i gamma C) on a copy of the state; a diagonal matrix on all qubits takes longer."""

    def __init__(self, workload):
        self.diagonal = Diagonal(workload.costs())
        self.blocks = [
            (kind, [made(gate, workload.parameters) for gate in content] if kind == "gates" else content)
            for kind, content in workload.blocks()
        ]

    def update(self, state):
        for kind, content in self.blocks:
            if kind == "gates":
                for gate in content:
                    gate.update_quantum_state(state)
            else:
                amplitudes = state.get_vector()
                self.diagonal.phase(amplitudes, content)
                state.load(amplitudes)


def prepare(workload: Workload, _threads, diagonal=False):
    if diagonal:
        return Run(workload, WithDiagonal(workload))
    if workload.task == "STATE" or workload.qubits > LARGEST_TRIED:
        return Run(workload, Optimised(workload))
    return fastest([lambda: Run(workload, Parametric(workload)), lambda: Run(workload, Optimised(workload))])
