package io.ketstream.simulator;

/// The memory of two states of a backward sweep, |ket⟩ = ψ and |bra⟩ = λ, or of one tile of each.
final class BraKet {

    private static final double[] NONE = {};

    double[] ketRe;
    double[] ketIm;
    double[] braRe;
    double[] braIm;

    /// Of none, to be set.
    BraKet() {
        this(NONE, NONE, NONE, NONE);
    }

    BraKet(double[] ketRe, double[] ketIm, double[] braRe, double[] braIm) {
        this.ketRe = ketRe;
        this.ketIm = ketIm;
        this.braRe = braRe;
        this.braIm = braIm;
    }

    void set(Statevector ket, Statevector bra) {
        ketRe = ket.re;
        ketIm = ket.im;
        braRe = bra.re;
        braIm = bra.im;
    }

    void set(Phases ket, Phases bra) {
        ketRe = ket.re;
        ketIm = ket.im;
        braRe = bra.re;
        braIm = bra.im;
    }

    /// Lets go of the memory.
    void clear() {
        ketRe = NONE;
        ketIm = NONE;
        braRe = NONE;
        braIm = NONE;
    }
}
