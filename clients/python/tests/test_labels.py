"""Names of classes, and scores of classes by those of pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.svm import SVC

from ketstream import _labels


@pytest.mark.parametrize(
    ("classes", "names"),
    [
        (["a", "b"], ["a", "b"]),
        ([-1, 1], ["-1", "1"]),
        ([False, True], ["False", "True"]),
        # As texts they would be in another order.
        ([2, 10], ["0", "1"]),
        (list(range(11)), [f"{i:02d}" for i in range(11)]),
        # Java orders by UTF-16, in which what is above U+FFFF stands before U+FFEE.
        (["\uffee", "\U0001f600"], ["0", "1"]),
        (["", "a"], ["0", "1"]),
        (["a" * 201, "b"], ["0", "1"]),
        ([" a", "b"], ["0", "1"]),
    ],
)
def test_names_are_in_the_order_of_the_classes(classes: list[Any], names: list[str]) -> None:
    assert _labels.names(np.array(classes)) == names


def test_scores_of_pairs_become_those_of_scikit_learn() -> None:
    x, y = load_iris(return_X_y=True)
    y = y + 3 * (x[:, 0] > 6)
    pairs = SVC(decision_function_shape="ovo").fit(x, y).decision_function(x)
    rest = SVC(decision_function_shape="ovr").fit(x, y).decision_function(x)
    # Its scores of pairs are positive for the first class. Both are sums of the same few terms.
    assert np.allclose(_labels.of_pairs(-pairs, len(np.unique(y))), rest, atol=1e-12)
