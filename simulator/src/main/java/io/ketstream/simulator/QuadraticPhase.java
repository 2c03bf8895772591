package io.ketstream.simulator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    /// A phase keeps tables of so many complex numbers: those of products on up to 13 qubits, of others on up to seven.
    private static final int MOST_KEPT = 256;

    final int qubits;
    final /* wide */ double[] re;
    final /* wide */ double[] im;
    /* wide */ double constant;

    /// How often its factors have changed.
    private int version;

    /// What it was made of last, as that was then.
    private @Nullable /* wide */ QuadraticPhase source;

    private int sourceVersion;

    /// Its tables, where they are small: in a batch most phases are those of the sample before.
    private final OnTiles own = new OnTiles();

    QuadraticPhase(/* wide */ QuadraticPhase other) {
        this.qubits = other.qubits;
        this.re = other.re.clone();
        this.im = other.im.clone();
        this.constant = other.constant;
    }

    int version() {
        return version;
    }

    /// Becomes the phase that `other` is now.
    void copy(/* wide */ QuadraticPhase other) {
        if (isMadeOf(other)) {
            return;
        }
        takeFactors(other);
    }

    private boolean isMadeOf(/* wide */ QuadraticPhase other) {
        return source == other && sourceVersion == other.version();
    }

    private void takeFactors(/* wide */ QuadraticPhase other) {
        source = other;
        sourceVersion = other.version();
        version++;
        System.arraycopy(other.re, 0, re, 0, re.length);
        System.arraycopy(other.im, 0, im, 0, im.length);
        constant = other.constant;
    }

    // region only in double precision
    private double[] angles = new double[0];

    /// Those, and the constant, that the factors are of.
    private double[] completed = angles;

    private double completedConstant;
    private double growth;

    QuadraticPhase(int qubits) {
        this.qubits = qubits;
        this.angles = new double[qubits * qubits];
        this.completed = new double[qubits * qubits];
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
        boolean isKnown = version > 0
                && Double.doubleToRawLongBits(constant) == Double.doubleToRawLongBits(completedConstant)
                && Arrays.equals(angles, completed);
        if (isKnown) {
            return;
        }
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
        System.arraycopy(angles, 0, completed, 0, angles.length);
        completedConstant = constant;
        growth = growthOfFactors();
        version++;
    }

    /// By how much rounding makes it change norms: each amplitude is multiplied by every factor or its conjugate.
    double growth() {
        return growth;
    }

    private double growthOfFactors() {
        double sum = LeftOut.growth(SineCosine.cos(constant / 2), SineCosine.sin(constant / 2));
        for (int i = 0; i < qubits; i++) {
            for (int j = 0; j <= i; j++) {
                sum += LeftOut.growth(re[i * qubits + j], im[i * qubits + j]);
            }
        }
        return sum;
    }

    /// Becomes the inverse of what `other` is now.
    void negate(QuadraticPhase other) {
        if (isMadeOf(other)) {
            return;
        }
        takeFactors(other);
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

    /// The tables of this phase on tiles whose mobile qubits are `mobileQubits`, times a real factor, to be used before
    /// others are asked for. Tiles may be gone through in blocks of 2^`blockQubits`.
    ///
    /// @param memory for tables that are not small; another phase may use them afterwards
    OnTiles onTiles(int mobileQubits, int blockQubits, /* wide */ double factor, OnTiles memory) {
        boolean wasSmall = own.isOn(mobileQubits, blockQubits) && own.areSmall();
        if (wasSmall && own.madeVersion == version) {
            return own.fill(this, factor);
        }
        OnTiles tables = (wasSmall ? own : memory).lay(this, mobileQubits, blockQubits);
        if (tables.areSmall() != wasSmall) {
            tables = (wasSmall ? memory : own).lay(this, mobileQubits, blockQubits);
        }
        return tables.fill(this, factor);
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

    /// A phase with its tables for one choice of mobile qubits. Tiles may go in parallel.
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

        /// Which tables these are: of this version of a phase, on these qubits.
        private int madeVersion = -1;

        private int mobileQubits = -1;
        private int blockQubits;

        /// Whether all but [#fixedTable] are there, and the factor that they have.
        private boolean isFilled;

        private /* wide */ double filledRe;
        private /* wide */ double filledIm;

        private boolean isOn(int mobileQubits, int blockQubits) {
            return this.mobileQubits == mobileQubits && this.blockQubits == blockQubits;
        }

        /// Whether a phase may keep them.
        private boolean areSmall() {
            int tables = isProduct ? (1 << columnQubits) + (1 << (insideCount - columnQubits)) : 1 << insideCount;
            return tables + (1 << outsideCount) <= MOST_KEPT;
        }

        /// Chooses the tables of `phase`, without numbers.
        private OnTiles lay(QuadraticPhase phase, int mobileQubits, int blockQubits) {
            this.mobileQubits = mobileQubits;
            this.blockQubits = blockQubits;
            madeVersion = phase.version;
            isFilled = false;
            qubits = phase.qubits;
            re = phase.re;
            im = phase.im;
            insideCount = Bits.positions(mobileQubits, inside);
            outsideCount = Bits.positions(((1 << qubits) - 1) & ~mobileQubits, outside);
            columnQubits = Math.min(COLUMN_QUBITS, blockQubits);
            isProduct = !phase.couples(inside, 0, columnQubits, inside, columnQubits, insideCount)
                    && !phase.couples(inside, 0, insideCount, outside, 0, outsideCount);
            return this;
        }

        /// Makes those of them that are not of this factor already.
        private OnTiles fill(QuadraticPhase phase, /* wide */ double factor) {
            /* wide */ double half = phase.constant / 2;
            /* wide */ double startRe = factor * SineCosine.cos(half);
            /* wide */ double startIm = -factor * SineCosine.sin(half);
            /* wide */ Kernels kernels = /* wide */ Kernels.chosen();
            phase.fill(kernels, outside, 0, outsideCount, startRe, startIm, fixedTable, row);
            boolean hasFactor = !isProduct && outsideCount == 0;
            boolean hasThisFactor = startRe == filledRe && startIm == filledIm;
            if (isFilled && (!hasFactor || hasThisFactor)) {
                return this;
            }
            if (isProduct) {
                phase.fill(kernels, inside, 0, columnQubits, 1, 0, mobile, row);
                phase.fill(kernels, inside, columnQubits, insideCount, 1, 0, above, row);
            } else if (hasFactor) {
                phase.fill(kernels, inside, 0, insideCount, startRe, startIm, mobile, row);
            } else {
                phase.fill(kernels, inside, 0, insideCount, 1, 0, mobile, row);
            }
            int mobileLength = 1 << (isProduct ? columnQubits : insideCount);
            mobileTable = table(Numbers.rounded(mobile, mobileLength, rounded));
            if (isProduct) {
                aboveTable = Numbers.rounded(above, (1 << insideCount) / mobileLength, roundedAbove);
            }
            isFilled = true;
            filledRe = startRe;
            filledIm = startIm;
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
