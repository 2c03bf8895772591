"""Models that know rows by how alike a circuit makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ketstream import _labels
from ketstream._client import Client, Predictions
from ketstream._learner import Classifier, Regressor, Step

KernelName = Literal["fidelity", "projected"]
ModelName = Literal["support-vector-machine", "kernel-ridge", "gaussian-process"]

_SVM = "support-vector-machine"


def _kernel(name: str, feature_map: Mapping[str, Any], gamma: float) -> dict[str, Any]:
    if name == "fidelity":
        return {"type": name, "featureMap": feature_map}
    if name == "projected":
        return {"type": name, "featureMap": feature_map, "gamma": gamma}
    raise ValueError(f"kernel must be 'fidelity' or 'projected', not {name!r}")


def _model(name: str, kernel: Mapping[str, Any], options: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """:param options: of each model"""
    if name not in options:
        raise ValueError(f"model must be one of {', '.join(map(repr, options))}, not {name!r}")
    return {"type": name, "kernel": kernel, **options[name]}


class QuantumKernelClassifier(Classifier):
    """A classifier with a quantum kernel.

    :param feature_map: how a row becomes a state: a type (``"zz"``, ``"z"``, ``"angle"``, ``"pauli"``, ``"iqp"``,
        ``"separable"``, ``"amplitude"``), or with its options ``{"type": "zz", "repetitions": 1}``
    :param kernel: ``"fidelity"`` of two rows' states, or ``"projected"``: by the states of single qubits
    :param model: ``"support-vector-machine"``, ``"kernel-ridge"`` or ``"gaussian-process"``
    :param c: of a support vector machine: how much an error costs
    :param alpha: of kernel ridge: what is added to the kernel's diagonal
    :param gamma: of a projected kernel: how fast it falls
    :param preprocessing: ``"minmax"`` (each column from 0 to 1; for ``"zz"`` and ``"pauli"`` from π − 1 to π, for
        ``"angle"`` and ``"separable"`` from 0 to π), the service's steps, or ``None``
    :param folds: parts of the rows for the tests that ``report_`` tells of, at least 2
    :param shots: of each entry of the kernel; ``None``: exact
    :param seed: of whatever is drawn
    :param timeout: seconds that ``fit`` waits for the run; ``None``: as long as it takes
    :param client: the services; ``None``: those of the environment or of this machine

    ``predict_proba`` is there with ``model="gaussian-process"``.

    After ``fit``: ``run_id_``, ``report_`` (figures, classical controls, verdict), ``classes_``, ``n_features_in_``,
    ``feature_names_in_`` where the rows have names, and ``columns_``, their names in the data set.
    """

    kernel: KernelName
    model: ModelName
    c: float
    alpha: float
    gamma: float

    def __init__(
        self,
        feature_map: str | Mapping[str, Any] = "zz",
        kernel: KernelName = "fidelity",
        *,
        model: ModelName = "support-vector-machine",
        c: float = 1.0,
        alpha: float = 1.0,
        gamma: float = 1.0,
        preprocessing: Literal["minmax"] | Sequence[Step] | None = "minmax",
        folds: int = 2,
        shots: int | None = None,
        seed: int = 0,
        timeout: float | None = None,
        client: Client | None = None,
    ) -> None:
        self.feature_map = feature_map
        self.kernel = kernel
        self.model = model
        self.c = c
        self.alpha = alpha
        self.gamma = gamma
        self.preprocessing = preprocessing
        self.folds = folds
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        kernel = _kernel(self.kernel, self._feature_map(), self.gamma)
        options = {_SVM: {"c": self.c}, "kernel-ridge": {"alpha": self.alpha}, "gaussian-process": {}}
        return _model(self.model, kernel, options)

    def _has_probabilities(self) -> bool:
        return self.model == "gaussian-process"

    def _scores(self, told: Predictions) -> npt.NDArray[np.float64]:
        classes = len(self.classes_)
        if self.model == _SVM and classes > 2:
            return _labels.of_pairs(np.asarray(told.decisions, dtype=np.float64), classes)
        return super()._scores(told)


class QuantumKernelRegressor(Regressor):
    """A regressor with a quantum kernel.

    :param model: ``"support-vector-machine"``, ``"kernel-ridge"`` or ``"gaussian-process"``
    :param epsilon: of a support vector machine: errors that cost nothing, in units of the target
    :param noise: of a Gaussian process: variance of what is observed, of the target scaled to variance 1

    The other parameters and attributes are those of :class:`QuantumKernelClassifier`.
    """

    kernel: KernelName
    model: ModelName
    c: float
    epsilon: float
    alpha: float
    noise: float
    gamma: float

    def __init__(
        self,
        feature_map: str | Mapping[str, Any] = "zz",
        kernel: KernelName = "fidelity",
        *,
        model: ModelName = "kernel-ridge",
        c: float = 1.0,
        epsilon: float = 0.1,
        alpha: float = 1.0,
        noise: float = 0.01,
        gamma: float = 1.0,
        preprocessing: Literal["minmax"] | Sequence[Step] | None = "minmax",
        folds: int = 2,
        shots: int | None = None,
        seed: int = 0,
        timeout: float | None = None,
        client: Client | None = None,
    ) -> None:
        self.feature_map = feature_map
        self.kernel = kernel
        self.model = model
        self.c = c
        self.epsilon = epsilon
        self.alpha = alpha
        self.noise = noise
        self.gamma = gamma
        self.preprocessing = preprocessing
        self.folds = folds
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        kernel = _kernel(self.kernel, self._feature_map(), self.gamma)
        options = {
            _SVM: {"c": self.c, "epsilon": self.epsilon},
            "kernel-ridge": {"alpha": self.alpha},
            "gaussian-process": {"noise": self.noise},
        }
        return _model(self.model, kernel, options)
