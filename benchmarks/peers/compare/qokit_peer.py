"""QOKit's fastest CPU simulator.

Its C simulator is compiled from the package's own sources when it is installed; phases there are exp(-i gamma C / 2).
"""

import importlib.metadata
import sys
import types

import numpy as np

from workload import Workload

# Its simulators without the rest of the package, which asks for libraries of other problems and other versions.
package = types.ModuleType("qokit")
package.__path__ = [str(importlib.metadata.distribution("qokit").locate_file("qokit"))]
sys.modules["qokit"] = package

from qokit.fur import choose_simulator, choose_simulator_xyring, get_available_simulator_names  # noqa: E402


class Qaoa:
    def __init__(self, simulator, gammas, betas, start):
        self.simulator = simulator
        self.gammas = [2 * gamma for gamma in gammas]
        self.betas = betas
        self.start = start

    def run(self):
        result = self.simulator.simulate_qaoa(self.gammas, self.betas, sv0=self.start)
        self.energy = self.simulator.get_expectation(result)

    def values(self):
        return [self.energy]


def prepare(workload: Workload, _threads):
    kind = "xyring" if workload.family == "XY" else "x"
    if "c" not in get_available_simulator_names(kind):
        raise RuntimeError("its C simulator was not compiled")
    choose = choose_simulator_xyring if workload.family == "XY" else choose_simulator
    gammas, betas = workload.schedule()
    start = None
    if workload.family == "XY":
        start = np.zeros(1 << workload.qubits, dtype=np.complex128)
        start[sum(1 << gate.qubits[0] for gate in workload.gates if gate.name == "x")] = 1
    simulator = choose("c")(workload.qubits, costs=workload.costs())
    return Qaoa(simulator, gammas, betas, start)
