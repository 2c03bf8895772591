package io.ketstream.stack.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/// The hydrogen molecule at 0.7414 Å in the STO-3G basis as 15 Pauli terms on 4 qubits (Jordan-Wigner).
///
/// The integrals over the two molecular orbitals (bonding 0, antibonding 1; chemists' notation) follow in
/// closed form from the STO-3G exponents and contraction coefficients for ζ = 1.24 (Szabo & Ostlund, *Modern
/// Quantum Chemistry*, appendix A for the Gaussian integrals, table 3.8 for the basis), in Hartree. Spin
/// orbitals: qubits 0 and 1 the bonding orbital's two spins, 2 and 3 the antibonding one's.
final class Hydrogen {
    private static final double NUCLEAR_REPULSION = 0.7137539936646884;
    private static final double BONDING = -1.2524635743237336;
    private static final double ANTIBONDING = -0.4759487213881606;
    private static final double COULOMB_00 = 0.6744887677841995;
    private static final double COULOMB_11 = 0.6973937640494796;
    private static final double COULOMB_01 = 0.6634680953364175;
    private static final double EXCHANGE = 0.18128880756328877;

    /// The lowest eigenvalue as published (full configuration interaction; O'Malley et al., arXiv 1512.06860,
    /// and the data that OpenFermion ships for this geometry).
    static final double GROUND_STATE_ENERGY = -1.137270174;

    /// What chemists call accurate: 1 kcal/mol, 1.6 mHa.
    static final double CHEMICAL_ACCURACY = 1.6e-3;

    private Hydrogen() {}

    /// Coefficient of each Pauli string, rightmost letter qubit 0. With n = (1 − Z)/2 for each spin orbital,
    ///
    /// H = E_nuc + h₀(n₀+n₁) + h₁(n₂+n₃) + J₀₀n₀n₁ + J₁₁n₂n₃ + (J₀₁−K)(n₀n₂+n₁n₃) + J₀₁(n₀n₃+n₁n₂)
    ///     + K/4 · (X₀Y₁Y₂X₃ + Y₀X₁X₂Y₃ − X₀X₁Y₂Y₃ − Y₀Y₁X₂X₃)
    static Map<String, Double> terms() {
        double parallel = COULOMB_01 - EXCHANGE;
        double constant = NUCLEAR_REPULSION
                + BONDING
                + ANTIBONDING
                + (COULOMB_00 + COULOMB_11 + 2 * parallel + 2 * COULOMB_01) / 4;
        double bonding = -BONDING / 2 - (COULOMB_00 + parallel + COULOMB_01) / 4;
        double antibonding = -ANTIBONDING / 2 - (COULOMB_11 + parallel + COULOMB_01) / 4;
        Map<String, Double> terms = new LinkedHashMap<>();
        terms.put("IIII", constant);
        terms.put("IIIZ", bonding);
        terms.put("IIZI", bonding);
        terms.put("IZII", antibonding);
        terms.put("ZIII", antibonding);
        terms.put("IIZZ", COULOMB_00 / 4);
        terms.put("ZZII", COULOMB_11 / 4);
        terms.put("IZIZ", parallel / 4);
        terms.put("ZIZI", parallel / 4);
        terms.put("ZIIZ", COULOMB_01 / 4);
        terms.put("IZZI", COULOMB_01 / 4);
        terms.put("XYYX", EXCHANGE / 4);
        terms.put("YXXY", EXCHANGE / 4);
        terms.put("YYXX", -EXCHANGE / 4);
        terms.put("XXYY", -EXCHANGE / 4);
        return terms;
    }
}
