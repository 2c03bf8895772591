package io.ketstream.simulator;

/// The memory of two states of a backward sweep, |ket⟩ = ψ and |bra⟩ = λ, or of one tile of each.
final class BraKet {

    final double[] ketRe;
    final double[] ketIm;
    final double[] braRe;
    final double[] braIm;

    BraKet(double[] ketRe, double[] ketIm, double[] braRe, double[] braIm) {
        this.ketRe = ketRe;
        this.ketIm = ketIm;
        this.braRe = braRe;
        this.braIm = braIm;
    }

    static BraKet of(Statevector ket, Statevector bra) {
        return new BraKet(ket.re, ket.im, bra.re, bra.im);
    }

    static BraKet of(Phases ket, Phases bra) {
        return new BraKet(ket.re, ket.im, bra.re, bra.im);
    }
}
