"""scikit-learn's own checks of estimators, against the double."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from services.server import Double
from sklearn.utils.estimator_checks import parametrize_with_checks

from ketstream import (
    QuantumKernelClassifier,
    QuantumKernelRegressor,
    QuantumNeuralNetworkClassifier,
    QuantumNeuralNetworkRegressor,
)

ESTIMATORS = [
    QuantumKernelClassifier(),
    QuantumKernelRegressor(),
    QuantumNeuralNetworkClassifier(method="l-bfgs", epochs=10),
    QuantumNeuralNetworkRegressor(method="l-bfgs", epochs=10),
]


@parametrize_with_checks(ESTIMATORS)  # type: ignore[untyped-decorator]
def test_scikit_learns_checks(estimator: Any, check: Callable[[Any], None], double: Double) -> None:
    double.services.stages = ()
    check(estimator)
