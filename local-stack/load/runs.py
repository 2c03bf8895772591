"""Runs of a stack on its usual ports, submitted and followed over HTTP. Needs nothing but Python 3."""
import hashlib
import json
import time
import urllib.error
import urllib.request
import uuid

INGESTION = "http://127.0.0.1:8081"
RESULTS = "http://127.0.0.1:8085"
ENDED = {"SUCCEEDED", "FAILED", "CANCELLED"}
PATIENCE = 900


class GaveUp(Exception):
    """A service refused what it must take, or did not answer in time."""


def kinds(universe):
    """One of each: with shots and without, with gradients and without, from a problem and from a universe's prices, of eight assets whole and
    in parts."""
    ring = [[k, (k + 1) % 10, 1] for k in range(10)] + [[0, 5, 2], [2, 7, 1.5], [3, 8, 0.5]]
    yield {"name": "cut", "problem": {"type": "maxcut", "nodes": 10, "edges": ring},
           "ansatz": {"type": "qaoa", "layers": 3, "mixer": "x"}, "optimizer": {"type": "spsa", "maxEvaluations": 600},
           "execution": {"shots": 500}, "seed": 11}
    yield {"name": "chain", "problem": {"type": "hamiltonian", "qubits": 6, "terms":
           [{"pauli": "I" * (4 - k) + "ZZ" + "I" * k, "coefficient": -1} for k in range(5)]
           + [{"pauli": "I" * (5 - k) + "X" + "I" * k, "coefficient": -1} for k in range(6)]},
           "ansatz": {"type": "hardware-efficient", "layers": 3}, "optimizer": {"type": "adam", "maxEvaluations": 300}, "seed": 12}
    yield {"name": "selection", "problem": {"type": "portfolio", "universe": universe, "riskAversion": 0.5, "cardinality": 4},
           "ansatz": {"type": "qaoa", "layers": 2, "mixer": "xy-ring"}, "optimizer": {"type": "cma-es", "maxEvaluations": 400},
           "execution": {"shots": 300}, "seed": 13}
    yield {"name": "binary", "problem": {"type": "qubo", "variables": 8, "linear": [1, -2, 3, -1, 2, -3, 1, -1],
           "quadratic": [[0, 1, 2], [1, 2, -1], [2, 3, 2], [3, 4, -2], [4, 5, 1], [5, 6, 2], [6, 7, -1], [0, 7, 1]]},
           "ansatz": {"type": "qaoa", "layers": 4, "mixer": "x"}, "optimizer": {"type": "powell", "maxEvaluations": 400}, "seed": 14}
    yield {"name": "parts", "problem": {"type": "portfolio", "universe": universe, "riskAversion": 0.5, "cardinality": 4},
           "ansatz": {"type": "qaoa", "layers": 2, "mixer": "xy-complete", "maxQubits": 4}, "optimizer": {"type": "cobyla", "maxEvaluations": 40},
           "execution": {"shots": 200}, "seed": 15}


def call(method, url, body=None, key=None):
    """The answer, patiently: a service that is away or cannot answer now is asked again."""
    request = urllib.request.Request(url, method=method, data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if key:
        request.add_header("Idempotency-Key", key)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            if refused.code < 500 and refused.code != 404:
                raise GaveUp(f"{method} {url}: {refused.code} {refused.read().decode()}")
        except (OSError, ValueError):
            pass  # away, or gone in the middle of an answer
        if time.monotonic() > deadline:
            raise GaveUp(f"{method} {url}: no answer for {PATIENCE} s")
        time.sleep(0.5)


def submit(spec):
    return call("POST", f"{INGESTION}/api/v1/runs", spec, str(uuid.uuid4()))["runId"]


def end(run):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        view = call("GET", f"{RESULTS}/api/v1/runs/{run}")
        if view["status"] in ENDED:
            return view
        time.sleep(1)
    raise GaveUp(f"not ended after {PATIENCE} s")


def trajectory(view):
    """A digest of every step of a run that has ended, but for its time, and what it came to. Steps come by another topic than the outcome and
    may be shown later."""
    run, steps = view["runId"], view["iterations"]
    deadline = time.monotonic() + PATIENCE
    while True:
        digest, count = listed(run)
        if count == steps:
            stages = [{**stage, "seconds": 0} for stage in view.get("decomposition", {}).get("stages", [])]
            return digest, view["evaluations"], json.dumps([view["best"], stages], sort_keys=True)
        if count > steps or time.monotonic() > deadline:
            raise GaveUp(f"run {run} shows {count} steps instead of {steps}")
        time.sleep(1)


def listed(run):
    digest, count, page = hashlib.sha256(), 0, 0
    while True:
        items = call("GET", f"{RESULTS}/api/v1/runs/{run}/iterations?size=5000&page={page}")["items"]
        for item in items:
            item.pop("occurredAt")
            digest.update(json.dumps(item, sort_keys=True).encode())
        count += len(items)
        if len(items) < 5000:
            return digest.hexdigest(), count
        page += 1
