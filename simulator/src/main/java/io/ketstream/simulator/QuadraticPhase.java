package io.ketstream.simulator;

import java.util.Arrays;
import java.util.Optional;

/// The phase exp(−(i/2) A(z)) of a quadratic form in spins, A(z) = c + Σ aᵢ zᵢ + Σ_{i<j} bᵢⱼ zᵢ zⱼ, zᵢ = 1 −
/// 2·bitᵢ, kept as the complex numbers exp(−(i/2) aᵢ) and exp(−(i/2) bᵢⱼ): all else are products of these.
///
/// A tile has some qubits mobile and the others fixed. The form on the mobile qubits alone is a table; so is that
/// on the fixed ones; and for one assignment of the fixed ones, what couples both is linear in the mobile spins,
/// so an outer product of one factor per mobile qubit. So there is no diagonal in memory, no sine per amplitude:
/// three complex multiplications each. Where no coupling joins the lowest mobile qubits, the other mobile ones and the
/// fixed ones, the table is an outer product too: two multiplications and tables that stay in the first-level cache.
final class QuadraticPhase {

    /// So many qubits make the columns of the outer product: 2^6 complex numbers, 1 KiB.
    private static final int COLUMN_QUBITS = 6;

    final int qubits;
    final /* wide */ double[] re;
    final /* wide */ double[] im;
    /* wide */ double constant;

    QuadraticPhase(/* wide */ QuadraticPhase other) {
        this.qubits = other.qubits;
        this.re = other.re;
        this.im = other.im.clone();
        this.constant = other.constant;
    }

    // region only in double precision
    private double[] angles = new double[0];

    QuadraticPhase(int qubits) {
        this.qubits = qubits;
        this.angles = new double[qubits * qubits];
        this.re = new double[qubits * qubits];
        this.im = new double[qubits * qubits];
    }

    /// Adds `angle` times the product of the spins in `mask`, at most two.
    void add(int mask, double angle) {
        int rest = mask & (mask - 1);
        if (mask == 0) {
            constant += angle;
        } else {
            int first = Integer.numberOfTrailingZeros(mask);
            int second = rest == 0 ? first : Integer.numberOfTrailingZeros(rest);
            angles[second * qubits + first] += angle;
        }
    }

    /// Ends adding.
    QuadraticPhase completed() {
        for (int i = 0; i < qubits; i++) {
            for (int j = 0; j <= i; j++) {
                double half = angles[i * qubits + j] / 2;
                double cos = half == 0 ? 1 : StrictMath.cos(half);
                double sin = half == 0 ? 0 : -StrictMath.sin(half);
                re[i * qubits + j] = cos;
                im[i * qubits + j] = sin;
                re[j * qubits + i] = cos;
                im[j * qubits + i] = sin;
            }
        }
        return this;
    }

    /// By how much rounding makes it change norms: each amplitude is multiplied by every factor or its conjugate.
    double growth() {
        double growth = LeftOut.growth(StrictMath.cos(constant / 2), StrictMath.sin(constant / 2));
        for (int i = 0; i < qubits; i++) {
            for (int j = 0; j <= i; j++) {
                growth += LeftOut.growth(re[i * qubits + j], im[i * qubits + j]);
            }
        }
        return growth;
    }

    QuadraticPhase negated() {
        var negated = new QuadraticPhase(this);
        for (int k = 0; k < im.length; k++) {
            negated.im[k] = -im[k];
        }
        negated.constant = -constant;
        return negated;
    }
    // endregion

    /// The phase on tiles whose mobile qubits are `mobile`, times a real factor. Its tables live in
    /// `memory`. Tiles may be gone through in blocks of 2^`blockQubits`.
    OnTiles onTiles(int mobile, int blockQubits, /* wide */ double factor, Memory memory) {
        int[] inside = Bits.positions(mobile);
        int[] outside = Bits.positions(((1 << qubits) - 1) & ~mobile);
        /* wide */ double half = constant / 2;
        /* wide */ Kernels kernels = /* wide */ Kernels.chosen();
        fill(kernels, outside, factor * StrictMath.cos(half), -factor * StrictMath.sin(half), memory.fixed, memory.row);
        int columnQubits = Math.min(COLUMN_QUBITS, blockQubits);
        int[] columns = Arrays.copyOf(inside, columnQubits);
        int[] above = Arrays.copyOfRange(inside, columnQubits, inside.length);
        boolean product = !couples(columns, above) && !couples(inside, outside);
        if (product) {
            fill(kernels, columns, 1, 0, memory.mobile, memory.row);
            fill(kernels, above, 1, 0, memory.above, memory.row);
        } else if (outside.length == 0) {
            fill(kernels, inside, memory.fixed.re[0], memory.fixed.im[0], memory.mobile, memory.row);
        } else {
            fill(kernels, inside, 1, 0, memory.mobile, memory.row);
        }
        int mobileLength = 1 << (product ? columnQubits : inside.length);
        Phases mobileTable = Numbers.rounded(memory.mobile, mobileLength, memory.rounded);
        if (!product) {
            return new OnTiles(inside, outside, columnQubits, memory.fixed, mobileTable, Optional.empty());
        }
        Phases aboveTable = Numbers.rounded(memory.above, (1 << inside.length) / mobileLength, memory.roundedAbove);
        return new OnTiles(inside, outside, columnQubits, memory.fixed, mobileTable, Optional.of(aboveTable));
    }

    /// Whether it is more than a product of phases of single spins.
    boolean hasCouplings() {
        for (int i = 0; i < qubits; i++) {
            for (int j = 0; j < i; j++) {
                if (re[i * qubits + j] != 1 || im[i * qubits + j] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Whether the form couples any of some qubits to any of others.
    private boolean couples(int[] some, int[] others) {
        for (int i : some) {
            for (int j : others) {
                if (re[i * qubits + j] != 1 || im[i * qubits + j] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Tables that may be used again for another phase. `row` is scratch.
    ///
    /// They are products of hundreds of factors, often equal ones, whose rounding errors would all have one sign.
    /// So they are made in double precision and rounded once.
    static final class Memory {
        private final /* wide */ Phases fixed = new /* wide */ Phases();
        private final /* wide */ Phases mobile = new /* wide */ Phases();
        private final /* wide */ Phases above = new /* wide */ Phases();
        private final /* wide */ Phases row = new /* wide */ Phases();
        private final Phases rounded = new Phases();
        private final Phases roundedAbove = new Phases();
    }

    // region always in double precision
    /// The table of the form on the qubits `on` alone times a number. Spin by spin: with zⱼ the table t becomes
    /// t·g for zⱼ = 1 and t·ḡ for zⱼ = −1, where g = exp(−(i/2)(aⱼ + Σ_{i<j} bᵢⱼ zᵢ)) is a table made likewise.
    private void fill(Kernels kernels, int[] on, double startRe, double startIm, Phases table, Phases scratch) {
        table.ensure(1 << on.length);
        scratch.ensure(1 << on.length);
        table.re[0] = startRe;
        table.im[0] = startIm;
        for (int j = 0; j < on.length; j++) {
            int row = on[j] * qubits;
            scratch.re[0] = re[row + on[j]];
            scratch.im[0] = im[row + on[j]];
            for (int i = 0; i < j; i++) {
                kernels.spread(scratch.re, scratch.im, 1 << i, re[row + on[i]], im[row + on[i]]);
            }
            kernels.spread(table.re, table.im, 1 << j, scratch.re, scratch.im);
        }
    }
    // endregion

    /// The phase with its tables for one choice of mobile qubits. Thread-safe: tiles may go in parallel.
    final class OnTiles {
        private final int[] inside;
        private final int[] outside;
        private final int columnQubits;
        private final /* wide */ Phases fixedTable;
        private final Phases mobileTable;

        /// Of the mobile qubits above the columns, where these are all that [#mobileTable] has.
        private final Optional<Phases> aboveTable;

        private OnTiles(
                int[] inside,
                int[] outside,
                int columnQubits,
                /* wide */ Phases fixedTable,
                Phases mobileTable,
                Optional<Phases> aboveTable) {
            this.inside = inside;
            this.outside = outside;
            this.columnQubits = columnQubits;
            this.fixedTable = fixedTable;
            this.mobileTable = mobileTable;
            this.aboveTable = aboveTable;
        }

        /// The factors of the tile whose fixed qubits are the bits of `tile`, closed up. They are in `scratch`.
        Kernels.PhaseFactors tile(int tile, Scratch scratch) {
            if (aboveTable.isPresent()) {
                return outer(aboveTable.get(), tile);
            }
            return outside.length == 0 ? new Kernels.Table(mobileTable) : factors(tile, scratch);
        }

        // region only in double precision
        /// Applies it to both states, after putting Im(conj(bra) ket) of each amplitude into `density`.
        void apply(BraKet states, int offset, int tile, Scratch scratch, double[] density) {
            OverlapKernels kernels = OverlapKernels.chosen();
            int length = 1 << inside.length;
            if (aboveTable.isPresent()) {
                kernels.densityAndMultiply(states, offset, length, outer(aboveTable.get(), tile), density);
            } else if (outside.length == 0) {
                kernels.densityAndMultiply(states, offset, length, mobileTable.re, mobileTable.im, density);
            } else {
                kernels.densityAndMultiply(states, offset, length, factors(tile, scratch), density);
            }
        }
        // endregion

        private Kernels.Outer outer(Phases above, int tile) {
            return new Kernels.Outer(
                    mobileTable,
                    1 << columnQubits,
                    above,
                    Numbers.rounded(fixedTable.re[tile]),
                    Numbers.rounded(fixedTable.im[tile]));
        }

        private Kernels.Factors factors(int tile, Scratch scratch) {
            /* wide */ Phases column = scratch.column();
            /* wide */ Phases row = scratch.row();
            column.ensure(1 << columnQubits);
            row.ensure(1 << (inside.length - columnQubits));
            column.re[0] = 1;
            column.im[0] = 0;
            row.re[0] = fixedTable.re[tile];
            row.im[0] = fixedTable.im[tile];
            for (int k = 0; k < inside.length; k++) {
                /* wide */ Phases target = k < columnQubits ? column : row;
                int filled = 1 << (k < columnQubits ? k : k - columnQubits);
                spreadCrossing(target, filled, inside[k] * qubits, tile);
            }
            return new Kernels.Factors(
                    mobileTable,
                    Numbers.rounded(column, 1 << columnQubits, scratch.roundedColumn()),
                    1 << columnQubits,
                    Numbers.rounded(row, 1 << (inside.length - columnQubits), scratch.roundedRow()));
        }

        // region always in double precision
        /// Doubles `target` by a mobile spin whose angle is what the fixed spins couple to it.
        private void spreadCrossing(Phases target, int length, int matrixRow, int tile) {
            double factorRe = 1;
            double factorIm = 0;
            for (int f = 0; f < outside.length; f++) {
                double pairRe = re[matrixRow + outside[f]];
                double pairIm = ((tile >>> f) & 1) == 0 ? im[matrixRow + outside[f]] : -im[matrixRow + outside[f]];
                double nextRe = factorRe * pairRe - factorIm * pairIm;
                factorIm = factorRe * pairIm + factorIm * pairRe;
                factorRe = nextRe;
            }
            Kernels.chosen().spread(target.re, target.im, length, factorRe, factorIm);
        }
        // endregion
    }
}
