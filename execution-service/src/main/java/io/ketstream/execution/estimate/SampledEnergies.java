package io.ketstream.execution.estimate;

import io.ketstream.model.execution.SampledState;
import io.ketstream.simulator.BasisCounts;
import java.util.function.LongToDoubleFunction;

/// The energies of drawn basis states, in ascending order of the states' indices.
final class SampledEnergies {

    private final BasisCounts drawn;
    private final double[] energies;
    private final double mean;

    SampledEnergies(BasisCounts drawn, LongToDoubleFunction energy) {
        this.drawn = drawn;
        this.energies = new double[drawn.size()];
        double sum = 0;
        for (int k = 0; k < energies.length; k++) {
            energies[k] = energy.applyAsDouble(drawn.state(k));
            sum += energies[k] * drawn.count(k);
        }
        this.mean = sum / drawn.shots();
    }

    int size() {
        return energies.length;
    }

    long count(int position) {
        return drawn.count(position);
    }

    double energy(int position) {
        return energies[position];
    }

    double mean() {
        return mean;
    }

    /// The unbiased variance of a single shot's energy; a single shot says nothing of it, so that `bound`² is
    /// taken.
    double variance(double bound) {
        if (drawn.shots() == 1) {
            return bound * bound;
        }
        double sum = 0;
        for (int k = 0; k < energies.length; k++) {
            double deviation = energies[k] - mean;
            sum += deviation * deviation * drawn.count(k);
        }
        return sum / (drawn.shots() - 1);
    }

    SampledState state(int position, int qubits) {
        return new SampledState(
                bitString(drawn.state(position), qubits),
                energies[position],
                (double) drawn.count(position) / drawn.shots());
    }

    /// The position of the lowest energy; ties: the smallest index.
    int lowest() {
        int lowest = 0;
        for (int k = 1; k < energies.length; k++) {
            if (energies[k] < energies[lowest]) {
                lowest = k;
            }
        }
        return lowest;
    }

    long shots() {
        return drawn.shots();
    }

    /// Qubit 0 rightmost.
    static String bitString(long state, int qubits) {
        var text = new char[qubits];
        for (int qubit = 0; qubit < qubits; qubit++) {
            text[qubits - 1 - qubit] = (state >>> qubit & 1) == 0 ? '0' : '1';
        }
        return new String(text);
    }
}
