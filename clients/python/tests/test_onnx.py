"""What onnxruntime computes from the graphs that a model's export has is what results-service computed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

FILES = Path(__file__).parents[3] / "results-service" / "src" / "test" / "resources" / "onnx"
NAMES = sorted(path.stem for path in FILES.glob("*.onnx"))

# Sums of at most some hundred terms in another order; a coupling of probabilities stops at 1e-12.
TOLERANCE = 1e-11


def test_there_are_graphs_of_all_kinds() -> None:
    assert len(NAMES) >= 28
    assert {name.split("-")[0] for name in NAMES} == {"model", "preprocessing"}


@pytest.mark.parametrize("name", NAMES)
def test_a_graph_is_well_formed_and_computes_the_services_numbers(name: str) -> None:
    path = FILES / f"{name}.onnx"
    onnx.checker.check_model(onnx.load(path), full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    expected = json.loads((FILES / f"{name}.json").read_text())
    inputs = {given.name: _tensor(given.type, expected["inputs"][given.name]) for given in session.get_inputs()}
    names = [output.name for output in session.get_outputs()]
    assert sorted(names) == sorted(expected["outputs"])
    for output, value in zip(names, session.run(names, inputs)):
        wanted = expected["outputs"][output]
        if value.dtype == object:
            assert value.tolist() == wanted
        else:
            assert value.dtype == (np.int64 if np.asarray(wanted).dtype == np.int64 else np.float64)
            assert value.shape == np.shape(wanted)
            assert np.allclose(value, wanted, rtol=0, atol=TOLERANCE), output
    # a single row, too
    single = session.run(names, {name: value[:1] for name, value in inputs.items()})
    assert all(len(value) == 1 for value in single)


def _tensor(kind: str, values: Any) -> Any:
    if kind == "tensor(string)":
        return np.array(values, dtype=object)
    return np.array([[np.nan if value == "" else value for value in row] for row in values], dtype=np.float64)
