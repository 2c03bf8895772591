package io.ketstream.benchmarks.compare;

import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.model.qasm.OpenQasmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The workloads of one call, and what was left out of them.
final class Catalogue {
    private static final int SMALLEST_EXCHANGE = 20;

    /// A derivative for each of 2 · 8 · n gates takes minutes above.
    private static final int LARGEST_GATE_GRADIENT = 20;

    /// A thousand evaluations take minutes above.
    private static final int LARGEST_BATCH = 14;

    private static final int SMALLEST_PUBLISHED = 12;

    /// A circuit of QASMBench may have this many qubits more than the largest size asked for.
    private static final int MARGIN = 3;

    /// Whatever the sizes asked for: one qubit a feature.
    static final int LEARNING_QUBITS = 10;

    static final int POINTS = 1000;

    /// For peers that simulate a circuit for each pair.
    static final int PAIRED_POINTS = 250;

    private final List<Workload> workloads = new ArrayList<>();
    private final List<String> omitted = new ArrayList<>();

    private Catalogue() {}

    /// @param circuits the folder of reference circuits
    static Catalogue of(CompareOptions options, Path circuits) throws IOException {
        var catalogue = new Catalogue();
        List<Integer> sizes = options.sizes().stream().sorted().toList();
        for (Workload.Family family : Workload.Family.values()) {
            if (options.families().contains(family)) {
                switch (family) {
                    case W1 -> {
                        sizes.forEach(size -> catalogue.add(Workloads.isingQaoa(size, Workload.Task.EXPECTATION)));
                        sizes.forEach(size -> catalogue.add(Workloads.isingQaoa(size, Workload.Task.GRADIENT)));
                        sizes.stream()
                                .filter(size -> size <= LARGEST_BATCH)
                                .forEach(size -> catalogue.add(Workloads.isingQaoa(size, Workload.Task.BATCH)));
                    }
                    case W2 -> {
                        sizes.forEach(
                                size -> catalogue.add(Workloads.hardwareEfficient(size, Workload.Task.EXPECTATION)));
                        sizes.stream()
                                .filter(size -> size <= LARGEST_GATE_GRADIENT)
                                .forEach(size ->
                                        catalogue.add(Workloads.hardwareEfficient(size, Workload.Task.GRADIENT)));
                    }
                    case XY ->
                        sizes.stream().filter(size -> size >= SMALLEST_EXCHANGE).forEach(size -> {
                            catalogue.add(Workloads.exchangeQaoa(size, 4));
                            catalogue.add(Workloads.exchangeQaoa(size, size / 2));
                        });
                    case QASM -> catalogue.addPublished(circuits, options.largest() + MARGIN);
                    case GRAM -> {
                        catalogue.add(LearningWorkloads.kernel(LEARNING_QUBITS, POINTS));
                        catalogue.add(LearningWorkloads.kernel(LEARNING_QUBITS, PAIRED_POINTS));
                    }
                    case QNN -> {
                        catalogue.add(LearningWorkloads.network(LEARNING_QUBITS, Workload.Task.STEP));
                        catalogue.add(LearningWorkloads.network(LEARNING_QUBITS, Workload.Task.FIRST_STEP));
                    }
                }
            }
        }
        return catalogue;
    }

    private void add(Workload workload) {
        workloads.add(workload);
    }

    private void addPublished(Path circuits, int largest) throws IOException {
        if (!Files.isDirectory(circuits)) {
            omitted.add("the circuits of QASMBench: there is no folder " + circuits);
            return;
        }
        for (String folder : List.of("qasm2", "qasm2_medium", "qasm2_large")) {
            try (Stream<Path> files = Files.list(circuits.resolve(folder))) {
                for (Path file : files.sorted().toList()) {
                    addCircuit(file, largest);
                }
            }
        }
    }

    private void addCircuit(Path file, int largest) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.qasm$", "");
        ParameterizedCircuit circuit;
        try {
            circuit = OpenQasm.read(Files.readString(file));
        } catch (OpenQasmException malformed) {
            omitted.add(name + ": " + malformed.getMessage());
            return;
        }
        if (circuit.qubits() < SMALLEST_PUBLISHED) {
            return;
        }
        if (circuit.qubits() > largest) {
            omitted.add(name + ": more than " + largest + " qubits");
        } else if (isDynamic(circuit)) {
            omitted.add(name + ": it resets or measures before its end, so that it has no single final state");
        } else {
            workloads.add(Workloads.published(name, unitaryPart(circuit)));
        }
    }

    private static boolean isDynamic(ParameterizedCircuit circuit) {
        boolean measured = false;
        for (Instruction instruction : circuit.instructions()) {
            switch (instruction) {
                case Instruction.Measure _ -> measured = true;
                case Instruction.Barrier _ -> {}
                case Instruction.Apply _ -> {
                    if (measured) {
                        return true;
                    }
                }
                case Instruction.Reset _, Instruction.Conditional _ -> {
                    return true;
                }
            }
        }
        return false;
    }

    private static ParameterizedCircuit unitaryPart(ParameterizedCircuit circuit) {
        return ParameterizedCircuit.of(
                circuit.qubits(),
                circuit.parameters(),
                circuit.instructions().stream()
                        .filter(Instruction.Apply.class::isInstance)
                        .toList());
    }

    List<Workload> workloads() {
        return workloads;
    }

    /// What was left out, each with its reason.
    List<String> omitted() {
        return omitted;
    }
}
