"""Circuits with weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ketstream._client import Client
from ketstream._learner import Classifier, Learner, Regressor, Step, without_none

Method = Literal["adam", "l-bfgs", "spsa", "natural-gradient"]
LossType = Literal["cross-entropy", "squared", "linear", "weighted-fidelity"]
Readout = Literal["z", "parity", "zz", "mean-z"]


class _Network(Learner):
    layers: int | Mapping[str, Any]
    reuploading: bool
    trainable_first: bool
    weighted: bool
    closing: bool
    scale: float | None
    method: Method
    learning_rate: float | None
    epochs: int
    batch_size: int | None
    patience: int | None
    replacement: bool
    evaluate_every: int | None
    plateau: int | None
    regularization: float | None
    initial: tuple[float, float] | None

    def _network(self, loss: str, readout: str | None, scale: float | None) -> dict[str, Any]:
        return {
            "type": "quantum-neural-network",
            "featureMap": self._feature_map(),
            "layers": self._layers(),
            "reuploading": self.reuploading,
            **({"trainableFirst": True} if self.trainable_first else {}),
            **({"weighted": True} if self.weighted else {}),
            **({"closing": True} if self.closing else {}),
            "loss": loss,
            **without_none(readout=readout, scale=scale),
            "training": {
                "method": self.method,
                "epochs": self.epochs,
                **without_none(
                    learningRate=self.learning_rate,
                    batchSize=self.batch_size,
                    patience=self.patience,
                    evaluateEvery=self.evaluate_every,
                    plateau=None if self.plateau is None else {"window": self.plateau},
                    regularization=self.regularization,
                    initial=None if self.initial is None else {"low": self.initial[0], "high": self.initial[1]},
                ),
                **({"replacement": True} if self.replacement else {}),
            },
        }

    def _layers(self) -> Mapping[str, Any]:
        if isinstance(self.layers, Mapping):
            return self.layers
        return {"type": "strongly-entangling", "layers": self.layers}


class QuantumNeuralNetworkClassifier(_Network, Classifier):
    """A classifier by a circuit with weights: a feature map, layers of trainable gates, and expectations as outputs.

    :param feature_map: as of :class:`QuantumKernelClassifier`
    :param layers: of strongly entangling gates, or the service's object, as
        ``{"type": "hardware-efficient", "layers": 2}``
    :param reuploading: whether the feature map stands before each layer, and not before the first only
    :param trainable_first: whether one layer stands before the first feature map
    :param weighted: whether each angle of the feature map is multiplied by a weight of its own, each time that the map
        stands in the circuit
    :param closing: whether one more layer of rotations, by angles of the feature map ``"dense-angle"`` and weights
        together, stands at the end
    :param readout: ``"z"``, one qubit's for each output, ``"parity"``, ``"zz"`` or ``"mean-z"``; of more than two
        classes ``"z"``, with at least as many qubits
    :param loss: ``"cross-entropy"``, ``"squared"``, or, of two classes, ``"linear"`` or ``"weighted-fidelity"``
    :param scale: what an output is multiplied by before the loss; ``None``: the service's default
    :param method: ``"adam"``, ``"l-bfgs"``, ``"spsa"`` or ``"natural-gradient"``; with shots ``"adam"`` or ``"spsa"``
    :param learning_rate: of all but L-BFGS; ``None``: the service's default
    :param epochs: how often each row is used at most
    :param batch_size: rows of a step; ``None``: the service's default
    :param patience: epochs after which training stops where the loss over a fifth of the rows of training, held back for
        it, has not become lower; ``None``: never
    :param replacement: whether every row of every batch is drawn from all rows
    :param evaluate_every: epochs from one look at all rows to the next; ``None``: one
    :param plateau: of Adam and the natural gradient, so many losses of steps are compared with as many before, and
        training stops where they fall no longer; ``None``: never
    :param regularization: of the natural gradient: what is added to the metric's diagonal; ``None``: the service's default
    :param initial: where weights begin, the lowest and the highest; ``None``: the service's default
    :param shots: of each expectation; ``None``: exact

    ``predict_proba`` is there but with ``loss="squared"``. The other parameters and attributes
    are those of :class:`QuantumKernelClassifier`.
    """

    readout: Readout
    loss: LossType

    def __init__(
        self,
        feature_map: str | Mapping[str, Any] = "angle",
        *,
        layers: int | Mapping[str, Any] = 2,
        reuploading: bool = False,
        trainable_first: bool = False,
        weighted: bool = False,
        closing: bool = False,
        readout: Readout = "z",
        loss: LossType = "cross-entropy",
        scale: float | None = None,
        method: Method = "adam",
        learning_rate: float | None = None,
        epochs: int = 50,
        batch_size: int | None = None,
        patience: int | None = None,
        replacement: bool = False,
        evaluate_every: int | None = None,
        plateau: int | None = None,
        regularization: float | None = None,
        initial: tuple[float, float] | None = None,
        preprocessing: Literal["minmax"] | Sequence[Step] | None = "minmax",
        folds: int = 2,
        shots: int | None = None,
        seed: int = 0,
        timeout: float | None = None,
        client: Client | None = None,
    ) -> None:
        self.feature_map = feature_map
        self.layers = layers
        self.reuploading = reuploading
        self.trainable_first = trainable_first
        self.weighted = weighted
        self.closing = closing
        self.readout = readout
        self.loss = loss
        self.scale = scale
        self.method = method
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.batch_size = batch_size
        self.patience = patience
        self.replacement = replacement
        self.evaluate_every = evaluate_every
        self.plateau = plateau
        self.regularization = regularization
        self.initial = initial
        self.preprocessing = preprocessing
        self.folds = folds
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        return self._network(self.loss, self.readout, self.scale)

    def _has_probabilities(self) -> bool:
        return self.loss != "squared"


class QuantumNeuralNetworkRegressor(_Network, Regressor):
    """A regressor by a circuit with weights, whose output is an expectation times ``scale``.

    :param scale: the largest number that it can tell, and the smallest with a minus; ``None``: the largest target in
        size

    The other parameters and attributes are those of :class:`QuantumNeuralNetworkClassifier`; the loss is squared.
    """

    readout: Readout

    def __init__(
        self,
        feature_map: str | Mapping[str, Any] = "angle",
        *,
        layers: int | Mapping[str, Any] = 2,
        reuploading: bool = False,
        trainable_first: bool = False,
        weighted: bool = False,
        closing: bool = False,
        readout: Readout = "z",
        scale: float | None = None,
        method: Method = "adam",
        learning_rate: float | None = None,
        epochs: int = 50,
        batch_size: int | None = None,
        patience: int | None = None,
        replacement: bool = False,
        evaluate_every: int | None = None,
        plateau: int | None = None,
        regularization: float | None = None,
        initial: tuple[float, float] | None = None,
        preprocessing: Literal["minmax"] | Sequence[Step] | None = "minmax",
        folds: int = 2,
        shots: int | None = None,
        seed: int = 0,
        timeout: float | None = None,
        client: Client | None = None,
    ) -> None:
        self.feature_map = feature_map
        self.layers = layers
        self.reuploading = reuploading
        self.trainable_first = trainable_first
        self.weighted = weighted
        self.closing = closing
        self.readout = readout
        self.scale = scale
        self.method = method
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.batch_size = batch_size
        self.patience = patience
        self.replacement = replacement
        self.evaluate_every = evaluate_every
        self.plateau = plateau
        self.regularization = regularization
        self.initial = initial
        self.preprocessing = preprocessing
        self.folds = folds
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        largest = float(np.max(np.abs(target)))
        return self._network("squared", self.readout, largest if self.scale is None else self.scale)
