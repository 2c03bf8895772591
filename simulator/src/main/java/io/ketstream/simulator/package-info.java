/// Exact simulation of circuits on a statevector: compiled circuits, expectations, gradients, sampling.
///
/// Entry points: [io.ketstream.simulator.CompiledCircuit#compile],
/// [io.ketstream.simulator.CompiledObservable#compile] and [io.ketstream.simulator.StatevectorSimulator]. Every
/// result is a pure function of circuit, parameters, shots and seed, bit for bit, whatever the number of
/// threads.
@NullMarked
package io.ketstream.simulator;

import org.jspecify.annotations.NullMarked;
