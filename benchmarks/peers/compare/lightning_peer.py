"""PennyLane Lightning through the classes that its device is made of, so that no time goes into tapes.

Wire w is the (n - 1 - w)th bit of an index, so that qubit q is wire n - 1 - q.
"""

import numpy as np
from pennylane_lightning import lightning_qubit_ops as ops

from workload import Diagonal, Workload, z_values

NAMES = {
    "x": "PauliX", "y": "PauliY", "z": "PauliZ", "h": "Hadamard", "s": "S", "t": "T", "sx": "SX",
    "rx": "RX", "ry": "RY", "rz": "RZ", "p": "PhaseShift",
    "cx": "CNOT", "cy": "CY", "cz": "CZ", "cp": "ControlledPhaseShift",
    "crx": "CRX", "cry": "CRY", "crz": "CRZ", "swap": "SWAP",
    "rxx": "IsingXX", "ryy": "IsingYY", "rzz": "IsingZZ",
    "ccx": "Toffoli", "cswap": "CSWAP",
}  # fmt: skip
INVERSES = {"sdg": "S", "tdg": "T", "sxdg": "SX"}
PAULIS = {"X": "PauliX", "Y": "PauliY", "Z": "PauliZ"}


class Precision:
    def __init__(self, single):
        suffix = "C64" if single else "C128"
        self.complex = np.complex64 if single else np.complex128
        self.real = np.float32 if single else np.float64
        self.state = getattr(ops, "StateVector" + suffix)
        self.measurements = getattr(ops, "Measurements" + suffix)
        self.named = getattr(ops.observables, "NamedObs" + suffix)
        self.tensor = getattr(ops.observables, "TensorProdObs" + suffix)
        self.hamiltonian = getattr(ops.observables, "Hamiltonian" + suffix)
        self.jacobian = getattr(ops.algorithms, "AdjointJacobian" + suffix)
        self.ops_list = getattr(ops.algorithms, "create_ops_list" + suffix)

    def observable(self, workload):
        wires = workload.qubits - 1
        factors = [
            [self.named(PAULIS[letter], [wires - qubit]) for letter, qubit in letters] for _, letters in workload.terms
        ]
        terms = [each[0] if len(each) == 1 else self.tensor(each) for each in factors]
        return self.hamiltonian(np.array([c for c, _ in workload.terms], dtype=self.real), terms)


def lowered(gate, qubits, parameters):
    """A gate as Lightning's: [(name, wires, inverse, angles), ...]"""
    wires = [qubits - 1 - qubit for qubit in gate.qubits]
    angles = gate.bound(parameters)
    if gate.name == "id":
        return []
    if gate.name == "U":
        # Up to a global phase: Rot(a, b, c) = RZ(c) RY(b) RZ(a)
        theta, phi, lam = angles
        return [("Rot", wires, False, [lam, theta, phi])]
    if gate.name == "xy":
        # IsingXY(t) is exp(+i t (XX + YY) / 4)
        return [("IsingXY", wires, False, [-2 * angles[0]])]
    if gate.name in INVERSES:
        return [(INVERSES[gate.name], wires, True, [])]
    if gate.name in NAMES:
        return [(NAMES[gate.name], wires, False, angles)]
    raise NotImplementedError(f"gate {gate.name}")


class Calls:
    """The gates as bound methods of the state with their angles, which are computed before."""

    def __init__(self, state, gates, workload):
        self.calls = [
            (getattr(state, name), wires, inverse, angles)
            for gate in gates
            for name, wires, inverse, angles in lowered(gate, workload.qubits, workload.parameters)
        ]

    def run(self):
        for method, wires, inverse, angles in self.calls:
            method(wires, inverse, angles)


class GateByGate:
    def __init__(self, workload, single):
        self.precision = Precision(single)
        self.workload = workload
        self.state = self.precision.state(workload.qubits)
        self.calls = Calls(self.state, workload.gates, workload)
        self.amplitudes = None
        self.diagonal = None
        self.observable = None
        if workload.task != "STATE":
            if workload.is_diagonal():
                self.diagonal = Diagonal(workload.costs())
                self.amplitudes = np.empty(1 << workload.qubits, dtype=self.precision.complex)
            else:
                self.observable = self.precision.observable(workload)
        self.energy = None

    def run(self):
        self.state.resetStateVector()
        self.calls.run()
        if self.diagonal is not None:
            self.state.getState(self.amplitudes)
            self.energy = self.diagonal.mean(self.amplitudes)
        elif self.observable is not None:
            self.energy = self.precision.measurements(self.state).expval(self.observable)

    def values(self):
        if self.workload.task == "STATE":
            amplitudes = np.empty(1 << self.workload.qubits, dtype=self.precision.complex)
            self.state.getState(amplitudes)
            return z_values(amplitudes)
        return [self.energy]


class HandWrittenDiagonal:
    """Mixers by Lightning, exp(-i gamma C) on a copy of the state."""

    def __init__(self, workload):
        self.precision = Precision(False)
        self.state = self.precision.state(workload.qubits)
        self.amplitudes = np.empty(1 << workload.qubits, dtype=np.complex128)
        self.diagonal = Diagonal(workload.costs())
        self.blocks = [
            (kind, Calls(self.state, content, workload))
            if kind == "gates"
            else (kind, content)
            for kind, content in workload.blocks()
        ]

    def run(self):
        self.state.resetStateVector()
        for kind, content in self.blocks:
            if kind == "gates":
                content.run()
            else:
                self.state.getState(self.amplitudes)
                self.diagonal.phase(self.amplitudes, content)
                self.state.updateData(self.amplitudes)
        self.state.getState(self.amplitudes)
        self.energy = self.diagonal.mean(self.amplitudes)

    def values(self):
        return [self.energy]


class Adjoint:
    """Adjoint differentiation, one derivative for each gate; those of a parameter are added up."""

    def __init__(self, workload, single):
        self.precision = Precision(single)
        self.workload = workload
        self.state = self.precision.state(workload.qubits)
        self.calls = Calls(self.state, workload.gates, workload)
        self.observable = self.precision.observable(workload)
        self.parameterised = [gate for gate in workload.gates if gate.angles]

        names, wires, inverses, angles = [], [], [], []
        for gate in workload.gates:
            for name, on, inverse, bound in lowered(gate, workload.qubits, workload.parameters):
                names.append(name)
                wires.append(on)
                inverses.append(inverse)
                angles.append(bound)
        count = len(names)
        empty = np.array([], dtype=self.precision.complex)
        self.operations = self.precision.ops_list(
            names, angles, wires, inverses, [empty] * count, [[]] * count, [[]] * count
        )

    def run(self):
        self.state.resetStateVector()
        self.calls.run()
        self.energy = self.precision.measurements(self.state).expval(self.observable)
        by_gate = self.precision.jacobian()(
            self.state, [self.observable], self.operations, list(range(len(self.parameterised)))
        )
        self.derivatives = np.zeros(len(self.workload.parameters))
        for gate, derivative in zip(self.parameterised, np.ravel(by_gate), strict=True):
            for _, terms in gate.angles:
                for parameter, coefficient in terms:
                    self.derivatives[parameter] += coefficient * derivative

    def values(self):
        return [self.energy, *self.derivatives]


def prepare(workload: Workload, _threads, single=False, diagonal=False):
    if workload.task == "GRADIENT":
        return Adjoint(workload, single)
    if diagonal:
        return HandWrittenDiagonal(workload)
    return GateByGate(workload, single)
