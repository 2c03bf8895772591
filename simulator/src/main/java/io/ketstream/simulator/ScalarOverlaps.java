package io.ketstream.simulator;

import java.util.Arrays;

/// Plain loops, for any JVM.
final class ScalarOverlaps implements OverlapKernels {

    // Where the amplitudes of two qubits are in memory whose begin has partial sums of both.
    private static final int KET = 2 * SUM_LANES;
    private static final int BRA = KET + 4;

    @Override
    public void inner(
            Axis axis, BraKet states, int offset, int length, int count, double[] sums, int at, double[] part) {
        for (int qubit = 0; qubit < count; qubit++) {
            Arrays.fill(part, 0, SUM_LANES, 0);
            int bit = 1 << qubit;
            for (int x = offset; x < offset + length; x++) {
                int lane = x & (SUM_LANES - 1);
                double braRe = states.braRe[x];
                double braIm = states.braIm[x];
                double ketRe = states.ketRe[x ^ bit];
                double ketIm = states.ketIm[x ^ bit];
                switch (axis) {
                    case X -> part[lane] = Math.fma(-braIm, ketRe, Math.fma(braRe, ketIm, part[lane]));
                    case Y -> {
                        double sign = (x & bit) == 0 ? -1 : 1;
                        part[lane] = Math.fma(sign * braIm, ketIm, Math.fma(sign * braRe, ketRe, part[lane]));
                    }
                }
            }
            add(part, 0, SUM_LANES, sums, at + qubit * SUM_LANES);
        }
    }

    private static void add(double[] part, int from, int count, double[] sums, int at) {
        for (int k = 0; k < count; k++) {
            sums[at + k] += part[from + k];
        }
    }

    @Override
    public void sumsY(
            BraKet states, int offset, int length, int[] qubits, int count, double[] sums, int at, double[] work) {
        for (int k = 0; k < count; ) {
            int some = OverlapKernels.together(count - k);
            int to = at + k * SUM_LANES;
            addSumsY(states.ketRe, states.braRe, offset, length, qubits, k, some, sums, to, work);
            addSumsY(states.ketIm, states.braIm, offset, length, qubits, k, some, sums, to, work);
            k += some;
        }
    }

    /// @param work for each qubit the partial sums where its bit is 0, then those where it is 1
    private static void addSumsY(
            double[] ket,
            double[] bra,
            int offset,
            int length,
            int[] qubits,
            int from,
            int count,
            double[] sums,
            int at,
            double[] work) {
        Arrays.fill(work, 0, 2 * count * SUM_LANES, 0);
        for (int g = 0; g < length >> count; g++) {
            int base = offset + base(g, qubits, from, count);
            int lane = g & (SUM_LANES - 1);
            for (int q = 0; q < count; q++) {
                for (int k = 0; k < 1 << count; k++) {
                    double left = bra[base + place(k, qubits, from, count)];
                    double right = ket[base + place(k ^ (1 << q), qubits, from, count)];
                    int sum = (2 * q + ((k >>> q) & 1)) * SUM_LANES + lane;
                    work[sum] = Math.fma(left, right, work[sum]);
                }
            }
        }
        for (int q = 0; q < count; q++) {
            for (int lane = 0; lane < SUM_LANES; lane++) {
                int zeros = 2 * q * SUM_LANES + lane;
                sums[at + q * SUM_LANES + lane] += work[zeros + SUM_LANES] - work[zeros];
            }
        }
    }

    @Override
    public void rotateX(
            BraKet states,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            int count,
            double[] sums,
            int at,
            double[] work) {
        rotateHalf(
                states.ketRe,
                states.ketIm,
                states.braRe,
                states.braIm,
                offset,
                length,
                qubits,
                tangents,
                count,
                1,
                work);
        addTimes(1, work, count * SUM_LANES, sums, at);
        rotateHalf(
                states.ketIm,
                states.ketRe,
                states.braIm,
                states.braRe,
                offset,
                length,
                qubits,
                tangents,
                count,
                -1,
                work);
        addTimes(-1, work, count * SUM_LANES, sums, at);
    }

    private static void addTimes(double sign, double[] part, int count, double[] sums, int at) {
        for (int k = 0; k < count; k++) {
            sums[at + k] += sign * part[k];
        }
    }

    /// The amplitudes that differ in `count` qubits only, by the bits of these: X couples the real parts of those with
    /// an
    /// even number of ones (`even`) to the imaginary parts of the others (`odd`).
    ///
    /// @param work for partial sums, then from [#KET] and [#BRA] on for the amplitudes of a group in each state
    private static void rotateHalf(
            double[] even,
            double[] odd,
            double[] braEven,
            double[] braOdd,
            int offset,
            int length,
            int[] qubits,
            double[] tangents,
            int count,
            double sign,
            double[] work) {
        Arrays.fill(work, 0, KET, 0);
        for (int g = 0; g < length >> count; g++) {
            int base = offset + base(g, qubits, 0, count);
            for (int k = 0; k < 1 << count; k++) {
                int place = base + place(k, qubits, 0, count);
                work[KET + k] = (isEven(k) ? even : odd)[place];
                work[BRA + k] = (isEven(k) ? braEven : braOdd)[place];
            }
            addOverlaps(count, g & (SUM_LANES - 1), work);
            rotate(KET, tangents, count, sign, work);
            rotate(BRA, tangents, count, sign, work);
            for (int k = 0; k < 1 << count; k++) {
                int place = base + place(k, qubits, 0, count);
                (isEven(k) ? even : odd)[place] = work[KET + k];
                (isEven(k) ? braEven : braOdd)[place] = work[BRA + k];
            }
        }
    }

    /// Where group number `g` of the amplitudes that differ in `count` qubits from number `from` on only begins.
    private static int base(int g, int[] qubits, int from, int count) {
        int base = g;
        for (int q = 0; q < count; q++) {
            base = Bits.insertZero(base, 1 << qubits[from + q]);
        }
        return base;
    }

    /// From there to the amplitude whose bits of these qubits are those of `k`.
    private static int place(int k, int[] qubits, int from, int count) {
        int place = 0;
        for (int q = 0; q < count; q++) {
            place += ((k >>> q) & 1) << qubits[from + q];
        }
        return place;
    }

    private static boolean isEven(int k) {
        return (Integer.bitCount(k) & 1) == 0;
    }

    private static void addOverlaps(int count, int lane, double[] work) {
        for (int k = 0; k < 1 << count; k++) {
            for (int q = 0; q < count; q++) {
                int sum = q * SUM_LANES + lane;
                double bra = isEven(k) ? work[BRA + k] : -work[BRA + k];
                work[sum] = Math.fma(bra, work[KET + (k ^ (1 << q))], work[sum]);
            }
        }
    }

    private static void rotate(int values, double[] tangents, int count, double sign, double[] work) {
        for (int q = 0; q < count; q++) {
            for (int k = 0; k < 1 << count; k++) {
                int other = k | (1 << q);
                if (k != other) {
                    double tangent = sign * (isEven(k) ? tangents[q] : -tangents[q]);
                    double value = work[values + k];
                    work[values + k] = Math.fma(tangent, work[values + other], value);
                    work[values + other] = Math.fma(-tangent, value, work[values + other]);
                }
            }
        }
    }

    @Override
    public void pairs(Axis axis, BraKet states, int i, int j, int count, double[] sums, int at, double[] part) {
        Arrays.fill(part, 0, SUM_LANES, 0);
        double[] ketRe = states.ketRe;
        double[] ketIm = states.ketIm;
        double[] braRe = states.braRe;
        double[] braIm = states.braIm;
        for (int k = 0; k < count; k++) {
            int lane = k & (SUM_LANES - 1);
            double sum = part[lane];
            switch (axis) {
                case X -> {
                    sum = Math.fma(-braIm[i + k], ketRe[j + k], Math.fma(braRe[i + k], ketIm[j + k], sum));
                    sum = Math.fma(-braIm[j + k], ketRe[i + k], Math.fma(braRe[j + k], ketIm[i + k], sum));
                }
                case Y -> {
                    sum = Math.fma(braIm[j + k], ketIm[i + k], Math.fma(braRe[j + k], ketRe[i + k], sum));
                    sum = Math.fma(-braIm[i + k], ketIm[j + k], Math.fma(-braRe[i + k], ketRe[j + k], sum));
                }
            }
            part[lane] = sum;
        }
        add(part, 0, SUM_LANES, sums, at);
    }

    @Override
    public void density(BraKet states, int offset, int length, double[] density) {
        for (int x = 0; x < length; x++) {
            int at = offset + x;
            density[x] = density(states.ketRe[at], states.ketIm[at], states.braRe[at], states.braIm[at]);
        }
    }

    private static double density(double ketRe, double ketIm, double braRe, double braIm) {
        return Math.fma(braRe, ketIm, -(braIm * ketRe));
    }

    @Override
    public void densityAndMultiply(
            BraKet states, int offset, int length, double[] tableRe, double[] tableIm, double[] density) {
        for (int x = 0; x < length; x++) {
            densityAndMultiply(states, offset + x, tableRe[x], tableIm[x], density, x);
        }
    }

    @Override
    public void densityAndMultiply(BraKet states, int offset, int length, Kernels.Factors factors, double[] density) {
        int columns = factors.columns();
        Phases table = factors.table();
        Phases column = factors.column();
        Phases row = factors.row();
        for (int x = 0; x < length; x++) {
            int c = x & (columns - 1);
            int r = x / columns;
            double onceRe = Math.fma(-table.im[x], column.im[c], table.re[x] * column.re[c]);
            double onceIm = Math.fma(table.im[x], column.re[c], table.re[x] * column.im[c]);
            double phaseRe = Math.fma(-onceIm, row.im[r], onceRe * row.re[r]);
            double phaseIm = Math.fma(onceIm, row.re[r], onceRe * row.im[r]);
            densityAndMultiply(states, offset + x, phaseRe, phaseIm, density, x);
        }
    }

    @Override
    public void densityAndMultiply(BraKet states, int offset, int length, Kernels.Outer factors, double[] density) {
        Phases column = factors.column();
        for (int x = 0; x < length; x++) {
            int c = x & (factors.columns() - 1);
            double rowRe = factors.rowRe(x / factors.columns());
            double rowIm = factors.rowIm(x / factors.columns());
            double phaseRe = Math.fma(-column.im[c], rowIm, column.re[c] * rowRe);
            double phaseIm = Math.fma(column.im[c], rowRe, column.re[c] * rowIm);
            densityAndMultiply(states, offset + x, phaseRe, phaseIm, density, x);
        }
    }

    private static void densityAndMultiply(
            BraKet states, int at, double phaseRe, double phaseIm, double[] density, int x) {
        double ketRe = states.ketRe[at];
        double ketIm = states.ketIm[at];
        double braRe = states.braRe[at];
        double braIm = states.braIm[at];
        density[x] = density(ketRe, ketIm, braRe, braIm);
        states.ketRe[at] = Math.fma(-ketIm, phaseIm, ketRe * phaseRe);
        states.ketIm[at] = Math.fma(ketIm, phaseRe, ketRe * phaseIm);
        states.braRe[at] = Math.fma(-braIm, phaseIm, braRe * phaseRe);
        states.braIm[at] = Math.fma(braIm, phaseRe, braRe * phaseIm);
    }

    @Override
    public double real(
            double[] aRe, double[] aIm, int a, double[] bRe, double[] bIm, int b, int length, double[] part) {
        Arrays.fill(part, 0, SUM_LANES, 0);
        for (int x = 0; x < length; x++) {
            int lane = x & (SUM_LANES - 1);
            part[lane] = Math.fma(aIm[a + x], bIm[b + x], Math.fma(aRe[a + x], bRe[b + x], part[lane]));
        }
        return Kernels.pairwise(part);
    }

    @Override
    public double fold(double[] values, int from, int half, double[] part) {
        Arrays.fill(part, 0, SUM_LANES, 0);
        for (int k = 0; k < half; k++) {
            int lane = k & (SUM_LANES - 1);
            double low = values[from + k];
            double high = values[from + half + k];
            part[lane] += low - high;
            values[from + k] = low + high;
        }
        return Kernels.pairwise(part);
    }

    @Override
    public void addInnerProducts(
            Statevector[] rows, Statevector[] columns, int offset, int length, double[] sums, int at) {
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                int to = at + (COLUMNS * r + c) * PRODUCT;
                addInnerProduct(rows[r], offset, columns[c], offset, length, sums, to);
            }
        }
    }

    @Override
    public void addInnerProduct(Statevector state, int left, int right, int length, double[] sums) {
        addInnerProduct(state, left, state, right, length, sums, 0);
    }

    private static void addInnerProduct(
            Statevector row, int left, Statevector column, int right, int length, double[] sums, int at) {
        for (int x = 0; x < length; x++) {
            int real = at + (x & (SUM_LANES - 1));
            int first = real + SUM_LANES;
            int second = first + SUM_LANES;
            double r = row.re[left + x];
            double i = row.im[left + x];
            double a = column.re[right + x];
            double b = column.im[right + x];
            sums[real] = Math.fma(i, b, Math.fma(r, a, sums[real]));
            sums[first] = Math.fma(r, b, sums[first]);
            sums[second] = Math.fma(i, a, sums[second]);
        }
    }
}
