"""Ketstream from Python: its services (:class:`Client`) and estimators of scikit-learn that learn there."""

from ketstream._client import Client, Json, Predictions
from ketstream._errors import (
    Conflict,
    FieldError,
    InvalidRequest,
    KetstreamError,
    NotFound,
    RunFailed,
    RunUnfinished,
    Unavailable,
)
from ketstream._kernel import QuantumKernelClassifier, QuantumKernelPCA, QuantumKernelRegressor, QuantumOneClass
from ketstream._network import QuantumNeuralNetworkClassifier, QuantumNeuralNetworkRegressor

__all__ = [
    "Client",
    "Conflict",
    "FieldError",
    "InvalidRequest",
    "Json",
    "KetstreamError",
    "NotFound",
    "Predictions",
    "QuantumKernelClassifier",
    "QuantumKernelPCA",
    "QuantumKernelRegressor",
    "QuantumNeuralNetworkClassifier",
    "QuantumNeuralNetworkRegressor",
    "QuantumOneClass",
    "RunFailed",
    "RunUnfinished",
    "Unavailable",
]
