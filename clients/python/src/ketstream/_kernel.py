"""Models that know rows by how alike a circuit makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from sklearn.base import OutlierMixin, TransformerMixin

from ketstream import _labels
from ketstream._client import Client, Predictions
from ketstream._learner import Classifier, Regressor, Step, Untargeted

KernelName = Literal["fidelity", "projected"]
ModelName = Literal["support-vector-machine", "kernel-ridge", "gaussian-process"]

_SVM = "support-vector-machine"


def _kernel(
    name: str,
    feature_map: Mapping[str, Any],
    gamma: float,
    landmarks: int | None,
    alignment: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    if name not in ("fidelity", "projected"):
        raise ValueError(f"kernel must be 'fidelity' or 'projected', not {name!r}")
    return {
        "type": name,
        "featureMap": feature_map,
        **({"gamma": gamma} if name == "projected" else {}),
        **({} if landmarks is None else {"nystrom": {"landmarks": landmarks}}),
        **({} if alignment is None else {"alignment": alignment}),
    }


def _model(name: str, kernel: Mapping[str, Any], options: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
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
    :param probability: of a support vector machine: whether it has probabilities
    :param landmarks: rows of training that stand for the others (Nyström's approximation); ``None``: all
    :param alignment: trains the kernel before the model, with these fields, ``{}`` for their defaults; ``None``: not
    :param preprocessing: ``"minmax"`` (each column from 0 to 1; for ``"zz"`` and ``"pauli"`` from π − 1 to π, for
        ``"angle"`` and ``"separable"`` from 0 to π), the service's steps, or ``None``
    :param folds: parts of the rows for the tests that ``report_`` tells of, at least 2
    :param shots: of each entry of the kernel; ``None``: exact
    :param seed: of whatever is drawn
    :param timeout: seconds that ``fit`` waits for the run; ``None``: as long as it takes
    :param client: the services; ``None``: those of the environment or of this machine

    ``predict_proba`` is there with ``model="gaussian-process"``, and with ``probability=True``.

    After ``fit``: ``run_id_``, ``report_`` (figures, classical controls, verdict), ``classes_``, ``n_features_in_``,
    ``feature_names_in_`` where the rows have names, and ``columns_``, their names in the data set.
    """

    kernel: KernelName
    model: ModelName
    c: float
    alpha: float
    gamma: float
    probability: bool
    landmarks: int | None
    alignment: Mapping[str, Any] | None

    def __init__(
        self,
        feature_map: str | Mapping[str, Any] = "zz",
        kernel: KernelName = "fidelity",
        *,
        model: ModelName = "support-vector-machine",
        c: float = 1.0,
        alpha: float = 1.0,
        gamma: float = 1.0,
        probability: bool = False,
        landmarks: int | None = None,
        alignment: Mapping[str, Any] | None = None,
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
        self.probability = probability
        self.landmarks = landmarks
        self.alignment = alignment
        self.preprocessing = preprocessing
        self.folds = folds
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        kernel = _kernel(self.kernel, self._feature_map(), self.gamma, self.landmarks, self.alignment)
        machine: dict[str, Any] = {"c": self.c}
        if self.probability:
            machine["probabilities"] = True
        options = {_SVM: machine, "kernel-ridge": {"alpha": self.alpha}, "gaussian-process": {}}
        return _model(self.model, kernel, options)

    def _has_probabilities(self) -> bool:
        return self.model == "gaussian-process" or (self.model == _SVM and self.probability)

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
    landmarks: int | None
    alignment: Mapping[str, Any] | None

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
        landmarks: int | None = None,
        alignment: Mapping[str, Any] | None = None,
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
        self.landmarks = landmarks
        self.alignment = alignment
        self.preprocessing = preprocessing
        self.folds = folds
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        kernel = _kernel(self.kernel, self._feature_map(), self.gamma, self.landmarks, self.alignment)
        options = {
            _SVM: {"c": self.c, "epsilon": self.epsilon},
            "kernel-ridge": {"alpha": self.alpha},
            "gaussian-process": {"noise": self.noise},
        }
        return _model(self.model, kernel, options)


class QuantumKernelPCA(TransformerMixin, Untargeted):
    """Principal components in the space of a quantum kernel.

    :param n_components: how many

    ``transform`` gives them for each row. ``report_["training"]`` tells the share of the variance that they explain. The
    other parameters and attributes are those of :class:`QuantumKernelClassifier`.
    """

    n_components: int

    def __init__(
        self,
        n_components: int = 2,
        feature_map: str | Mapping[str, Any] = "zz",
        kernel: KernelName = "fidelity",
        *,
        gamma: float = 1.0,
        landmarks: int | None = None,
        preprocessing: Literal["minmax"] | Sequence[Step] | None = "minmax",
        shots: int | None = None,
        seed: int = 0,
        timeout: float | None = None,
        client: Client | None = None,
    ) -> None:
        self.n_components = n_components
        self.feature_map = feature_map
        self.kernel = kernel
        self.gamma = gamma
        self.landmarks = landmarks
        self.preprocessing = preprocessing
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def fit(self, X: npt.ArrayLike, y: object = None) -> QuantumKernelPCA:
        """Finds the components of these rows.

        :param X: shape (rows, features), numbers
        :param y: not looked at
        :raises KetstreamError: for what the services refuse, and where they do not answer
        :raises RunFailed: when the run does not succeed
        """
        kernel = _kernel(self.kernel, self._feature_map(), self.gamma, self.landmarks)
        self._describe(X, {"type": "kernel-pca", "kernel": kernel, "components": self.n_components})
        return self

    def transform(self, X: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """The components of each row, shape (rows, n_components)."""
        return np.asarray(self._tell(X).decisions, dtype=np.float64)


class QuantumOneClass(OutlierMixin, Untargeted):
    """A one-class support vector machine with a quantum kernel: which rows are like those of ``fit``.

    :param nu: at most this share of the rows of ``fit`` is told not to be

    After ``fit`` ``offset_`` is 0. The other parameters and attributes are those of :class:`QuantumKernelClassifier`.
    """

    nu: float
    offset_: float

    def __init__(
        self,
        nu: float = 0.1,
        feature_map: str | Mapping[str, Any] = "zz",
        kernel: KernelName = "fidelity",
        *,
        gamma: float = 1.0,
        landmarks: int | None = None,
        preprocessing: Literal["minmax"] | Sequence[Step] | None = "minmax",
        shots: int | None = None,
        seed: int = 0,
        timeout: float | None = None,
        client: Client | None = None,
    ) -> None:
        self.nu = nu
        self.feature_map = feature_map
        self.kernel = kernel
        self.gamma = gamma
        self.landmarks = landmarks
        self.preprocessing = preprocessing
        self.shots = shots
        self.seed = seed
        self.timeout = timeout
        self.client = client

    def fit(self, X: npt.ArrayLike, y: object = None) -> QuantumOneClass:
        """Learns what these rows have in common.

        :param X: shape (rows, features), numbers
        :param y: not looked at
        :raises KetstreamError: for what the services refuse, and where they do not answer
        :raises RunFailed: when the run does not succeed
        """
        kernel = _kernel(self.kernel, self._feature_map(), self.gamma, self.landmarks)
        self._describe(X, {"type": "one-class", "kernel": kernel, "nu": self.nu})
        self.offset_ = 0.0
        return self

    def decision_function(self, X: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """At least 0 for a row like those of ``fit``."""
        return np.asarray(self._tell(X).decisions, dtype=np.float64)[:, 0]

    def score_samples(self, X: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """The decision function, whose offset is within it."""
        return self.decision_function(X)

    def predict(self, X: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """1 for a row like those of ``fit``, -1 for another."""
        return np.asarray(self._tell(X).predictions, dtype=np.int64)
