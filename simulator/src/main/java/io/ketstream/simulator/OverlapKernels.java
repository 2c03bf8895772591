package io.ketstream.simulator;

/// The hot loops on two states at once: what the derivative of ⟨H⟩ by the angle of exp(−iθG/2) is, Im⟨bra|G|ket⟩, and
/// the rotations that go with it while both are in registers; and inner products.
///
/// As in [Kernels] every implementation gives the same bits. A sum has eight partial sums, begun at zero in each call
/// and then added to those given.
interface OverlapKernels {

    int SUM_LANES = Kernels.SUM_LANES;

    /// The qubits below this one have their sums in one loop of their own, [#inner].
    int INNER_QUBITS = 4;

    /// So many qubits go together in [#sumsY] at most.
    int TOGETHER = 3;

    /// Numbers that the loops which are called block by block use up for their own partial sums: those of [#inner],
    /// or those of [#sumsY], two sets for each qubit.
    int WORK = Math.max(INNER_QUBITS, 2 * TOGETHER) * SUM_LANES;

    /// How many of so many qubits, which are left, go together in [#sumsY].
    static int together(int left) {
        return left == 3 || left > 4 ? TOGETHER : Math.min(left, 2);
    }

    /// The states on the left of [#addInnerProducts].
    int ROWS = 2;

    /// Those on its right.
    int COLUMNS = 4;

    /// The numbers that [#addInnerProducts] keeps for one product: three sums.
    int PRODUCT = 3 * SUM_LANES;

    /// Of the same kind as [Kernels#chosen].
    static OverlapKernels chosen() {
        return Chosen.KERNELS;
    }

    /// Initialised when first asked for.
    final class Chosen {
        private static final OverlapKernels KERNELS =
                Kernels.areVectors() ? new VectorOverlaps() : new ScalarOverlaps();

        private Chosen() {}
    }

    /// For each qubit q below `count`, at most [#INNER_QUBITS], Im⟨bra|G|ket⟩ with G on q; its partial sums begin at
    /// `at` + 8·q. Amplitude x of the range goes to partial sum x mod 8.
    ///
    /// @param work [#WORK] numbers, used up
    void inner(Axis axis, BraKet states, int offset, int length, int count, double[] sums, int at, double[] work);

    /// For each of `count` ascending qubits, none below [#INNER_QUBITS], Im⟨bra|Y|ket⟩ with Y on the k-th of
    /// them; its partial sums begin at `at` + 8·k. Some qubits go [#together], the lowest first. The products
    /// where the bit is 1 and those where it is 0 have partial sums of their own, group g of the amplitudes that
    /// differ in these qubits in number g mod 8, and their differences are added: real parts', then imaginary
    /// parts'.
    ///
    /// @param work [#WORK] numbers, used up
    void sumsY(BraKet states, int offset, int length, int[] qubits, int count, double[] sums, int at, double[] work);

    /// For `count` ascending qubits, one or two, none below [#INNER_QUBITS], Im⟨bra|X|ket⟩ with X on the k-th, its
    /// partial sums from `at` + 8·k; and exp(−iθₖX/2)/cos(θₖ/2) on both states, `tangents[k]` = tan(θₖ/2). The
    /// sums are of the states before. Group g of 2 or 4 amplitudes goes to partial sum g mod 8.
    ///
    /// @param work [#WORK] numbers, used up
    void rotateX(
            BraKet states,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            int count,
            double[] sums,
            int at,
            double[] work);

    /// Im⟨bra|G|ket⟩ with G on the pairs of amplitudes i + k and j + k, k < `count`; partial sum k mod 8, from `at`.
    ///
    /// @param work [#SUM_LANES] numbers, used up
    void pairs(Axis axis, BraKet states, int i, int j, int count, double[] sums, int at, double[] work);

    /// Im(conj(bra) ket) of each amplitude, from the start of `density`.
    void density(BraKet states, int offset, int length, double[] density);

    /// The same, and both states times table(x).
    void densityAndMultiply(
            BraKet states, int offset, int length, double[] tableRe, double[] tableIm, double[] density);

    /// The same, and both states times table(x)·column(x mod c)·row(x div c), c = `columns`.
    void densityAndMultiply(BraKet states, int offset, int length, Kernels.Factors factors, double[] density);

    /// The same, and both states times column(x mod c)·(row(x div c)·f), c = `columns`.
    void densityAndMultiply(BraKet states, int offset, int length, Kernels.Outer factors, double[] density);

    /// Σ Re(conj(a) b) over `length` amplitudes, x in partial sum x mod 8, and these pairwise.
    ///
    /// @param work [#SUM_LANES] numbers, used up
    double real(double[] aRe, double[] aIm, int a, double[] bRe, double[] bIm, int b, int length, double[] work);

    /// Adds the `half` values from `from` + `half` to those from `from`, and returns what the latter, as they were,
    /// have more than the former: value k in partial sum k mod 8, and these pairwise.
    ///
    /// @param work [#WORK] numbers, used up
    double fold(double[] values, int from, int half, double[] work);

    /// Adds ⟨row|column⟩ over the range to partial sums, for [#ROWS] rows and [#COLUMNS] columns.
    ///
    /// The product of row r and column c has [#PRODUCT] numbers from `at` + ([#COLUMNS]·r + c)·[#PRODUCT] on:
    /// [#SUM_LANES] partial sums of the real part, then of the two sums whose difference the imaginary part is, of
    /// Re(row) Im(column) and of Im(row) Re(column): so ⟨a|b⟩ and ⟨b|a⟩ have the same bits. Element x goes into
    /// number x mod 8.
    void addInnerProducts(Statevector[] rows, Statevector[] columns, int offset, int length, double[] sums, int at);

    /// Adds ⟨a|b⟩ of the `length` amplitudes of `state` from `left` on and those from `right` on, as a product of
    /// [#addInnerProducts] from the begin of `sums` on.
    void addInnerProduct(Statevector state, int left, int right, int length, double[] sums);
}
