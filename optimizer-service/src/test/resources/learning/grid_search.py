"""Nested grid search by scikit-learn on the kernel of a ZZ feature map, for `SearchAlgorithmTest`.

`python3 grid_search.py > grid_search.json` with numpy and scikit-learn 1.9.1. The table is `Samples.shapes(60, 4)`; rows are
divided as `Splits.stratifiedFolds` does it, so that both see the same parts.
"""

import json
import sys

import numpy as np
import sklearn
from sklearn.model_selection import GridSearchCV
from sklearn.svm import SVC

MASK = (1 << 64) - 1
ROWS, SEED, OUTER, INNER = 60, 42, 4, 3
FACTORS, CS = [0.2, 0.5, 1.5], [0.1, 1, 30]


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def table():
    state, rows, kinds = 4, [], []
    for _ in range(ROWS):
        pair = []
        for _ in range(2):
            state = (state + 0x9E3779B97F4A7C15) & MASK
            pair.append(3 * ((mix(state) >> 11) * 2.0**-53))
        rows.append(pair)
        kinds.append("near" if abs(pair[0] - pair[1]) < 0.9 else "far")
    return np.array(rows), np.unique(kinds, return_inverse=True)[1]


class Twister:
    """MT19937 as Commons Math seeds and asks it."""

    def __init__(self, seed):
        self.state = np.random.RandomState()
        seed &= MASK
        self.state.seed([seed >> 32, seed & 0xFFFFFFFF])

    def bits(self):
        return int(self.state.randint(0, 1 << 32, dtype=np.uint32)) >> 1

    def below(self, n):
        if n & -n == n:
            return (n * self.bits()) >> 31
        while True:
            bits = self.bits()
            if bits - bits % n + (n - 1) < 1 << 31:
                return bits % n


def folds(labels, count, seed):
    twister, order = Twister(seed), []
    for label in range(labels.max() + 1):
        rows = list(np.flatnonzero(labels == label))
        for i in range(len(rows) - 1, 0, -1):
            j = twister.below(i + 1)
            rows[i], rows[j] = rows[j], rows[i]
        order += rows
    parts = [sorted(order[fold::count]) for fold in range(count)]
    return [(np.setdiff1d(np.arange(len(labels)), part), np.array(part)) for part in parts]


def inner_seed(fold):
    return mix((SEED - (1 + 6 * 1000 + fold) * 0x9E3779B97F4A7C15) & MASK)


def states(x):
    z = 1 - 2 * np.array([[b & 1, b >> 1 & 1] for b in range(4)])
    angles = []
    for b in range(4):
        bits = (1 - z[b]) / 2
        differ = bits[0] != bits[1]
        angles.append(2 * x @ bits + 2 * differ * (np.pi - x[:, 0]) * (np.pi - x[:, 1]))
    return np.exp(1j * np.array(angles).T) / 2


def main():
    print("numpy", np.__version__, "scikit-learn", sklearn.__version__, file=sys.stderr)
    x, y = table()
    kernels = [np.abs(s @ s.conj().T) ** 2 for s in (states(factor * x) for factor in FACTORS)]
    outer = folds(y, OUTER, SEED)
    result = {"scopes": []}
    right = 0
    for fold, (training, test) in [*enumerate(outer, 1), (0, (np.arange(ROWS), None))]:
        parts = folds(y[training], INNER, inner_seed(fold))
        means, deviations = {}, {}
        for f, kernel in enumerate(kernels):
            gram = kernel[np.ix_(training, training)]
            search = GridSearchCV(SVC(kernel="precomputed", tol=1e-9), {"C": CS}, cv=parts).fit(gram, y[training])
            for c in range(len(CS)):
                means[c, f] = search.cv_results_["mean_test_score"][c]
                deviations[c, f] = search.cv_results_["std_test_score"][c]
        points = [(c, f) for c in range(len(CS)) for f in range(len(FACTORS))]
        best = max(range(len(points)), key=lambda k: (round(means[points[k]], 12), -k))
        scope = {
            "means": [means[p] for p in points],
            "deviations": [deviations[p] for p in points],
            "best": best,
        }
        if test is not None:
            c, f = points[best]
            model = SVC(kernel="precomputed", C=CS[c], tol=1e-9).fit(kernels[f][np.ix_(training, training)], y[training])
            told = model.predict(kernels[f][np.ix_(test, training)])
            scope["accuracy"] = float(np.mean(told == y[test]))
            right += int(np.sum(told == y[test]))
        result["scopes"].append(scope)
    result["accuracy"] = right / ROWS
    json.dump(result, sys.stdout, indent=1)
    print()


main()
