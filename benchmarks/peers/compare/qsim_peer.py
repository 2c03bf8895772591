"""qsim (f32) through the functions that qsimcirq.QSimSimulator calls, on a circuit translated once.

Translation is not timed, though a new parameter vector needs it. Cirq's first qubit is the highest bit of an index.
"""

import cirq
import numpy as np
import qsimcirq
from qsimcirq import qsim_simulator
from qsimcirq.qsim_circuit import QSimCircuit, add_op_to_opstring

from workload import Diagonal, Workload, fastest, z_values

FIXED = {
    "x": cirq.X, "y": cirq.Y, "z": cirq.Z, "h": cirq.H, "s": cirq.S, "sdg": cirq.S**-1, "t": cirq.T, "tdg": cirq.T**-1,
    "sx": cirq.X**0.5, "sxdg": cirq.X**-0.5,
    "cx": cirq.CX, "cz": cirq.CZ, "cy": cirq.ControlledGate(cirq.Y), "ch": cirq.ControlledGate(cirq.H),
    "swap": cirq.SWAP, "ccx": cirq.CCX, "cswap": cirq.CSWAP,
}  # fmt: skip
PAULIS = {"X": cirq.X, "Y": cirq.Y, "Z": cirq.Z}
# qsim's documentation: 2 or 3 below 22 qubits, 3 or 4 from there on. Above this size 4 is taken without a trial.
FUSED = [2, 3, 4]
LARGEST_TRIED = 20


def unitary(theta, phi, lam):
    c, s = np.cos(theta / 2), np.sin(theta / 2)
    return np.array([[c, -np.exp(1j * lam) * s], [np.exp(1j * phi) * s, np.exp(1j * (phi + lam)) * c]])


ANGLED = {
    "rx": cirq.rx,
    "ry": cirq.ry,
    "rz": cirq.rz,
    "p": lambda angle: cirq.ZPowGate(exponent=angle / np.pi),
    "cp": lambda angle: cirq.CZPowGate(exponent=angle / np.pi),
    "crx": lambda angle: cirq.ControlledGate(cirq.rx(angle)),
    "cry": lambda angle: cirq.ControlledGate(cirq.ry(angle)),
    "crz": lambda angle: cirq.ControlledGate(cirq.rz(angle)),
    "rzz": lambda angle: cirq.MatrixGate(np.diag(np.exp(-0.5j * angle * np.array([1, -1, -1, 1])))),
    # ISWAP**t is exp(+i pi t (XX + YY) / 4)
    "xy": lambda angle: cirq.ISwapPowGate(exponent=-2 * angle / np.pi),
    "U": lambda *angles: cirq.MatrixGate(unitary(*angles)),
}


def circuit_of(workload):
    qubits = cirq.LineQubit.range(workload.qubits)
    operations = []
    for gate in workload.gates:
        on = [qubits[workload.qubits - 1 - qubit] for qubit in gate.qubits]
        if gate.name in FIXED:
            operations.append(FIXED[gate.name].on(*on))
        elif gate.name in ANGLED:
            operations.append(ANGLED[gate.name](*gate.bound(workload.parameters)).on(*on))
        elif gate.name != "id":
            raise NotImplementedError(f"gate {gate.name}")
    return cirq.Circuit(operations), qubits


class Run:
    def __init__(self, workload, threads, fused):
        circuit, self.qubits = circuit_of(workload)
        translated = QSimCircuit(circuit).translate_cirq_to_qsim(cirq.QubitOrder.explicit(self.qubits))
        self.options = qsimcirq.QSimOptions(max_fused_gate_size=fused, cpu_threads=threads).as_dict()
        self.options["c"] = translated[0] if isinstance(translated, tuple) else translated
        self.options["s"] = 1
        self.module = qsimcirq.QSimSimulator()._sim_module

    def state(self):
        return self.module.qsim_simulate_fullstate(self.options, 0).view(np.complex64)


class Expectation(Run):
    """By qsim's own expectation values."""

    def __init__(self, workload, threads, fused):
        super().__init__(workload, threads, fused)
        places = {qubit: place for place, qubit in enumerate(reversed(self.qubits))}
        sums = []
        for coefficient, letters in workload.terms:
            string = qsim_simulator.qsim.OpString()
            string.weight = coefficient
            for letter, qubit in letters:
                on = self.qubits[workload.qubits - 1 - qubit]
                add_op_to_opstring(PAULIS[letter].on(on), places, string)
            sums.append(string)
        self.observables = [(sums, workload.qubits)]

    def run(self):
        self.energy = self.module.qsim_simulate_expectation_values(self.options, self.observables, 0)[0].real

    def values(self):
        return [self.energy]


class DiagonalExpectation(Run):
    """By the final state and one pass."""

    def __init__(self, workload, threads, fused):
        super().__init__(workload, threads, fused)
        self.diagonal = Diagonal(workload.costs())

    def run(self):
        self.energy = self.diagonal.mean(self.state())

    def values(self):
        return [self.energy]


class FinalState(Run):
    def run(self):
        self.last = self.state()

    def values(self):
        return z_values(self.last)


def prepare(workload: Workload, threads):
    if workload.task == "STATE":
        make = FinalState
    elif workload.is_diagonal():
        make = DiagonalExpectation
    else:
        make = Expectation
    if workload.qubits > LARGEST_TRIED:
        return make(workload, threads, 4)
    return fastest([lambda fused=fused: make(workload, threads, fused) for fused in FUSED])
