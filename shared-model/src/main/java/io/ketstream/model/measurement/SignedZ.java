package io.ketstream.model.measurement;

/// ± a product of Z on the qubits of `mask`: on outcome `b` it is ± (−1)^{parity of b & mask}.
public record SignedZ(long mask, boolean negative) {}
