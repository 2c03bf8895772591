"""Classes as the services have them, and back."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_LONGEST = 200


def names(classes: npt.NDArray[np.generic]) -> list[str]:
    """A category for each class.

    They are the classes' texts where these are categories that the services put in the same order, else numbers of the
    same length: so the second of two classes is the second there too.

    :param classes: in ascending order, no two alike
    """
    texts = [str(label) for label in classes.tolist()]
    order = [text.encode("utf-16-be", "surrogatepass") for text in texts]
    if all(map(_may_be_category, texts)) and all(one < next for one, next in zip(order, order[1:])):
        return texts
    width = len(str(len(texts) - 1))
    return [f"{i:0{width}d}" for i in range(len(texts))]


def _may_be_category(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and text == text.strip() and text.isprintable()


def of_pairs(decisions: npt.NDArray[np.float64], classes: int) -> npt.NDArray[np.float64]:
    """Scores of classes by those of machines for pairs (0, 1), (0, 2), …, (1, 2), …, each positive for the second.

    As scikit-learn's: how many pairs a class has won, plus less than a third in size by how clearly, s/3(|s| + 1) with
    s the sum of its scores.

    :param decisions: shape (rows, pairs)
    :return: shape (rows, classes)
    """
    votes = np.zeros((len(decisions), classes))
    sums = np.zeros((len(decisions), classes))
    pairs = [(first, second) for first in range(classes) for second in range(first + 1, classes)]
    for pair, (first, second) in enumerate(pairs):
        score = decisions[:, pair]
        votes[:, first] += score <= 0
        votes[:, second] += score > 0
        sums[:, first] -= score
        sums[:, second] += score
    result: npt.NDArray[np.float64] = votes + sums / (3 * (np.abs(sums) + 1))
    return result
