package io.ketstream.simulator;

/// The phase exp(−(i/2) A(z)) of a quadratic form in spins, A(z) = c + Σ aᵢ zᵢ + Σ_{i<j} bᵢⱼ zᵢ zⱼ, zᵢ = 1 −
/// 2·bitᵢ.
///
/// Qubits are split into low and high ones. The phases of the low form stand in a table. For each assignment of
/// the high qubits, A is linear in what remains of the low ones, so its phases are an outer product of one
/// factor per low qubit: no diagonal in memory, no sine per amplitude, three complex multiplications each.
final class QuadraticPhase {

    private final int qubits;
    private final int lowQubits;
    private final double[] linear;
    private final double[] pairs;
    private double constant;

    QuadraticPhase(int qubits) {
        this(qubits, new double[qubits], new double[qubits * qubits], 0);
    }

    private QuadraticPhase(int qubits, double[] linear, double[] pairs, double constant) {
        this.qubits = qubits;
        this.lowQubits = Math.min(qubits, Math.min(11, qubits / 2 + 2));
        this.linear = linear;
        this.pairs = pairs;
        this.constant = constant;
    }

    /// Adds `angle` times the product of the spins in `mask`, at most two.
    void add(int mask, double angle) {
        int first = Integer.numberOfTrailingZeros(mask);
        int rest = mask & (mask - 1);
        if (mask == 0) {
            constant += angle;
        } else if (rest == 0) {
            linear[first] += angle;
        } else {
            int second = Integer.numberOfTrailingZeros(rest);
            pairs[first * qubits + second] += angle;
            pairs[second * qubits + first] += angle;
        }
    }

    QuadraticPhase negated() {
        return new QuadraticPhase(qubits, negated(linear), negated(pairs), -constant);
    }

    void apply(Statevector state, Workers workers) {
        int low = 1 << lowQubits;
        var tableRe = new double[low];
        var tableIm = new double[low];
        fillLowTable(tableRe, tableIm);
        boolean crossing = crosses();
        workers.split(state.size(), 1 << (qubits - lowQubits), (from, to) -> {
            var factorRe = new double[low];
            var factorIm = new double[low];
            for (int high = from; high < to; high++) {
                double angle = highAngle(high);
                if (crossing) {
                    fillFactors(high, angle, factorRe, factorIm);
                    multiply(state, high * low, tableRe, tableIm, factorRe, factorIm);
                } else {
                    double cos = StrictMath.cos(angle / 2);
                    double sin = -StrictMath.sin(angle / 2);
                    multiply(state, high * low, tableRe, tableIm, cos, sin);
                }
            }
        });
    }

    /// The table at x is exp(−(i/2) Σ_{low} …), angles by doubling: setting bit j takes 2 zⱼ·(field at j) away.
    private void fillLowTable(double[] tableRe, double[] tableIm) {
        double[] angles = tableRe;
        angles[0] = 0;
        for (int i = 0; i < lowQubits; i++) {
            angles[0] += linear[i];
            for (int j = i + 1; j < lowQubits; j++) {
                angles[0] += pairs[i * qubits + j];
            }
        }
        for (int j = 0; j < lowQubits; j++) {
            for (int x = 0; x < 1 << j; x++) {
                double field = linear[j];
                for (int i = 0; i < lowQubits; i++) {
                    double pair = pairs[j * qubits + i];
                    field += ((x >>> i) & 1) == 0 ? pair : -pair;
                }
                angles[x | (1 << j)] = angles[x] - 2 * field;
            }
        }
        for (int x = 0; x < angles.length; x++) {
            double half = angles[x] / 2;
            tableRe[x] = StrictMath.cos(half);
            tableIm[x] = -StrictMath.sin(half);
        }
    }

    private boolean crosses() {
        for (int i = 0; i < lowQubits; i++) {
            for (int j = lowQubits; j < qubits; j++) {
                if (pairs[i * qubits + j] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private double highAngle(int high) {
        double angle = constant;
        for (int i = lowQubits; i < qubits; i++) {
            double field = linear[i];
            for (int j = i + 1; j < qubits; j++) {
                double pair = pairs[i * qubits + j];
                field += ((high >>> (j - lowQubits)) & 1) == 0 ? pair : -pair;
            }
            angle += ((high >>> (i - lowQubits)) & 1) == 0 ? field : -field;
        }
        return angle;
    }

    /// The factor at x is exp(−(i/2)(angle + Σⱼ cⱼ zⱼ)), cⱼ the field of the high qubits at low qubit j;
    /// flipping zⱼ to −1 multiplies by exp(i cⱼ).
    private void fillFactors(int high, double angle, double[] factorRe, double[] factorIm) {
        var fields = new double[lowQubits];
        double atZero = angle;
        for (int j = 0; j < lowQubits; j++) {
            double field = 0;
            for (int i = lowQubits; i < qubits; i++) {
                double pair = pairs[j * qubits + i];
                field += ((high >>> (i - lowQubits)) & 1) == 0 ? pair : -pair;
            }
            fields[j] = field;
            atZero += field;
        }
        factorRe[0] = StrictMath.cos(atZero / 2);
        factorIm[0] = -StrictMath.sin(atZero / 2);
        for (int j = 0; j < lowQubits; j++) {
            doubled(factorRe, factorIm, 1 << j, StrictMath.cos(fields[j]), StrictMath.sin(fields[j]));
        }
    }

    private static void doubled(double[] factorRe, double[] factorIm, int length, double cos, double sin) {
        for (int x = 0; x < length; x++) {
            factorRe[length + x] = factorRe[x] * cos - factorIm[x] * sin;
            factorIm[length + x] = factorRe[x] * sin + factorIm[x] * cos;
        }
    }

    private static void multiply(
            Statevector state, int offset, double[] tableRe, double[] tableIm, double[] factorRe, double[] factorIm) {
        double[] re = state.re;
        double[] im = state.im;
        for (int x = 0; x < tableRe.length; x++) {
            double phaseRe = tableRe[x] * factorRe[x] - tableIm[x] * factorIm[x];
            double phaseIm = tableRe[x] * factorIm[x] + tableIm[x] * factorRe[x];
            double real = re[offset + x];
            double imaginary = im[offset + x];
            re[offset + x] = real * phaseRe - imaginary * phaseIm;
            im[offset + x] = real * phaseIm + imaginary * phaseRe;
        }
    }

    private static void multiply(
            Statevector state, int offset, double[] tableRe, double[] tableIm, double cos, double sin) {
        double[] re = state.re;
        double[] im = state.im;
        for (int x = 0; x < tableRe.length; x++) {
            double phaseRe = tableRe[x] * cos - tableIm[x] * sin;
            double phaseIm = tableRe[x] * sin + tableIm[x] * cos;
            double real = re[offset + x];
            double imaginary = im[offset + x];
            re[offset + x] = real * phaseRe - imaginary * phaseIm;
            im[offset + x] = real * phaseIm + imaginary * phaseRe;
        }
    }

    private static double[] negated(double[] values) {
        var negated = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            negated[i] = -values[i];
        }
        return negated;
    }
}
