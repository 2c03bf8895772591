package io.ketstream.simulator;

/// The precision of amplitudes. Angles, energies and sums are double in both.
public enum Precision {

    /// 64-bit amplitudes: 16·2^n bytes, errors of about 1e-15 per gate.
    DOUBLE("f64", Double.BYTES),

    /// 32-bit amplitudes: 8·2^n bytes and about half the time; energies are good to about 1e-6 of their range.
    ///
    /// It is for all 2^n amplitudes of a circuit that is not dynamic. States of one number of ones hold few
    /// amplitudes, dynamic circuits decide by probabilities as small as 1e-15, and gradients are sums of
    /// differences: these stay double.
    SINGLE("f32", Float.BYTES);

    private final String numericProfile;
    private final int bytes;

    Precision(String numericProfile, int bytes) {
        this.numericProfile = numericProfile;
        this.bytes = bytes;
    }

    /// Its name in results.
    public String numericProfile() {
        return numericProfile;
    }

    /// The bytes of one state of `qubits` qubits; as many as a long holds where that is more.
    long stateBytes(int qubits) {
        return qubits < 59 ? (2L * bytes) << qubits : Long.MAX_VALUE;
    }
}
