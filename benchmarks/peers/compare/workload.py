"""A workload as Ketstream writes it, and what a hand-written diagonal needs of it.

Qubit k is bit k of a basis state's index; the rightmost letter of a Pauli string acts on qubit 0.
"""

import ctypes
import json
import os
import time

import numpy as np

DIAGONAL_GATES = {"rz", "rzz"}
LONG_RUN = 0.5  # seconds


class Gate:
    def __init__(self, name, qubits, angles):
        self.name = name
        self.qubits = qubits
        self.angles = angles  # [(constant, [(parameter, coefficient), ...]), ...]

    def bound(self, parameters):
        return [
            constant + sum(coefficient * parameters[index] for index, coefficient in terms)
            for constant, terms in self.angles
        ]


class Workload:
    def __init__(self, file):
        with open(file, encoding="utf-8") as stream:
            root = json.load(stream)
        self.family = root["family"]
        self.task = root["task"]
        self.qubits = root["qubits"]
        self.ones = root["ones"]
        self.parameters = root["parameters"]
        self.gates = with_exchanges([Gate(*gate) for gate in root["gates"]])
        # [(coefficient, [(letter, qubit), ...]), ...]
        self.terms = [
            (coefficient, [(letter, qubit) for qubit, letter in enumerate(reversed(label)) if letter != "I"])
            for label, coefficient in root["observable"]
        ]
        self.labels = root["observable"]
        # What there is to learn from: the circuit's first parameters of each sample, and what it should give.
        self.inputs = root["inputs"]
        self.targets = root["targets"]

    def is_diagonal(self):
        return all(letter == "Z" for _, letters in self.terms for letter, _ in letters)

    def costs(self):
        """The observable's value on every basis state."""
        return diagonal(self.qubits, self.terms)

    def schedule(self):
        """(gammas, betas) of a QAOA."""
        layers = len(self.parameters) // 2
        return self.parameters[:layers], self.parameters[layers:]

    def blocks(self):
        """The gates as [("gates", [...]) or ("phase", gamma), ...]; exp(-i gamma C) stands for a run of diagonal gates.

        Only for circuits whose diagonal gates make up the observable, as in QAOA.
        """
        blocks = []
        for gate in self.gates:
            if gate.name in DIAGONAL_GATES:
                [(_, [(parameter, _)])] = gate.angles
                block = ("phase", self.parameters[parameter])
                if not blocks or blocks[-1] != block:
                    blocks.append(block)
            elif blocks and blocks[-1][0] == "gates":
                blocks[-1][1].append(gate)
            else:
                blocks.append(("gates", [gate]))
        return blocks


def with_exchanges(gates):
    """RXX(t) RYY(t) on one pair as the one gate exp(-i t (XX + YY) / 2), "xy"."""
    merged = []
    for gate in gates:
        before = merged[-1] if merged else None
        if (
            before is not None
            and (before.name, gate.name) == ("rxx", "ryy")
            and before.qubits == gate.qubits
            and before.angles == gate.angles
        ):
            merged[-1] = Gate("xy", gate.qubits, gate.angles)
        else:
            merged.append(gate)
    return merged


def diagonal(qubits, terms):
    """Built by doubling: the upper half is the lower half with the highest qubit's sign turned."""
    fields = np.zeros(qubits)
    couplings = np.zeros((qubits, qubits))
    for coefficient, letters in terms:
        on = sorted(qubit for _, qubit in letters)
        if len(on) == 1:
            fields[on[0]] += coefficient
        else:
            couplings[on[0], on[1]] += coefficient
    costs = np.zeros(1)
    for qubit in range(qubits):
        field = np.full(1, fields[qubit])
        for lower in range(qubit):
            field = np.concatenate((field + couplings[lower, qubit], field - couplings[lower, qubit]))
        costs = np.concatenate((costs + field, costs - field))
    return costs


class Diagonal:
    """exp(-i gamma C) and <C> by diagonal.c, or by NumPy where it could not be compiled."""

    def __init__(self, costs):
        self.costs = costs
        path = os.environ.get("KETSTREAM_DIAGONAL")
        self.compiled = Compiled(path) if path else None

    def phase(self, state, gamma):
        """state *= exp(-i gamma C)"""
        if self.compiled:
            self.compiled.phase(state, self.costs, gamma)
        else:
            state *= np.exp(-1j * gamma * self.costs)

    def mean(self, state):
        if self.compiled:
            return self.compiled.mean(state, self.costs)
        return float(np.dot(self.costs, state.real.astype(np.float64) ** 2 + state.imag.astype(np.float64) ** 2))


class Compiled:
    def __init__(self, path):
        library = ctypes.CDLL(path)
        costs, size = np.ctypeslib.ndpointer(np.float64, flags="C"), ctypes.c_size_t
        double, single = (np.ctypeslib.ndpointer(kind, flags="C") for kind in (np.complex128, np.complex64))
        self.phase_of = library.phase
        self.phase_of.argtypes, self.phase_of.restype = [double, costs, ctypes.c_double, size], None
        self.means = {np.dtype(np.complex128): library.mean_f64, np.dtype(np.complex64): library.mean_f32}
        for function, state in ((library.mean_f64, double), (library.mean_f32, single)):
            function.argtypes, function.restype = [state, costs, size], ctypes.c_double

    def phase(self, state, costs, gamma):
        self.phase_of(state, costs, gamma, len(costs))

    def mean(self, state, costs):
        return self.means[state.dtype](state, costs, len(costs))


def z_values(state):
    """<Z> of every qubit, of the state divided by its norm, which f32 does not keep over thousands of gates."""
    probabilities = state.real.astype(np.float64) ** 2
    probabilities += state.imag.astype(np.float64) ** 2
    probabilities /= probabilities.sum()
    values = []
    while len(probabilities) > 1:
        pairs = probabilities.reshape(-1, 2)
        values.append(pairs[:, 0].sum() - pairs[:, 1].sum())
        probabilities = pairs[:, 0] + pairs[:, 1]
    return values


def fastest(candidates):
    """The candidate with the shortest second run, or first where that takes long; each is made by calling it."""
    best, shortest = None, float("inf")
    for make in candidates:
        evaluation = make()
        seconds = timed(evaluation)
        if seconds < LONG_RUN:
            seconds = timed(evaluation)
        if seconds < shortest:
            best, shortest = evaluation, seconds
    return best


def timed(evaluation):
    begin = time.perf_counter()
    evaluation.run()
    return time.perf_counter() - begin
