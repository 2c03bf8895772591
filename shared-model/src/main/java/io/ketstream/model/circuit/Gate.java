package io.ketstream.model.circuit;

/// The closed set of gates of a [ParameterizedCircuit]. Controls come first among a gate's qubits.
///
/// | gate | unitary |
/// |---|---|
/// | `RX(θ)`, `RY(θ)`, `RZ(θ)` | exp(−iθX/2), exp(−iθY/2), exp(−iθZ/2) |
/// | `P(λ)` | diag(1, e^{iλ}) |
/// | `U(θ, φ, λ)` | [[cos θ/2, −e^{iλ} sin θ/2], [e^{iφ} sin θ/2, e^{i(φ+λ)} cos θ/2]] |
/// | `RXX(θ)`, `RYY(θ)`, `RZZ(θ)` | exp(−iθ X⊗X/2), exp(−iθ Y⊗Y/2), exp(−iθ Z⊗Z/2) |
/// | `SX`, `SXDG` | √X = ½[[1+i, 1−i], [1−i, 1+i]] and its inverse |
/// | `CP`, `CRX`, `CRY`, `CRZ`, `CH`, … | the gate on the last qubit when the first is 1 |
/// | `CU(θ, φ, λ, γ)` | controlled e^{iγ} U(θ, φ, λ) |
public enum Gate {
    ID("id", 1, 0),
    X("x", 1, 0),
    Y("y", 1, 0),
    Z("z", 1, 0),
    H("h", 1, 0),
    S("s", 1, 0),
    SDG("sdg", 1, 0),
    T("t", 1, 0),
    TDG("tdg", 1, 0),
    SX("sx", 1, 0),
    SXDG("sxdg", 1, 0),
    RX("rx", 1, 1),
    RY("ry", 1, 1),
    RZ("rz", 1, 1),
    P("p", 1, 1),
    U("U", 1, 3),
    CX("cx", 2, 0),
    CY("cy", 2, 0),
    CZ("cz", 2, 0),
    CH("ch", 2, 0),
    CP("cp", 2, 1),
    CRX("crx", 2, 1),
    CRY("cry", 2, 1),
    CRZ("crz", 2, 1),
    CU("cu", 2, 4),
    SWAP("swap", 2, 0),
    RXX("rxx", 2, 1),
    RYY("ryy", 2, 1),
    RZZ("rzz", 2, 1),
    CCX("ccx", 3, 0),
    CSWAP("cswap", 3, 0);

    private final String qasmName;
    private final int qubits;
    private final int angles;

    Gate(String qasmName, int qubits, int angles) {
        this.qasmName = qasmName;
        this.qubits = qubits;
        this.angles = angles;
    }

    /// The name in OpenQASM 3.
    public String qasmName() {
        return qasmName;
    }

    public int qubits() {
        return qubits;
    }

    public int angles() {
        return angles;
    }
}
