package io.ketstream.optimizer.control;

import io.ketstream.model.operator.IsingHamiltonian;
import java.util.Arrays;
import java.util.TreeMap;

/// An Ising energy by rows: for each spin its field and its neighbours in ascending order. Spins are ±1 bytes.
final class SpinModel {

    private final double offset;
    private final double[] fields;
    private final int[][] neighbours;
    private final double[][] weights;
    private final double scale;

    private SpinModel(double offset, double[] fields, int[][] neighbours, double[][] weights) {
        this.offset = offset;
        this.fields = fields;
        this.neighbours = neighbours;
        this.weights = weights;
        double sum = 0;
        for (int i = 0; i < fields.length; i++) {
            sum += Math.abs(fields[i]);
            for (double weight : weights[i]) {
                sum += Math.abs(weight) / 2;
            }
        }
        this.scale = sum;
    }

    /// Adds up couplings of the same pair and leaves out those that vanish.
    static SpinModel of(IsingHamiltonian energy) {
        int n = energy.spins();
        var rows = new TreeMap<Integer, TreeMap<Integer, Double>>();
        for (IsingHamiltonian.Coupling coupling : energy.couplings()) {
            rows.computeIfAbsent(coupling.i(), i -> new TreeMap<>())
                    .merge(coupling.j(), coupling.weight(), Double::sum);
            rows.computeIfAbsent(coupling.j(), i -> new TreeMap<>())
                    .merge(coupling.i(), coupling.weight(), Double::sum);
        }
        int[][] neighbours = new int[n][0];
        double[][] weights = new double[n][0];
        rows.forEach((i, row) -> {
            row.values().removeIf(weight -> weight == 0);
            neighbours[i] = row.keySet().stream().mapToInt(j -> j).toArray();
            weights[i] = row.values().stream().mapToDouble(w -> w).toArray();
        });
        return new SpinModel(energy.offset(), energy.h().toArray(), neighbours, weights);
    }

    int size() {
        return fields.length;
    }

    double offset() {
        return offset;
    }

    double field(int i) {
        return fields[i];
    }

    int[] neighbours(int i) {
        return neighbours[i];
    }

    double[] weights(int i) {
        return weights[i];
    }

    /// Jᵢⱼ, 0 where there is none.
    double coupling(int i, int j) {
        int at = Arrays.binarySearch(neighbours[i], j);
        return at < 0 ? 0 : weights[i][at];
    }

    /// Σ|h| + Σ|J|: no energy differs from the offset by more.
    double scale() {
        return scale;
    }

    /// Energies closer than this count as equal; far above rounding, far below differences that mean anything.
    double tolerance() {
        return 1e-10 * scale;
    }

    double energy(byte[] spins) {
        double energy = offset;
        for (int i = 0; i < spins.length; i++) {
            double half = 0;
            for (int k = 0; k < neighbours[i].length && neighbours[i][k] < i; k++) {
                half += weights[i][k] * spins[neighbours[i][k]];
            }
            energy += spins[i] * (fields[i] + half);
        }
        return energy;
    }

    /// hᵢ + Σⱼ Jᵢⱼ zⱼ; flipping spin i changes the energy by −2 zᵢ times this.
    double localField(int i, byte[] spins) {
        double field = fields[i];
        for (int k = 0; k < neighbours[i].length; k++) {
            field += weights[i][k] * spins[neighbours[i][k]];
        }
        return field;
    }

    double[] localFields(byte[] spins) {
        double[] local = new double[spins.length];
        for (int i = 0; i < spins.length; i++) {
            local[i] = localField(i, spins);
        }
        return local;
    }

    /// Flips spin i and keeps the local fields of its neighbours up to date.
    void flip(int i, byte[] spins, double[] localFields) {
        spins[i] = (byte) -spins[i];
        int[] row = neighbours[i];
        double[] values = weights[i];
        for (int k = 0; k < row.length; k++) {
            localFields[row[k]] += 2 * values[k] * spins[i];
        }
    }

    /// What exchanging the values of two different spins changes.
    double swapChange(int out, int in, byte[] spins, double[] localFields) {
        // Flipping both counts their coupling twice: it is the same before and after.
        return -2 * spins[out] * localFields[out]
                - 2 * spins[in] * localFields[in]
                + 4 * coupling(out, in) * spins[out] * spins[in];
    }

    /// The inverse of [#bitString].
    static byte[] spins(String bitString) {
        int size = bitString.length();
        byte[] spins = new byte[size];
        for (int i = 0; i < size; i++) {
            spins[i] = (byte) (bitString.charAt(size - 1 - i) == '1' ? -1 : 1);
        }
        return spins;
    }

    /// Bit 1 where the spin is −1, qubit 0 rightmost.
    static String bitString(byte[] spins) {
        var text = new StringBuilder(spins.length);
        for (int i = spins.length - 1; i >= 0; i--) {
            text.append(spins[i] < 0 ? '1' : '0');
        }
        return text.toString();
    }
}
