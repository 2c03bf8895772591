"""A kernel matrix by hand: all states at once in NumPy, then one matrix product, which goes to its BLAS.

Only for circuits of Hadamard gates, phases and CX that come in pairs, whose phases between Hadamard gates are one
diagonal: exp(i A S), with a row of angles in A for each point and the parities of every basis state in S.
"""

import numpy as np

from kernel_values import kernel_values


class Layer:
    """A Hadamard gate on every qubit, then phases exp(i angle parity(index & mask))."""

    def __init__(self):
        self.hadamards = set()
        self.phases = []  # (mask, constant, [(parameter, coefficient), ...])

    def diagonal(self, qubits, inputs):
        indices = np.arange(1 << qubits)
        angles = np.empty((len(inputs), len(self.phases)))
        parities = np.empty((len(self.phases), 1 << qubits))
        for place, (mask, (constant, terms)) in enumerate(self.phases):
            angles[:, place] = constant + sum(coefficient * inputs[:, index] for index, coefficient in terms)
            parities[place] = np.bitwise_count(indices & mask) & 1
        return angles @ parities


def layers(workload):
    found = []
    sources = [1 << qubit for qubit in range(workload.qubits)]
    for gate in workload.gates:
        qubit = gate.qubits[-1]
        if gate.name == "h":
            if not found or found[-1].phases:
                found.append(Layer())
            found[-1].hadamards.add(qubit)
        elif gate.name == "cx":
            sources[qubit] ^= sources[gate.qubits[0]]
        elif gate.name == "p":
            found[-1].phases.append((sources[qubit], gate.angles[0]))
        else:
            raise NotImplementedError(f"gate {gate.name}")
    if any(len(layer.hadamards) != workload.qubits for layer in found):
        raise NotImplementedError("a layer without Hadamard gates on all qubits")
    return found


class Kernel:
    def __init__(self, workload):
        self.qubits = workload.qubits
        self.layers = layers(workload)
        self.inputs = np.array(workload.inputs)
        self.matrix = None

    def run(self):
        states = None
        for layer in self.layers:
            phases = np.exp(1j * layer.diagonal(self.qubits, self.inputs))
            states = phases / np.sqrt(1 << self.qubits) if states is None else self.hadamards(states) * phases
        products = states.conj() @ states.T
        self.matrix = products.real**2 + products.imag**2

    def hadamards(self, states):
        """The Walsh-Hadamard transform of every row, times 2^(-n/2)."""
        for qubit in range(self.qubits):
            halves = states.reshape(len(states), -1, 2, 1 << qubit)
            states = np.stack((halves[:, :, 0] + halves[:, :, 1], halves[:, :, 0] - halves[:, :, 1]), axis=2)
        return states.reshape(len(states), -1) / np.sqrt(1 << self.qubits)

    def values(self):
        return kernel_values(self.matrix)


def prepare(workload, _threads):
    return Kernel(workload)
