"""Circuits with weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ketstream._client import Client
from ketstream._learner import Classifier, Learner, Regressor, Step, without_none

Method = Literal["adam", "l-bfgs", "spsa", "natural-gradient"]


class _Network(Learner):
    layers: int | Mapping[str, Any]
    reuploading: bool
    scale: float | None
    method: Method
    learning_rate: float | None
    epochs: int
    batch_size: int | None
    patience: int | None
    regularization: float | None

    def _network(self, loss: str, readout: str | None, scale: float | None) -> dict[str, Any]:
        return {
            "type": "quantum-neural-network",
            "featureMap": self._feature_map(),
            "layers": self._layers(),
            "reuploading": self.reuploading,
            "loss": loss,
            **without_none(readout=readout, scale=scale),
            "training": {
                "method": self.method,
                "epochs": self.epochs,
                **without_none(
                    learningRate=self.learning_rate,
                    batchSize=self.batch_size,
                    patience=self.patience,
                    regularization=self.regularization,
                ),
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
    :param readout: ``"z"``, one qubit's for each output, ``"parity"`` or ``"zz"``; of more than two classes ``"z"``,
        with at least as many qubits
    :param loss: ``"cross-entropy"`` or ``"squared"``
    :param scale: what an output is multiplied by before the loss; ``None``: the service's default
    :param method: ``"adam"``, ``"l-bfgs"``, ``"spsa"`` or ``"natural-gradient"``; with shots ``"adam"`` or ``"spsa"``
    :param learning_rate: of all but L-BFGS; ``None``: the service's default
    :param epochs: how often each row is used at most
    :param batch_size: rows of a step; ``None``: the service's default
    :param patience: epochs after which training stops where the loss over a fifth of the rows of training, held back for
        it, has not become lower; ``None``: never
    :param regularization: of the natural gradient: what is added to the metric's diagonal; ``None``: the service's default
    :param shots: of each expectation; ``None``: exact

    ``predict_proba`` is there with ``loss="cross-entropy"``. The other parameters and attributes are those of
    :class:`QuantumKernelClassifier`.
    """

    readout: Literal["z", "parity", "zz"]
    loss: Literal["cross-entropy", "squared"]

    def __init__(
        self,
        feature_map: str | Mapping[str, Any] = "angle",
        *,
        layers: int | Mapping[str, Any] = 2,
        reuploading: bool = False,
        readout: Literal["z", "parity", "zz"] = "z",
        loss: Literal["cross-entropy", "squared"] = "cross-entropy",
        scale: float | None = None,
        method: Method = "adam",
        learning_rate: float | None = None,
        epochs: int = 50,
        batch_size: int | None = None,
        patience: int | None = None,
        regularization: float | None = None,
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
        self.readout = readout
        self.loss = loss
        self.scale = scale
        self.method = method
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.batch_size = batch_size
        self.patience = patience
        self.regularization = regularization
        self.preprocessing = preprocessing
        self.folds = folds
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        return self._network(self.loss, self.readout, self.scale)

    def _has_probabilities(self) -> bool:
        return self.loss == "cross-entropy"


class QuantumNeuralNetworkRegressor(_Network, Regressor):
    """A regressor by a circuit with weights, whose output is an expectation times ``scale``.

    :param scale: the largest number that it can tell, and the smallest with a minus; ``None``: the largest target in
        size

    The other parameters and attributes are those of :class:`QuantumNeuralNetworkClassifier`; the loss is squared.
    """

    readout: Literal["z", "parity", "zz"]

    def __init__(
        self,
        feature_map: str | Mapping[str, Any] = "angle",
        *,
        layers: int | Mapping[str, Any] = 2,
        reuploading: bool = False,
        readout: Literal["z", "parity", "zz"] = "z",
        scale: float | None = None,
        method: Method = "adam",
        learning_rate: float | None = None,
        epochs: int = 50,
        batch_size: int | None = None,
        patience: int | None = None,
        regularization: float | None = None,
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
        self.readout = readout
        self.scale = scale
        self.method = method
        self.learning_rate = learning_rate
        self.epochs = epochs
        self.batch_size = batch_size
        self.patience = patience
        self.regularization = regularization
        self.preprocessing = preprocessing
        self.folds = folds
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        largest = float(np.max(np.abs(target)))
        return self._network("squared", self.readout, largest if self.scale is None else self.scale)
