"""What all estimators do the same way: hand a table and a run in, wait, and ask the model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.utils import Tags
from sklearn.utils.metaestimators import available_if
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from ketstream import _labels, _table
from ketstream._client import Client, Json, Predictions
from ketstream._errors import KetstreamError

Step = Mapping[str, Any]
"""A step of preprocessing, as docs/learning.md has it."""

_RANGES = {
    "angle": (0.0, math.pi),
    "dense-angle": (0.0, math.pi),
    "separable": (0.0, math.pi),
    "zz": (math.pi - 1, math.pi),
    "pauli": (math.pi - 1, math.pi),
}
"""From where to where ``"minmax"`` scales for a feature map, if not from 0 to 1.

One rotation by a feature tells most apart over half a turn. The angles of pairs, (π − x)(π − y), are from 0 to 1 as well
where the features are at most 1 below π.
"""

_LONGEST_NAME = 64
_DATASET = "sklearn-"

_C = TypeVar("_C", bound="Classifier")
_R = TypeVar("_R", bound="Regressor")


class Learner(BaseEstimator):
    """An estimator whose model is trained by a run of Ketstream.

    ``fit`` makes a data set of the rows, whose name comes of their content, and hands a run in that trains a model on
    all of them; each fold is a test of it on rows that a model of the others has not seen, which ``report_`` tells of.
    """

    feature_map: str | Mapping[str, Any]
    preprocessing: Literal["minmax"] | Sequence[Step] | None
    folds: int
    shots: int | None
    seed: int
    timeout: float | None
    client: Client | None

    run_id_: str
    report_: Json
    columns_: list[str]
    n_features_in_: int

    def __sklearn_tags__(self) -> Tags:
        tags: Tags = super().__sklearn_tags__()  # type: ignore[no-untyped-call]
        tags.input_tags.allow_nan = any(step.get("type") == "impute" for step in self._steps())
        return tags

    def _model(self, target: npt.NDArray[Any]) -> dict[str, Any]:
        """The run's ``model``, for these targets."""
        raise NotImplementedError

    def _feature_map(self) -> Mapping[str, Any]:
        return {"type": self.feature_map} if isinstance(self.feature_map, str) else self.feature_map

    def _steps(self) -> list[Step]:
        if self.preprocessing is None:
            return []
        if isinstance(self.preprocessing, str):
            if self.preprocessing != "minmax":
                raise ValueError(f"preprocessing must be 'minmax', steps or None, not {self.preprocessing!r}")
            low, high = _RANGES.get(str(self._feature_map().get("type")), (0.0, 1.0))
            return [{"type": "scale", "method": "minmax", "low": low, "high": high}]
        return list(self.preprocessing)

    def _finite(self) -> bool | str:
        return "allow-nan" if self.__sklearn_tags__().input_tags.allow_nan else True

    def _client(self) -> Client:
        return Client() if self.client is None else self.client

    def _checked(self, X: npt.ArrayLike, y: npt.ArrayLike, numeric: bool) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        checked = validate_data(
            self,
            X,
            y,
            dtype=np.float64,
            y_numeric=numeric,
            ensure_all_finite=self._finite(),
            ensure_min_samples=self.folds,
        )
        return checked[0], checked[1]

    def _train(self, task: str, X: npt.NDArray[Any], y: Sequence[float] | Sequence[str], model: Json) -> None:
        target = _unused("target", _columns(self))
        problem = {"target": target, "validation": {"type": "folds", "folds": self.folds}}
        self._run(task, X, {target: y}, problem, model)

    def _run(
        self,
        task: str,
        X: npt.NDArray[Any],
        others: Mapping[str, Sequence[float] | Sequence[str]],
        problem: Mapping[str, Any],
        model: Json,
    ) -> None:
        """:param others: columns that are no features"""
        client = self._client()
        columns = _columns(self)
        table = _table.table({**dict(zip(columns, X.T.tolist())), **others})
        dataset = _DATASET + table.digest[:32]
        client.put_table(dataset, table)
        view = client.run(
            {
                "name": type(self).__name__,
                "problem": {
                    "type": task,
                    "dataset": dataset,
                    "features": columns,
                    "preprocessing": self._steps(),
                    **problem,
                },
                "model": model,
                "execution": without_none(shots=self.shots),
                "seed": self.seed,
            },
            timeout=self.timeout,
        )
        left_out = view["learning"].get("modelLeftOut")
        if left_out is not None:
            raise KetstreamError(f"the model of run {view['runId']} was not kept: {left_out}")
        self.run_id_ = str(view["runId"])
        self.report_ = view["learning"]
        self.columns_ = columns

    def _tell(self, X: npt.ArrayLike) -> Predictions:
        check_is_fitted(self, "run_id_")
        rows = validate_data(self, X, reset=False, dtype=np.float64, ensure_all_finite=self._finite())
        return self._client().predict(self.run_id_, (dict(zip(self.columns_, row)) for row in rows.tolist()))


class Classifier(ClassifierMixin, Learner):
    """A :class:`Learner` of classes, which may be anything that scikit-learn takes for labels."""

    classes_: npt.NDArray[Any]

    def fit(self: _C, X: npt.ArrayLike, y: npt.ArrayLike) -> _C:
        """Trains a model on all rows.

        :param X: shape (rows, features), numbers
        :param y: shape (rows,), labels of at least two classes, each in at least as many rows as there are folds
        :raises KetstreamError: for what the services refuse, where they do not answer, and for a model that is too large
            to be kept
        :raises RunFailed: when the run does not succeed
        """
        X, y = self._checked(X, y, numeric=False)
        check_classification_targets(y)
        classes, indices = np.unique(y, return_inverse=True)
        if len(classes) < 2:
            raise ValueError(f"{type(self).__name__} needs at least 2 classes, but y has 1 class: {classes[0]!r}")
        names = _labels.names(classes)
        self._train("classification", X, [names[i] for i in indices], self._model(y))
        self.classes_ = classes
        return self

    def predict(self, X: npt.ArrayLike) -> npt.NDArray[Any]:
        """The class of each row."""
        told = self._tell(X)
        place = {name: i for i, name in enumerate(_labels.names(self.classes_))}
        labels: npt.NDArray[Any] = self.classes_[[place[name] for name in told.predictions]]
        return labels

    def decision_function(self, X: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """How much speaks for a class: of two classes a number a row, positive for ``classes_[1]``; of more one for
        each class, shape (rows, classes)."""
        told = self._tell(X)
        self._require_order(told)
        return self._scores(told)

    @available_if(lambda self: self._has_probabilities())  # type: ignore[untyped-decorator]
    def predict_proba(self, X: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """How probable each class is for each row, shape (rows, classes)."""
        told = self._tell(X)
        self._require_order(told)
        return np.asarray(told.probabilities, dtype=np.float64)

    def _has_probabilities(self) -> bool:
        raise NotImplementedError

    def _scores(self, told: Predictions) -> npt.NDArray[np.float64]:
        decisions = np.asarray(told.decisions, dtype=np.float64)
        return decisions[:, 0] if len(self.classes_) == 2 else decisions

    def _require_order(self, told: Predictions) -> None:
        """Decisions and probabilities are of the classes in the service's order, which ``names`` has made theirs."""
        if told.classes != _labels.names(self.classes_):
            raise KetstreamError(f"run {self.run_id_} has learnt the classes {told.classes}")


class Regressor(RegressorMixin, Learner):
    """A :class:`Learner` of numbers."""

    def fit(self: _R, X: npt.ArrayLike, y: npt.ArrayLike) -> _R:
        """Trains a model on all rows.

        :param X: shape (rows, features), numbers
        :param y: shape (rows,), numbers that are not all the same
        :raises KetstreamError: for what the services refuse, where they do not answer, and for a model that is too large
            to be kept
        :raises RunFailed: when the run does not succeed
        """
        X, y = self._checked(X, y, numeric=True)
        target = np.asarray(y, dtype=np.float64)
        self._train("regression", X, target.tolist(), self._model(target))
        return self

    def predict(self, X: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """The number of each row."""
        return np.asarray(self._tell(X).predictions, dtype=np.float64)


class Untargeted(Learner):
    """A :class:`Learner` of rows alone, by their kernel: all are for training, and nothing is tested."""

    kernel: Literal["fidelity", "projected"]
    gamma: float
    landmarks: int | None

    def _describe(self, X: npt.ArrayLike, model: Json) -> None:
        rows = validate_data(
            self,
            X,
            dtype=np.float64,
            ensure_all_finite=self._finite(),
            ensure_min_samples=2,
            ensure_min_features=2,  # a data set has two columns at least
        )
        self._run("kernel", rows, {}, {}, model)


def without_none(**options: Any) -> dict[str, Any]:
    """Those that are given: what is not has the service's default."""
    return {name: value for name, value in options.items() if value is not None}


def _columns(estimator: Learner) -> list[str]:
    """Names of the columns: those that the rows came with where a data set may have all of them, else ``x0``, ``x1``, …"""
    given = [str(name) for name in getattr(estimator, "feature_names_in_", ())]
    if given and len(set(given)) == len(given) and all(map(_may_be_name, given)):
        return given
    return [f"x{i}" for i in range(estimator.n_features_in_)]


def _may_be_name(name: str) -> bool:
    return (
        0 < len(name) <= _LONGEST_NAME
        and name == name.strip()
        and not any(character in ',"' or not character.isprintable() for character in name)
    )


def _unused(name: str, columns: Sequence[str]) -> str:
    while name in columns:
        name += "_"
    return name
