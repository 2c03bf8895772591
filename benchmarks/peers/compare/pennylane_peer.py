"""PennyLane as its documentation has it: QNodes on default.qubit or Lightning, gradients by JAX or Autograd.

JAX takes all processors that it sees, so the process is bound to as many as it may have.
"""

import os

import numpy as np
import pennylane as qml

from kernel_values import kernel_values
from workload import fastest

NAMES = {
    "h": qml.Hadamard, "cx": qml.CNOT, "cz": qml.CZ, "p": qml.PhaseShift,
    "rx": qml.RX, "ry": qml.RY, "rz": qml.RZ,
}  # fmt: skip


def apply(workload, parameter):
    """The gates, with `parameter(k)` for the circuit's k-th."""
    for gate in workload.gates:
        angles = [
            constant + sum(coefficient * parameter(index) for index, coefficient in terms)
            for constant, terms in gate.angles
        ]
        NAMES[gate.name](*angles, wires=gate.qubits)


def joined(inputs, weights):
    """Parameters are the inputs, which may be of many samples, then the weights."""
    features = inputs.shape[-1]
    return lambda index: inputs[..., index] if index < features else weights[index - features]


class JaxKernel:
    """All states in one compiled call, vectorised over the points, and one product of them."""

    def __init__(self, workload):
        import jax
        import jax.numpy as jnp

        @qml.qnode(qml.device("default.qubit", wires=workload.qubits), interface="jax")
        def state(point):
            apply(workload, lambda index: point[index])
            return qml.state()

        def kernel(points):
            states = jax.vmap(state)(points)
            return jnp.abs(states @ states.conj().T) ** 2

        self.points = jnp.array(workload.inputs)
        self.kernel = jax.jit(kernel)
        self.matrix = None

    def run(self):
        self.matrix = self.kernel(self.points).block_until_ready()

    def values(self):
        return kernel_values(np.asarray(self.matrix))


class JaxStep:
    """Loss and gradient in one compiled call, by backpropagation; samples as a dimension of the state."""

    def __init__(self, workload):
        self.workload = workload
        self.step = None if workload.task == "FIRST_STEP" else self.compiled()
        self.loss, self.gradient = None, None

    def compiled(self):
        import jax
        import jax.numpy as jnp

        workload = self.workload
        inputs, targets = jnp.array(workload.inputs), jnp.array(workload.targets)

        @qml.qnode(qml.device("default.qubit", wires=workload.qubits), interface="jax", diff_method="backprop")
        def output(some, weights):
            apply(workload, joined(some, weights))
            return qml.expval(qml.PauliZ(0))

        def loss(weights):
            outputs = output(inputs, weights)
            return jnp.mean(jnp.logaddexp(0, outputs) - targets * outputs)

        return jax.jit(jax.value_and_grad(loss))

    def run(self):
        import jax.numpy as jnp

        step = self.compiled() if self.step is None else self.step
        self.loss, self.gradient = step(jnp.array(self.workload.parameters))
        self.gradient.block_until_ready()

    def values(self):
        return [float(self.loss), *np.asarray(self.gradient)]


class EagerStep:
    """Autograd over QNodes: backpropagation through all samples at once, or Lightning's adjoint for each."""

    def __init__(self, workload, device, method):
        from pennylane import numpy as pnp

        inputs, targets = np.array(workload.inputs), np.array(workload.targets)

        @qml.qnode(qml.device(device, wires=workload.qubits), interface="autograd", diff_method=method)
        def output(some, weights):
            apply(workload, joined(some, weights))
            return qml.expval(qml.PauliZ(0))

        def loss(weights):
            if method == "backprop":
                outputs = output(inputs, weights)
            else:
                outputs = pnp.stack([output(each, weights) for each in inputs])
            return pnp.mean(pnp.logaddexp(0, outputs) - targets * outputs)

        self.weights = pnp.array(workload.parameters, requires_grad=True)
        self.step = qml.grad(loss)
        self.gradient = None

    def run(self):
        self.gradient = self.step(self.weights)

    def values(self):
        return [float(self.step.forward), *self.gradient]


class PairKernel:
    """A circuit for each pair of points: up with one, down with the other, and the probability of all zeros."""

    def __init__(self, workload):
        self.points = [np.array(point) for point in workload.inputs]

        def up(point):
            apply(workload, lambda index: point[index])

        @qml.qnode(qml.device("lightning.qubit", wires=workload.qubits), diff_method=None)
        def probabilities(one, other):
            up(one)
            qml.adjoint(up)(other)
            return qml.probs(wires=range(workload.qubits))

        self.entry = lambda one, other: probabilities(one, other)[0]
        self.matrix = None

    def run(self):
        self.matrix = np.array(qml.kernels.square_kernel_matrix(self.points, self.entry, assume_normalized_kernel=True))

    def values(self):
        return kernel_values(self.matrix)


def prepare(workload, threads, jax=False, pairs=False):
    if pairs:
        return PairKernel(workload)
    if not jax:
        return fastest(
            [
                lambda: EagerStep(workload, "default.qubit", "backprop"),
                lambda: EagerStep(workload, "lightning.qubit", "adjoint"),
            ]
        )
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    import jax as library

    library.config.update("jax_enable_x64", True)
    return JaxKernel(workload) if workload.task == "KERNEL" else JaxStep(workload)
