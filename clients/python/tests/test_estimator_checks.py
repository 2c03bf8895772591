"""scikit-learn's own checks of estimators, against the double and, where there is one, a running stack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sklearn.base import is_regressor
from sklearn.utils.estimator_checks import parametrize_with_checks

from ketstream import (
    QuantumKernelClassifier,
    QuantumKernelPCA,
    QuantumKernelRegressor,
    QuantumNeuralNetworkClassifier,
    QuantumNeuralNetworkRegressor,
    QuantumOneClass,
)

# Amplitudes, so that ten features are four qubits; none of them zero, since a row of zeros is no state.
_AMPLITUDES = [{"type": "scale", "method": "minmax", "low": 0.1, "high": 1.0}]

ESTIMATORS = [
    QuantumKernelClassifier(),
    QuantumKernelClassifier(kernel="projected", model="gaussian-process"),
    QuantumKernelClassifier(probability=True),
    QuantumKernelRegressor(),
    QuantumKernelPCA(1),
    QuantumOneClass(),
    QuantumNeuralNetworkClassifier(layers=1, method="l-bfgs", epochs=10),
    QuantumNeuralNetworkRegressor("amplitude", layers=3, method="l-bfgs", epochs=30, preprocessing=_AMPLITUDES),
]

_QUBITS = "of three classes of two features: a network needs a qubit for each class, and the service says so"


def cannot_pass(estimator: Any) -> dict[str, str]:
    """Checks that ask for what the services refuse or do not mean, and why."""
    if is_regressor(estimator):
        return {"check_regressors_no_decision_function": "its target is the first feature, which gives it away"}
    if isinstance(estimator, QuantumKernelClassifier) and estimator.model == "gaussian-process":
        # The double's are those of the means alone, and pass.
        return {"check_decision_proba_consistency": "of two equal scores the one of larger variance is nearer to a half"}
    if isinstance(estimator, QuantumKernelClassifier) and estimator.probability:
        return {"check_classifiers_train": "votes decide, and Platt's probabilities may be of another class, as SVC's"}
    if not isinstance(estimator, QuantumNeuralNetworkClassifier):
        return {}
    return {
        "check_estimators_overwrite_params": _QUBITS,
        "check_estimators_fit_returns_self": _QUBITS,
        "check_readonly_memmap_input": _QUBITS,
        "check_classifiers_classes": _QUBITS,
        "check_classifiers_train": _QUBITS,
    }


@parametrize_with_checks(ESTIMATORS, expected_failed_checks=cannot_pass)  # type: ignore[untyped-decorator]
def test_scikit_learns_checks(estimator: Any, check: Callable[[Any], None], services: str) -> None:
    check(estimator)
