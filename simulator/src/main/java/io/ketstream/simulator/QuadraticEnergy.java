package io.ketstream.simulator;

/// A quadratic form in spins, E(z) = c + Σ aᵢ zᵢ + Σ_{i<j} bᵢⱼ zᵢ zⱼ, as energies of basis states. As with
/// [QuadraticPhase], the form on some qubits is a table, and what couples these to the others is a sum of one
/// number per qubit, so that 2^n energies are nowhere in memory.
final class QuadraticEnergy {

    private static final int COLUMN_QUBITS = 6;

    private final int qubits;

    /// bᵢⱼ at (i, j) and (j, i), aᵢ at (i, i).
    private final double[] coefficients;

    private double constant;

    QuadraticEnergy(int qubits) {
        this.qubits = qubits;
        this.coefficients = new double[qubits * qubits];
    }

    /// Adds `coefficient` times the product of the spins in `mask`, at most two.
    void add(int mask, double coefficient) {
        int rest = mask & (mask - 1);
        if (mask == 0) {
            constant += coefficient;
            return;
        }
        int first = Integer.numberOfTrailingZeros(mask);
        int second = rest == 0 ? first : Integer.numberOfTrailingZeros(rest);
        coefficients[first * qubits + second] += coefficient;
        if (rest != 0) {
            coefficients[second * qubits + first] += coefficient;
        }
    }

    /// The energies on tiles of the qubits below `tileQubits`.
    OnTiles onTiles(int tileQubits) {
        return new OnTiles(tileQubits);
    }

    /// Immutable once made; tiles may go in parallel.
    final class OnTiles {
        private final int tileQubits;
        private final int columns;
        private final double[] table;

        private OnTiles(int tileQubits) {
            this.tileQubits = tileQubits;
            this.columns = 1 << Math.min(COLUMN_QUBITS, tileQubits);
            this.table = new double[1 << tileQubits];
            for (int j = 0; j < tileQubits; j++) {
                int half = 1 << j;
                for (int x = 0; x < half; x++) {
                    double spin = coefficients[j * qubits + j];
                    for (int i = 0; i < j; i++) {
                        double coupling = coefficients[j * qubits + i];
                        spin += ((x >>> i) & 1) == 0 ? coupling : -coupling;
                    }
                    table[half + x] = table[x] - spin;
                    table[x] += spin;
                }
            }
        }

        /// The energies of the mobile qubits alone.
        double[] table() {
            return table;
        }

        /// The length of what [#spread] makes for the columns.
        int columns() {
            return columns;
        }

        /// The rest of the energies on the tile whose other qubits are the bits of `tile`: that of amplitude x is
        /// the sum of the real parts of `column` at x mod c and of `row` at x div c, c = [#columns].
        void spread(int tile, Phases column, Phases row) {
            column.ensure(columns);
            row.ensure(table.length / columns);
            column.re[0] = 0;
            row.re[0] = fixedEnergy(tile);
            for (int k = 0; k < tileQubits; k++) {
                double crossing = 0;
                for (int f = tileQubits; f < qubits; f++) {
                    double coupling = coefficients[k * qubits + f];
                    crossing += ((tile >>> (f - tileQubits)) & 1) == 0 ? coupling : -coupling;
                }
                if (1 << k < columns) {
                    spread(column.re, 1 << k, crossing);
                } else {
                    spread(row.re, (1 << k) / columns, crossing);
                }
            }
        }

        private double fixedEnergy(int tile) {
            double energy = constant;
            for (int f = tileQubits; f < qubits; f++) {
                double spin = coefficients[f * qubits + f];
                for (int g = tileQubits; g < f; g++) {
                    double coupling = coefficients[f * qubits + g];
                    spin += ((tile >>> (g - tileQubits)) & 1) == 0 ? coupling : -coupling;
                }
                energy += ((tile >>> (f - tileQubits)) & 1) == 0 ? spin : -spin;
            }
            return energy;
        }

        private static void spread(double[] sums, int length, double more) {
            for (int x = 0; x < length; x++) {
                sums[length + x] = sums[x] - more;
                sums[x] += more;
            }
        }
    }
}
