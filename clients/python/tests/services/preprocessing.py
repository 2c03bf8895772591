"""The steps of preprocessing, fitted on rows of training: functions of arrays of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from services.states import Reals

Fitted = Callable[[Reals], Reals]


def fit(steps: Sequence[dict[str, Any]], rows: Reals) -> Fitted:
    fitted: list[Fitted] = []
    for step in steps:
        one = _fit(step, rows)
        rows = one(rows)
        fitted.append(one)

    def all_of_them(x: Reals) -> Reals:
        for one in fitted:
            x = one(x)
        return x

    return all_of_them


def _fit(step: dict[str, Any], rows: Reals) -> Fitted:
    kind = step["type"]
    if kind == "impute":
        method = step["method"]
        value: Reals
        if method == "constant":
            value = np.full(rows.shape[1], step["value"])
        else:
            value = np.nanmean(rows, axis=0) if method == "mean" else np.nanmedian(rows, axis=0)
        return lambda x: np.where(np.isnan(x), value, x)
    if kind == "scale" and step["method"] == "standard":
        deviation = rows.std(axis=0)
        return lambda x: (x - rows.mean(axis=0)) / np.where(deviation == 0, 1, deviation)
    if kind == "scale":
        low, high = rows.min(axis=0), rows.max(axis=0)
        factor = np.where(high == low, 1, (step["high"] - step["low"]) / np.where(high == low, 1, high - low))
        return lambda x: step["low"] + (x - low) * factor
    if kind == "pca":
        centre = rows.mean(axis=0)
        directions = np.linalg.svd(rows - centre, full_matrices=False)[2][: step["components"]]
        directions *= np.sign(directions[np.arange(len(directions)), np.abs(directions).argmax(axis=1)])[:, None]
        return lambda x: np.asarray((x - centre) @ directions.T)
    if kind == "bandwidth":
        return lambda x: x * step["factor"]
    raise AssertionError(kind)
