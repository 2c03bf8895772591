"""One peer of `./ketstream compare` in a process of its own.

    contender.py CONTENDER THREADS

A line of JSON in, a line of JSON out: {"do": "prepare", "file": ...} reads a workload and evaluates it once,
{"do": "measure", "repetitions": n} times n evaluations one by one, {"do": "release"} frees the memory. docs/compare.md
says how each peer is run.
"""

import gc
import importlib
import json
import os
import sys
import traceback

from workload import Workload, timed

# Seconds of an evaluation beside which what the first one does besides is little.
LONG_RUN = 15

CONTENDERS = {
    "lightning": ("lightning_peer", {}),
    "lightning-f32": ("lightning_peer", {"single": True}),
    "lightning-diagonal": ("lightning_peer", {"diagonal": True}),
    "aer": ("aer_peer", {}),
    "qsim": ("qsim_peer", {}),
    "qulacs": ("qulacs_peer", {}),
    "qulacs-diagonal": ("qulacs_peer", {"diagonal": True}),
    "qokit": ("qokit_peer", {}),
    "numpy": ("numpy_peer", {}),
    "qiskit-kernel": ("qiskit_kernel_peer", {}),
    "pennylane": ("pennylane_peer", {}),
    "pennylane-jax": ("pennylane_peer", {"jax": True}),
    "pennylane-pairs": ("pennylane_peer", {"pairs": True}),
}


class Contender:
    def __init__(self, name, threads):
        module, options = CONTENDERS[name]
        self.prepare_workload = importlib.import_module(module).prepare
        self.options = options
        self.threads = threads
        self.evaluation = None

    def prepare(self, request):
        workload = Workload(request["file"])
        self.evaluation = self.prepare_workload(workload, self.threads, **self.options)
        seconds = timed(self.evaluation)
        values = self.evaluation.values()
        if seconds < max(LONG_RUN, request["warmUp"]):
            seconds = timed(self.evaluation)  # the first also loads and allocates
        return {"seconds": seconds, "values": [float(value) for value in values]}

    def measure(self, request):
        return {"seconds": [timed(self.evaluation) for _ in range(request["repetitions"])]}

    def release(self, _request):
        self.evaluation = None
        gc.collect()
        return {}


def main():
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a library prints is no answer
    name, threads = sys.argv[1], int(sys.argv[2])
    contender, failure = None, None
    try:
        contender = Contender(name, threads)
    except Exception as absent:
        traceback.print_exc()
        failure = {"failed": f"{type(absent).__name__}: {absent}"}
    for line in sys.stdin:
        request = json.loads(line)
        answer = failure
        if contender is not None:
            try:
                answer = getattr(contender, request["do"])(request)
            except Exception as failed:
                traceback.print_exc()
                contender.evaluation = None
                answer = {"failed": f"{type(failed).__name__}: {failed}"}
        print(json.dumps(answer), file=answers)


if __name__ == "__main__":
    main()
