package io.ketstream.simulator;

import java.util.Arrays;

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
        this.re = other.re.clone();
        this.im = other.im.clone();
        this.constant = other.constant;
    }

    /// Becomes the phase that `other` is now.
    void copy(/* wide */ QuadraticPhase other) {
        System.arraycopy(other.re, 0, re, 0, re.length);
        System.arraycopy(other.im, 0, im, 0, im.length);
        constant = other.constant;
    }

    // region only in double precision
    private double[] angles = new double[0];

    QuadraticPhase(int qubits) {
        this.qubits = qubits;
        this.angles = new double[qubits * qubits];
        this.re = new double[qubits * qubits];
        this.im = new double[qubits * qubits];
    }

    /// Begins anew: all angles are zero.
    void clear() {
        Arrays.fill(angles, 0);
        constant = 0;
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
    void complete() {
        for (int i = 0; i < qubits; i++) {
            for (int j = 0; j <= i; j++) {
                double half = angles[i * qubits + j] / 2;
                double cos = half == 0 ? 1 : SineCosine.cos(half);
                double sin = half == 0 ? 0 : -SineCosine.sin(half);
                re[i * qubits + j] = cos;
                im[i * qubits + j] = sin;
                re[j * qubits + i] = cos;
                im[j * qubits + i] = sin;
            }
        }
    }

    /// By how much rounding makes it change norms: each amplitude is multiplied by every factor or its conjugate.
    double growth() {
        double growth = LeftOut.growth(SineCosine.cos(constant / 2), SineCosine.sin(constant / 2));
        for (int i = 0; i < qubits; i++) {
            for (int j = 0; j <= i; j++) {
                growth += LeftOut.growth(re[i * qubits + j], im[i * qubits + j]);
            }
        }
        return growth;
    }

    /// Becomes the inverse of what `other` is now.
    void negate(QuadraticPhase other) {
        copy(other);
        for (int k = 0; k < im.length; k++) {
            im[k] = -im[k];
        }
        constant = -constant;
    }
    // endregion

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

    /// Whether the form couples any of the qubits `some` from number `from` to `to` to any of `others` likewise.
    private boolean couples(int[] some, int from, int to, int[] others, int begin, int end) {
        for (int i = from; i < to; i++) {
            for (int j = begin; j < end; j++) {
                int at = some[i] * qubits + others[j];
                if (re[at] != 1 || im[at] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    // region always in double precision
    /// The table of the form on the qubits `on` from number `from` to `to` alone times a number. Spin by spin: with zⱼ
    /// the table t becomes t·g for zⱼ = 1 and t·ḡ for zⱼ = −1, where g = exp(−(i/2)(aⱼ + Σ_{i<j} bᵢⱼ zᵢ)) is a
    /// table made likewise.
    private void fill(
            Kernels kernels, int[] on, int from, int to, double startRe, double startIm, Phases table, Phases scratch) {
        table.ensure(1 << (to - from));
        scratch.ensure(Math.max(1, 1 << (to - from) >> 1));
        table.re[0] = startRe;
        table.im[0] = startIm;
        for (int j = from; j < to; j++) {
            int row = on[j] * qubits;
            scratch.re[0] = re[row + on[j]];
            scratch.im[0] = im[row + on[j]];
            for (int i = from; i < j; i++) {
                kernels.spread(scratch.re, scratch.im, 1 << (i - from), re[row + on[i]], im[row + on[i]]);
            }
            kernels.spread(table.re, table.im, 1 << (j - from), scratch.re, scratch.im);
        }
    }
    // endregion

    /// A phase with its tables for one choice of mobile qubits; another phase may use them afterwards. Tiles may go in
    /// parallel.
    ///
    /// They are products of hundreds of factors, often equal ones, whose rounding errors would all have one sign.
    /// So they are made in double precision and rounded once.
    static final class OnTiles {
        private final /* wide */ Phases fixedTable = new /* wide */ Phases();
        private final /* wide */ Phases mobile = new /* wide */ Phases();
        private final /* wide */ Phases above = new /* wide */ Phases();
        private final /* wide */ Phases row = new /* wide */ Phases();
        private final Phases rounded = new Phases();
        private final Phases roundedAbove = new Phases();
        private final int[] inside = new int[Statevector.LARGEST];
        private final int[] outside = new int[Statevector.LARGEST];
        private int insideCount;
        private int outsideCount;
        private int columnQubits;

        /// Of a phase: its number of qubits and its factors.
        private int qubits;

        private /* wide */ double[] re = new /* wide */ double[0];
        private /* wide */ double[] im = re;

        private Kernels.Table mobileTable = new Kernels.Table(rounded);

        /// Of the mobile qubits above the columns, where these are all that [#mobileTable] has.
        private Phases aboveTable = roundedAbove;

        private boolean isProduct;

        /// Makes the tables of `phase` on tiles whose mobile qubits are `mobileQubits`, times a real factor. Tiles may
        /// be gone through in blocks of 2^`blockQubits`.
        OnTiles of(QuadraticPhase phase, int mobileQubits, int blockQubits, /* wide */ double factor) {
            qubits = phase.qubits;
            re = phase.re;
            im = phase.im;
            insideCount = Bits.positions(mobileQubits, inside);
            outsideCount = Bits.positions(((1 << qubits) - 1) & ~mobileQubits, outside);
            columnQubits = Math.min(COLUMN_QUBITS, blockQubits);
            isProduct = !phase.couples(inside, 0, columnQubits, inside, columnQubits, insideCount)
                    && !phase.couples(inside, 0, insideCount, outside, 0, outsideCount);
            /* wide */ double half = phase.constant / 2;
            /* wide */ double startRe = factor * SineCosine.cos(half);
            /* wide */ double startIm = -factor * SineCosine.sin(half);
            /* wide */ Kernels kernels = /* wide */ Kernels.chosen();
            phase.fill(kernels, outside, 0, outsideCount, startRe, startIm, fixedTable, row);
            if (isProduct) {
                phase.fill(kernels, inside, 0, columnQubits, 1, 0, mobile, row);
                phase.fill(kernels, inside, columnQubits, insideCount, 1, 0, above, row);
            } else if (outsideCount == 0) {
                phase.fill(kernels, inside, 0, insideCount, fixedTable.re[0], fixedTable.im[0], mobile, row);
            } else {
                phase.fill(kernels, inside, 0, insideCount, 1, 0, mobile, row);
            }
            int mobileLength = 1 << (isProduct ? columnQubits : insideCount);
            mobileTable = table(Numbers.rounded(mobile, mobileLength, rounded));
            if (isProduct) {
                aboveTable = Numbers.rounded(above, (1 << insideCount) / mobileLength, roundedAbove);
            }
            return this;
        }

        /// Of `phases`, which are always the same memory, so that it is made once.
        private Kernels.Table table(Phases phases) {
            return mobileTable.table() == phases ? mobileTable : new Kernels.Table(phases);
        }

        /// The factors of the tile whose fixed qubits are the bits of `tile`, closed up. They are in `scratch`.
        Kernels.PhaseFactors tile(int tile, Scratch scratch) {
            if (isProduct) {
                return outer(tile, scratch);
            }
            return outsideCount == 0 ? mobileTable : factors(tile, scratch);
        }

        // region only in double precision
        /// Applies it to both states, after putting Im(conj(bra) ket) of each amplitude into `density`.
        void apply(BraKet states, int offset, int tile, Scratch scratch, double[] density) {
            OverlapKernels kernels = OverlapKernels.chosen();
            int length = 1 << insideCount;
            if (isProduct) {
                kernels.densityAndMultiply(states, offset, length, outer(tile, scratch), density);
            } else if (outsideCount == 0) {
                Phases table = mobileTable.table();
                kernels.densityAndMultiply(states, offset, length, table.re, table.im, density);
            } else {
                kernels.densityAndMultiply(states, offset, length, factors(tile, scratch), density);
            }
        }
        // endregion

        private Kernels.Outer outer(int tile, Scratch scratch) {
            return scratch.outer()
                    .set(
                            mobileTable.table(),
                            1 << columnQubits,
                            aboveTable,
                            Numbers.rounded(fixedTable.re[tile]),
                            Numbers.rounded(fixedTable.im[tile]));
        }

        private Kernels.Factors factors(int tile, Scratch scratch) {
            /* wide */ Phases column = scratch.column();
            /* wide */ Phases row = scratch.row();
            int rowQubits = insideCount - columnQubits;
            column.ensure(1 << columnQubits);
            row.ensure(1 << rowQubits);
            column.re[0] = 1;
            column.im[0] = 0;
            row.re[0] = fixedTable.re[tile];
            row.im[0] = fixedTable.im[tile];
            for (int k = 0; k < insideCount; k++) {
                /* wide */ Phases target = k < columnQubits ? column : row;
                int filled = 1 << (k < columnQubits ? k : k - columnQubits);
                spreadCrossing(target, filled, inside[k] * qubits, tile);
            }
            return scratch.factors()
                    .set(
                            mobileTable.table(),
                            Numbers.rounded(column, 1 << columnQubits, scratch.roundedColumn()),
                            1 << columnQubits,
                            Numbers.rounded(row, 1 << rowQubits, scratch.roundedRow()));
        }

        // region always in double precision
        /// Doubles `target` by a mobile spin whose angle is what the fixed spins couple to it.
        private void spreadCrossing(Phases target, int length, int matrixRow, int tile) {
            double factorRe = 1;
            double factorIm = 0;
            for (int f = 0; f < outsideCount; f++) {
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
