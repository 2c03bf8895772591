"""A run's body with all defaults filled in: the rules of docs/learning.md, strict about fields that are not known."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.refused import Refused, invalid

Body = dict[str, Any]
Rule = Callable[[Any, str], Any]

_REQUIRED = object()


def number(least: float, most: float, *, open: bool = False) -> Rule:
    def check(value: Any, path: str) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise Refused(400, "malformed-json", "must be a number", path)
        if not least <= value <= most or open and value == least:
            raise invalid(path, f"must be from {least} to {most}, not {value}")
        return float(value)

    return check


def whole(least: int, most: int) -> Rule:
    def check(value: Any, path: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused(400, "malformed-json", "must be a whole number", path)
        if not least <= value <= most:
            raise invalid(path, f"must be from {least} to {most}, not {value}")
        return value

    return check


def text(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise Refused(400, "malformed-json", "must be a text", path)
    return value


def truth(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise Refused(400, "malformed-json", "must be true or false", path)
    return value


def one_of(*names: str) -> Rule:
    def check(value: Any, path: str) -> str:
        if value not in names:
            raise invalid(path, f"must be one of {', '.join(names)}, not '{value}'")
        return str(value)

    return check


def list_of(rule: Rule, least: int = 0, most: int = 10_000) -> Rule:
    def check(value: Any, path: str) -> list[Any]:
        if not isinstance(value, list):
            raise Refused(400, "malformed-json", "must be a list", path)
        if not least <= len(value) <= most:
            raise invalid(path, f"must have from {least} to {most} items, not {len(value)}")
        return [rule(item, f"{path}[{i}]") for i, item in enumerate(value)]

    return check


def optional(rule: Rule) -> Rule:
    return lambda value, path: None if value is None else rule(value, path)


def fields(value: Any, path: str, rules: Mapping[str, tuple[Rule, Any]]) -> Body:
    """:param rules: and the default of each field, which is taken where it is absent or null"""
    if not isinstance(value, dict):
        raise Refused(400, "malformed-json", "must be an object", path or "body")
    prefix = f"{path}." if path else ""
    for name in value:
        if name not in rules:
            raise Refused(400, "malformed-json", f"is not known; known are {', '.join(rules)}", prefix + name)
    made = {}
    for name, (rule, default) in rules.items():
        given = value.get(name)
        if given is None and default is _REQUIRED:
            raise invalid(prefix + name, "is required")
        made[name] = rule(default if given is None else given, prefix + name)
    return made


def of_type(kinds: Mapping[str, Mapping[str, tuple[Rule, Any]]]) -> Rule:
    def check(value: Any, path: str) -> Body:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            raise invalid(f"{path}.type", f"must be one of {', '.join(kinds)}, not '{kind}'")
        return fields(value, path, {"type": (text, _REQUIRED), **kinds[kind]})

    return check


def _scale(value: Any, path: str) -> Body:
    ranged = isinstance(value, dict) and value.get("method") == "minmax"
    made = fields(
        value,
        path,
        {
            "type": (text, _REQUIRED),
            "method": (one_of("standard", "minmax"), _REQUIRED),
            "low": (optional(number(-1e100, 1e100)), 0.0 if ranged else None),
            "high": (optional(number(-1e100, 1e100)), 1.0 if ranged else None),
        },
    )
    if ranged and made["high"] <= made["low"]:
        raise invalid(f"{path}.high", "must be greater than low")
    if not ranged and made["low"] is not None:
        raise invalid(f"{path}.low", "belongs to method minmax")
    return made


def _step(value: Any, path: str) -> Body:
    if isinstance(value, dict) and value.get("type") == "scale":
        return _scale(value, path)
    return dict(
        of_type(
            {
                "impute": {
                    "method": (one_of("mean", "median", "constant"), _REQUIRED),
                    "value": (optional(number(-1e100, 1e100)), None),
                },
                "one-hot": {},
                "pca": {"components": (whole(1, 256), _REQUIRED)},
                "bandwidth": {"factor": (number(0, 1e6, open=True), _REQUIRED)},
            }
        )(value, path)
    )


def _steps(value: Any, path: str) -> Sequence[Body]:
    steps: Sequence[Body] = list_of(_step, 0, 16)(value, path)
    numbers_only = False
    for i, step in enumerate(steps):
        first = step["type"] in ("impute", "one-hot")
        if first and numbers_only:
            raise invalid(f"{path}[{i}]", "must come before scale, pca and bandwidth")
        if step["type"] != "scale" and step["type"] in [other["type"] for other in steps[:i]]:
            raise invalid(f"{path}[{i}]", "is there twice")
        numbers_only |= not first
    return steps


_REPETITIONS = whole(1, 100)
_ENTANGLEMENT = one_of("linear", "ring", "full")
_ROTATIONS = list_of(one_of("rx", "ry", "rz"), 1, 3)

_FEATURE_MAP = of_type(
    {
        "angle": {"rotations": (_ROTATIONS, ["ry"]), "repetitions": (_REPETITIONS, 1)},
        "z": {"repetitions": (_REPETITIONS, 2)},
        "zz": {"repetitions": (_REPETITIONS, 2), "entanglement": (_ENTANGLEMENT, "full")},
        "pauli": {
            "paulis": (list_of(one_of(*"XYZ", *(a + b for a in "XYZ" for b in "XYZ")), 1, 8), ["Z", "ZZ"]),
            "repetitions": (_REPETITIONS, 2),
            "entanglement": (_ENTANGLEMENT, "full"),
            "alpha": (number(-1e100, 1e100), 2.0),
        },
        "iqp": {"repetitions": (_REPETITIONS, 1), "entanglement": (_ENTANGLEMENT, "full")},
        "separable": {"layers": (_REPETITIONS, 1)},
        "amplitude": {},
        "dense-angle": {"rotations": (_ROTATIONS, ["ry", "rz"])},
    }
)

_LAYERS = of_type(
    {
        "strongly-entangling": {"layers": (whole(1, 100), 2), "entangler": (one_of("cx", "cz"), "cx")},
        "hardware-efficient": {
            "layers": (whole(1, 100), 2),
            "rotations": (_ROTATIONS, ["ry", "rz"]),
            "entanglement": (_ENTANGLEMENT, "ring"),
        },
        "rotations": {"layers": (whole(1, 100), 2), "rotations": (_ROTATIONS, ["rz", "ry", "rz"])},
        "brickwork": {"layers": (whole(1, 100), 2), "rotations": (_ROTATIONS, ["rz", "ry", "rz"])},
    }
)


def _part(rules: Mapping[str, tuple[Rule, Any]]) -> Rule:
    return lambda value, path: fields(value, path, rules)


_OF_KERNEL: Mapping[str, tuple[Rule, Any]] = {
    "featureMap": (_FEATURE_MAP, _REQUIRED),
    "nystrom": (optional(_part({"landmarks": (whole(2, 2000), _REQUIRED)})), None),
    "alignment": (
        optional(
            _part(
                {
                    "layers": (_LAYERS, {"type": "strongly-entangling"}),
                    "reuploading": (truth, True),
                    "learningRate": (number(0, 1e3, open=True), 0.1),
                    "steps": (whole(1, 10_000), 100),
                    "batchSize": (whole(2, 500), 16),
                }
            )
        ),
        None,
    ),
}

_KERNEL = of_type({"fidelity": _OF_KERNEL, "projected": {**_OF_KERNEL, "gamma": (number(0, 1e6, open=True), 1.0)}})


def _plateau(value: Any, path: str) -> Body:
    return fields(value, path, {"window": (whole(2, 10_000), 200)})


def _initial(value: Any, path: str) -> Body:
    anywhere = number(-1e6, 1e6)
    made = fields(value, path, {"low": (anywhere, _REQUIRED), "high": (anywhere, _REQUIRED)})
    if made["high"] <= made["low"]:
        raise invalid(f"{path}.high", "must be above low")
    return made


def _training(value: Any, path: str) -> Body:
    made = fields(
        value,
        path,
        {
            "method": (one_of("adam", "l-bfgs", "spsa", "natural-gradient"), "adam"),
            "learningRate": (optional(number(0, 1e3, open=True)), None),
            "epochs": (whole(1, 100_000), 50),
            "batchSize": (optional(whole(1, 100_000)), None),
            "patience": (optional(whole(1, 100_000)), None),
            "replacement": (truth, False),
            "evaluateEvery": (whole(1, 100_000), 1),
            "plateau": (optional(_plateau), None),
            "regularization": (optional(number(1e-8, 1e3)), None),
            "initial": (optional(_initial), None),
        },
    )
    natural = made["method"] == "natural-gradient"
    if made["regularization"] is not None and not natural:
        raise invalid(f"{path}.regularization", "belongs to natural-gradient, and is required there")
    if natural:
        made["regularization"] = made["regularization"] or 0.01
    made["learningRate"] = made["learningRate"] or (0.1 if made["method"] == "spsa" else 0.01)
    if made["method"] in ("adam", "spsa"):
        made["batchSize"] = made["batchSize"] or 32
    if made["replacement"] and made["batchSize"] is None:
        raise invalid(f"{path}.replacement", "belongs to batches")
    if made["plateau"] is not None and made["method"] not in ("adam", "natural-gradient"):
        raise invalid(f"{path}.plateau", "belongs to adam and natural-gradient")
    return made


_MODEL = of_type(
    {
        "support-vector-machine": {
            "kernel": (_KERNEL, _REQUIRED),
            "c": (number(0, 1e5, open=True), 1.0),
            "epsilon": (number(0, 1e9), 0.1),
            "probabilities": (truth, False),
        },
        "kernel-ridge": {"kernel": (_KERNEL, _REQUIRED), "alpha": (number(0, 1e9, open=True), 1.0)},
        "gaussian-process": {"kernel": (_KERNEL, _REQUIRED), "noise": (number(0, 1e6, open=True), 0.01)},
        "kernel-pca": {"kernel": (_KERNEL, _REQUIRED), "components": (whole(1, 100), 2)},
        "one-class": {"kernel": (_KERNEL, _REQUIRED), "nu": (number(0, 1, open=True), 0.1)},
        "quantum-neural-network": {
            "featureMap": (_FEATURE_MAP, _REQUIRED),
            "layers": (_LAYERS, {"type": "strongly-entangling"}),
            "reuploading": (truth, False),
            "trainableFirst": (truth, False),
            "weighted": (truth, False),
            "closing": (truth, False),
            "readout": (one_of("z", "parity", "zz", "mean-z"), "z"),
            "loss": (one_of("cross-entropy", "squared", "linear", "weighted-fidelity"), "cross-entropy"),
            "scale": (optional(number(0, 1e6, open=True)), None),
            "training": (_training, {}),
        },
    }
)

_VALIDATION = of_type(
    {"holdout": {"fraction": (number(0.01, 0.9), 0.25)}, "folds": {"folds": (whole(2, 20), 5)}}
)

_PROBLEM = of_type(
    {
        kind: {
            "dataset": (text, _REQUIRED),
            "target": (text, _REQUIRED),
            "features": (optional(list_of(text)), None),
            "preprocessing": (_steps, []),
            "validation": (_VALIDATION, {"type": "holdout"}),
        }
        for kind in ("classification", "regression")
    }
    | {
        "kernel": {
            "dataset": (text, _REQUIRED),
            "target": (optional(text), None),
            "features": (optional(list_of(text)), None),
            "preprocessing": (_steps, []),
        }
    }
)


def _execution(value: Any, path: str) -> Body:
    return fields(
        value,
        path,
        {"backend": (one_of("auto", "local-statevector"), "auto"), "shots": (optional(whole(1, 10_000_000)), None)},
    )


def _check_first_rotation(model: Body) -> None:
    """RZ of a qubit that is 0 is a phase only."""
    if model["type"] == "quantum-neural-network":
        several = model["reuploading"] and model["layers"]["layers"] > 1
        first = not (several or model["trainableFirst"] or model["closing"])
        feature_map, path = model["featureMap"], "model"
    else:
        first = model["kernel"].get("alignment") is None
        feature_map, path = model["kernel"]["featureMap"], "model.kernel"
    if first and feature_map["type"] == "dense-angle" and feature_map["rotations"][0] == "rz":
        raise invalid(f"{path}.featureMap.rotations", "must not begin with rz where no gate stands before the map")


def run(body: Any) -> Body:
    made = fields(
        body,
        "",
        {
            "name": (optional(text), None),
            "problem": (_PROBLEM, _REQUIRED),
            "model": (_MODEL, {"type": "support-vector-machine", "kernel": _DEFAULT_KERNEL}),
            "execution": (_execution, {}),
            "seed": (whole(-(2**63), 2**63 - 1), 0),
        },
    )
    if made["name"] is not None and len(made["name"]) > 200:
        raise invalid("name", "must have at most 200 characters")
    model = made["model"]
    _check_first_rotation(model)
    if (made["problem"]["type"] == "kernel") != (model["type"] in ("kernel-pca", "one-class")):
        raise invalid("model.type", "must be kernel-pca or one-class for a problem of type kernel, and not for others")
    if model["type"] == "quantum-neural-network":
        if made["problem"]["type"] == "regression" and model["loss"] != "squared":
            raise invalid("model.loss", "must be squared for a regression")
        if made["execution"]["shots"] is not None and model["training"]["method"] not in ("adam", "spsa"):
            raise invalid("model.training.method", "must be adam or spsa when execution.shots is set")
        if model["trainableFirst"] and model["layers"]["layers"] == 1:
            raise invalid("model.layers.layers", "must be at least 2")
        if model["loss"] in ("linear", "weighted-fidelity") and model["scale"] not in (None, 1):
            raise invalid("model.scale", f"must be 1 with loss {model['loss']}")
        if model["weighted"] and model["featureMap"]["type"] == "amplitude":
            raise invalid("model.weighted", "must be false with feature map amplitude")
        if model["closing"] and model["featureMap"]["type"] != "dense-angle":
            raise invalid("model.closing", "must be false without feature map dense-angle")
        if model["loss"] == "weighted-fidelity" and model["training"]["method"] == "natural-gradient":
            raise invalid("model.loss", "must not be weighted-fidelity with natural-gradient")
        model["scale"] = model["scale"] or (6.0 if model["loss"] == "cross-entropy" else 1.0)
    return made


_DEFAULT_KERNEL = {"type": "fidelity", "featureMap": {"type": "zz"}}
