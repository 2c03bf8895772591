package io.ketstream.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.circuit.Instruction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final String HEADER = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";

    @TempDir
    Path circuits;

    @Test
    void circuitsWithOneFinalStateAreTakenUpToTheLargestSize() throws Exception {
        circuit("qasm2", "small_n2", "qreg q[2]; h q[0];");
        circuit("qasm2_medium", "fits_n12", "qreg q[12]; creg c[12]; h q[0]; measure q -> c;");
        circuit("qasm2_medium", "resets_n12", "qreg q[12]; h q[0]; reset q[0];");
        circuit("qasm2_medium", "measures_n12", "qreg q[12]; creg c[12]; measure q[0] -> c[0]; h q[0];");
        circuit("qasm2_large", "large_n30", "qreg q[30]; h q[0];");

        Catalogue catalogue = catalogue("--workloads qasm --sizes 12");

        assertThat(catalogue.workloads()).extracting(Workload::id).containsExactly("QASM fits_n12");
        assertThat(catalogue.workloads().getFirst().circuit().instructions())
                .hasSize(1)
                .allMatch(Instruction.Apply.class::isInstance);
        assertThat(catalogue.omitted())
                .containsExactly(
                        "measures_n12: it resets or measures before its end, so that it has no single final state",
                        "resets_n12: it resets or measures before its end, so that it has no single final state",
                        "large_n30: more than 15 qubits");
    }

    @Test
    void missingCircuitsAreSaid() throws Exception {
        Catalogue catalogue = Catalogue.of(options("--workloads qasm"), circuits.resolve("nowhere"));

        assertThat(catalogue.workloads()).isEmpty();
        assertThat(catalogue.omitted().getFirst()).startsWith("the circuits of QASMBench: there is no folder");
    }

    @Test
    void gradientsAndExchangeMixersHaveTheirSizes() throws Exception {
        assertThat(catalogue("--workloads w1,w2,xy --sizes 16,24").workloads())
                .extracting(Workload::id)
                .containsExactly(
                        "W1 n=16",
                        "W1 n=24",
                        "W1 gradient n=16",
                        "W1 gradient n=24",
                        "W2 n=16",
                        "W2 n=24",
                        "W2 gradient n=16",
                        "XY n=24 K=4",
                        "XY n=24 K=12");
    }

    @Test
    void learningHasItsOwnSizes() throws Exception {
        assertThat(catalogue("--workloads gram,qnn --sizes 16").workloads())
                .extracting(Workload::id)
                .containsExactly("Gram n=10 m=1000", "Gram n=10 m=250", "QNN step n=10", "QNN first step n=10");
    }

    private void circuit(String folder, String name, String body) throws Exception {
        Files.writeString(Files.createDirectories(circuits.resolve(folder)).resolve(name + ".qasm"), HEADER + body);
    }

    private Catalogue catalogue(String line) throws Exception {
        for (String folder : new String[] {"qasm2", "qasm2_medium", "qasm2_large"}) {
            Files.createDirectories(circuits.resolve(folder));
        }
        return Catalogue.of(options(line), circuits);
    }

    private CompareOptions options(String line) {
        return CompareOptions.parse(line.split(" "), circuits, circuits, 2);
    }
}
