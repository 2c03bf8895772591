"""The published variational models on two features as their definitions say, in JAX: a second opinion on rows that
`./ketstream bench learning` does not find again.

    python variational_peer.py DIRECTORY [SEEDS [MODEL]]

DIRECTORY has `published_results.json` and the data sets of XanaduAI/qml-benchmarks. Prints, for each row of
`IQPVariationalClassifier`, `SeparableVariationalClassifier` and `DataReuploadingClassifier` whose data set is there, the
means of SEEDS seeds (10) where the losses of steps reached their plateau, and after 10000 steps. Needs numpy and jax.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

STEPS = 10_000
WINDOW = 200
BATCH = 32
HADAMARD = jnp.array([[1, 1], [1, -1]], dtype=complex) / jnp.sqrt(2)
BOTH = jnp.array([1, -1, -1, 1.0])


def rotation(angles):
    """RZ(angles[2]) RY(angles[1]) RZ(angles[0])."""
    first, middle, last = angles
    return turn_z(last) @ turn_y(middle) @ turn_z(first)


def turn_z(angle):
    return jnp.array([[jnp.exp(-0.5j * angle), 0], [0, jnp.exp(0.5j * angle)]])


def turn_y(angle):
    cosine, sine = jnp.cos(angle / 2), jnp.sin(angle / 2)
    return jnp.array([[cosine, -sine], [sine, cosine]], dtype=complex)


def turned(states, angles):
    """The amplitudes of 0 and 1 of each row's qubit after `rotation` by its three angles."""
    first, middle, last = angles.T
    zero, one = states[0] * jnp.exp(-0.5j * first), states[1] * jnp.exp(0.5j * first)
    cosine, sine = jnp.cos(middle / 2), jnp.sin(middle / 2)
    zero, one = cosine * zero - sine * one, sine * zero + cosine * one
    return zero * jnp.exp(-0.5j * last), one * jnp.exp(0.5j * last)


class Iqp:
    """The IQP embedding, layers of rotations (CZ between two qubits both ways is the identity), and Z on both."""

    def __init__(self, settings):
        self.layers = int(settings["n_layers"])
        self.repeats = int(settings["repeats"])
        self.shape = (self.layers, 2, 3)

    def start(self, key):
        return 2 * jnp.pi * jax.random.uniform(key, self.shape)

    def encode(self, rows):
        def state(row):
            first, second = row
            exponent = first * jnp.array([1, 1, -1, -1]) + second * jnp.array([1, -1, 1, -1]) + first * second * BOTH
            amplitudes = jnp.array([1, 0, 0, 0], dtype=complex)
            for _ in range(self.repeats):
                amplitudes = jnp.exp(-0.5j * exponent) * (jnp.kron(HADAMARD, HADAMARD) @ amplitudes)
            return amplitudes

        return jax.vmap(state)(rows)

    def outputs(self, weights, states):
        first, second = jnp.eye(2), jnp.eye(2)
        for layer in weights:
            first, second = rotation(layer[0]) @ first, rotation(layer[1]) @ second
        return jnp.abs(states @ jnp.kron(first, second).T) ** 2 @ BOTH

    def loss(self, _, outputs, labels):
        return jnp.mean((1 - outputs * labels) / 2)


class Separable:
    """Rotations of single qubits with RY by a feature between them, and the mean of Z."""

    def __init__(self, settings):
        self.layers = int(settings["encoding_layers"])
        self.shape = (2, self.layers + 1, 3)

    def start(self, key):
        return 2 * jnp.pi * jax.random.uniform(key, self.shape)

    def encode(self, rows):
        return rows

    def outputs(self, weights, rows):
        def single(weights, feature):
            state = jnp.array([1, 0], dtype=complex)
            for layer in range(self.layers):
                state = turn_y(feature) @ (rotation(weights[layer]) @ state)
            state = rotation(weights[self.layers]) @ state
            return jnp.abs(state[0]) ** 2 - jnp.abs(state[1]) ** 2

        return jax.vmap(lambda row: (single(weights[0], row[0]) + single(weights[1], row[1])) / 2)(rows)

    def loss(self, _, outputs, labels):
        return jnp.mean(jnp.logaddexp(0, -6 * outputs * labels))


class Reuploading:
    """One qubit: rotations by features that are multiplied by weights, rotations by weights, and as the last one a
    rotation by the sum of both. A weight for each class and each part of a row's two fidelities makes the loss."""

    def __init__(self, settings):
        self.layers = int(settings["n_layers"])
        self.angles = 3 * (self.layers + 1)

    def start(self, key):
        angles = jax.random.uniform(key, (2 * self.angles,))
        return jnp.concatenate([angles, jnp.ones(2)])

    def encode(self, rows):
        return jnp.pad(rows, ((0, 0), (0, 1)))

    def outputs(self, weights, rows):
        scales = weights[: self.angles].reshape(-1, 3)
        angles = weights[self.angles : 2 * self.angles].reshape(-1, 3)

        def layer(states, weights):
            scale, angle = weights
            return turned(turned(states, rows * scale), angle[None]), None

        zero = jnp.ones(len(rows), dtype=complex), jnp.zeros(len(rows), dtype=complex)
        states, _ = jax.lax.scan(layer, zero, (scales[:-1], angles[:-1]))
        states = turned(states, rows * scales[-1] + angles[-1])
        return jnp.abs(states[0]) ** 2 - jnp.abs(states[1]) ** 2

    def loss(self, weights, outputs, labels):
        first = weights[-2] * (1 - outputs) / 2 - (1 - labels) / 2
        second = weights[-1] * (1 + outputs) / 2 - (1 + labels) / 2
        return jnp.mean(first**2 + second**2) / 2


MODELS = {
    "IQPVariationalClassifier": Iqp,
    "SeparableVariationalClassifier": Separable,
    "DataReuploadingClassifier": Reuploading,
}


def trained(model, rate, inputs, labels, seeds):
    """Losses and weights of every step, by seeds."""

    def run(seed):
        start, batches = jax.random.split(jax.random.PRNGKey(seed))
        weights = model.start(start)
        zero = jnp.zeros_like(weights)

        def step(carried, number):
            weights, mean, square, key = carried
            key, draw = jax.random.split(key)
            batch = jax.random.choice(draw, len(labels), (BATCH,))
            rows, told = inputs[batch], labels[batch]
            loss, slope = jax.value_and_grad(lambda w: model.loss(w, model.outputs(w, rows), told))(weights)
            mean = 0.9 * mean + 0.1 * slope
            square = 0.999 * square + 0.001 * slope**2
            unbiased = mean / (1 - 0.9 ** (number + 1)), square / (1 - 0.999 ** (number + 1))
            weights = weights - rate * unbiased[0] / (jnp.sqrt(unbiased[1]) + 1e-8)
            return (weights, mean, square, key), (loss, weights)

        return jax.lax.scan(step, (weights, zero, zero, batches), jnp.arange(STEPS))[1]

    return jax.jit(jax.vmap(run))(jnp.arange(seeds))


def plateau(losses):
    """The first step at which the losses fall no longer."""
    for step in range(2 * WINDOW + 1, len(losses)):
        last, before = losses[step - WINDOW + 1 : step + 1], losses[step - 2 * WINDOW + 1 : step - WINDOW + 1]
        if abs(last.mean() - before.mean()) <= last.std() / np.sqrt(WINDOW) / 2:
            return step
    return len(losses) - 1


def main(directory, seeds, wanted):
    for entry in json.loads((directory / "published_results.json").read_text()):
        files = [directory / f"{entry['dataset']}_{part}.csv" for part in ("train", "test")]
        if entry["model"] not in MODELS or wanted not in entry["model"] or not files[0].exists():
            continue
        settings = dict(line.split(",") for line in entry["best_hyperparams"][1:])
        model = MODELS[entry["model"]](settings)
        tables = [np.loadtxt(file, delimiter=",") for file in files]
        low, high = tables[0][:, :-1].min(0), tables[0][:, :-1].max(0)
        inputs = [model.encode(jnp.array((t[:, :-1] - low) / (high - low) * np.pi - np.pi / 2)) for t in tables]
        labels = [jnp.array(table[:, -1]) for table in tables]
        losses, weights = trained(model, float(settings["learning_rate"]), inputs[0], labels[0], seeds)
        ends = [plateau(np.array(each)) for each in losses]

        def accuracies(seed, step):
            outputs = [model.outputs(weights[seed, step], each) for each in inputs]
            return [float(jnp.mean(jnp.where(o > 0, 1, -1) == y)) for o, y in zip(outputs, labels)]

        print(entry["model"], "on", entry["dataset"])
        published = np.array([[float(field) for field in line.split(",")[1:]] for line in entry["rows"][1:]])
        told(" published", published)
        told(f" at the plateau, steps {min(ends)} to {max(ends)}", [accuracies(k, ends[k]) for k in range(seeds)])
        told(f" after {STEPS} steps", [accuracies(k, STEPS - 1) for k in range(seeds)])


def told(what, values):
    values = np.array(values)
    mean, deviation = values.mean(0), values.std(0, ddof=1)
    print(f"{what}: train {mean[0]:.4f} ± {deviation[0]:.4f}, test {mean[1]:.4f} ± {deviation[1]:.4f}", flush=True)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 10,
        sys.argv[3] if len(sys.argv) > 3 else "",
    )
