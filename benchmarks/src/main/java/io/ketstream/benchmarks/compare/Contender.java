package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.compare.Workload.Family;
import io.ketstream.benchmarks.compare.Workload.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is measured beside what. `docs/compare.md` says how each peer is run.
enum Contender {
    KETSTREAM("Ketstream f64", Kind.OWN, Precision.F64),
    KETSTREAM_F32("Ketstream f32", Kind.OWN, Precision.F32),
    KETSTREAM_LOOPS("Ketstream, a loop per thread", Kind.OWN, Precision.F64),
    PROTOTYPE("C prototype", Kind.PROTOTYPE, Precision.F64),
    QOKIT("QOKit C", Kind.PEER, Precision.F64),
    LIGHTNING_DIAGONAL("Lightning + diagonal", Kind.PEER, Precision.F64),
    QULACS_DIAGONAL("Qulacs + diagonal", Kind.PEER, Precision.F64),
    QSIM("qsim f32", Kind.PEER, Precision.F32),
    LIGHTNING("Lightning", Kind.PEER, Precision.F64),
    LIGHTNING_F32("Lightning f32", Kind.PEER, Precision.F32),
    QULACS("Qulacs", Kind.PEER, Precision.F64),
    AER("Aer", Kind.PEER, Precision.F64),
    NUMPY("NumPy", Kind.PEER, Precision.F64),
    QISKIT_KERNEL("Qiskit's statevector kernel", Kind.PEER, Precision.F64),
    PENNYLANE_JAX("PennyLane, JAX-jit", Kind.PEER, Precision.F64),
    PENNYLANE_PAIRS("PennyLane, a circuit per pair", Kind.PEER, Precision.F64),
    PENNYLANE("PennyLane, eager", Kind.PEER, Precision.F64);

    /// Lightning's adjoint differentiation of W1 takes minutes for an evaluation above.
    private static final int LARGEST_PEER_GRADIENT = 20;

    /// The f32 simulators of others lose 1e-6 to 3e-6 on some thousand gates, the norm of the state apart.
    private static final double PEER_F32_TOLERANCE = 1e-5;

    private static final List<Integer> PROTOTYPE_SIZES = List.of(12, 16, 20, 24);

    enum Kind {
        OWN,
        PEER,
        PROTOTYPE
    }

    enum Precision {
        F32(1e-6),
        F64(1e-9);

        private final double tolerance;

        Precision(double tolerance) {
            this.tolerance = tolerance;
        }
    }

    private final String title;
    private final Kind kind;
    private final Precision precision;

    Contender(String title, Kind kind, Precision precision) {
        this.title = title;
        this.kind = kind;
        this.precision = precision;
    }

    /// The name on the command line and in files.
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
        return title;
    }

    Kind kind() {
        return kind;
    }

    Precision precision() {
        return precision;
    }

    /// How far a number may be from what the others say, relative to [Workload#scale].
    double tolerance() {
        return kind == Kind.PEER && precision == Precision.F32 ? PEER_F32_TOLERANCE : precision.tolerance;
    }

    boolean takes(Workload workload) {
        Family family = workload.family();
        boolean valued = workload.task() == Task.EXPECTATION || workload.task() == Task.STATE;
        return switch (this) {
            case KETSTREAM -> true;
            case KETSTREAM_F32 -> (family == Family.W1 || family == Family.W2) && valued;
            case KETSTREAM_LOOPS -> workload.task() == Task.BATCH;
            case PROTOTYPE -> family == Family.W1 && valued && PROTOTYPE_SIZES.contains(workload.qubits());
            case QOKIT, QULACS_DIAGONAL, LIGHTNING_DIAGONAL -> (family == Family.W1 || family == Family.XY) && valued;
            case QSIM, AER -> valued;
            case QULACS -> family != Family.XY && valued;
            case LIGHTNING -> family != Family.XY && (valued || takesGradient(workload));
            case LIGHTNING_F32 -> (family == Family.W2 || family == Family.QASM) && valued;
            case NUMPY -> workload.task() == Task.KERNEL;
            case QISKIT_KERNEL -> workload.task() == Task.KERNEL && !isPaired(workload);
            case PENNYLANE_PAIRS -> workload.task() == Task.KERNEL && isPaired(workload);
            case PENNYLANE_JAX ->
                workload.task() == Task.STEP
                        || workload.task() == Task.FIRST_STEP
                        || (workload.task() == Task.KERNEL && !isPaired(workload));
            case PENNYLANE -> workload.task() == Task.STEP;
        };
    }

    private static boolean takesGradient(Workload workload) {
        return workload.task() == Task.GRADIENT && workload.qubits() <= LARGEST_PEER_GRADIENT;
    }

    /// Whether there are few enough points for a circuit per pair.
    private static boolean isPaired(Workload workload) {
        return workload.data().inputs().size() <= Catalogue.PAIRED_POINTS;
    }

    static List<Contender> ofKind(Kind kind) {
        return Arrays.stream(values()).filter(each -> each.kind == kind).toList();
    }
}
