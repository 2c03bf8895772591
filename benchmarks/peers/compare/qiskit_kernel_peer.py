"""Qiskit Machine Learning's FidelityStatevectorKernel: a Statevector for each point, then products one by one."""

import numpy as np
from qiskit import QuantumCircuit
from qiskit.circuit import ParameterVector
from qiskit_machine_learning.kernels import FidelityStatevectorKernel

from kernel_values import kernel_values


class Kernel:
    def __init__(self, workload):
        self.points = np.array(workload.inputs)
        vector = ParameterVector("x", self.points.shape[1])
        circuit = QuantumCircuit(workload.qubits)
        for gate in workload.gates:
            angles = [
                constant + sum(coefficient * vector[index] for index, coefficient in terms)
                for constant, terms in gate.angles
            ]
            getattr(circuit, gate.name)(*angles, *gate.qubits)
        self.kernel = FidelityStatevectorKernel(feature_map=circuit)
        self.matrix = None

    def run(self):
        self.matrix = self.kernel.evaluate(self.points)  # clears its cache of states

    def values(self):
        return kernel_values(self.matrix)


def prepare(workload, _threads):
    return Kernel(workload)
