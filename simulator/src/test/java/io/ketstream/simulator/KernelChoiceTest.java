package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.RealVector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

    private static final String OPTIMISING = "mixed mode, sharing";

    @Test
    void vectorsAreUsedWhereNothingIsInTheWay() {
        assertThat(KernelChoice.obstacle("", true, OPTIMISING)).isEmpty();
    }

    @Test
    void bothPrecisionsRunWithoutTheModule() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutModule.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("Simulating in f64 with scalar loops: for vectors, start Java with --add-modules")
                .contains("Simulating in f32 with scalar loops: for vectors, start Java with --add-modules");
    }

    static final class WithoutModule {
        private WithoutModule() {}

        public static void main(String[] arguments) {
            CompiledCircuit circuit = CompiledCircuit.compile(Circuits.rotationsAndRings(5, 2));
            RealVector parameters = Circuits.randomParameters(circuit.numberOfParameters(), 1);
            CompiledObservable observable = CompiledObservable.compile(Circuits.transverseIsing(5, 2, 1));
            for (Precision precision : Precision.values()) {
                try (var simulator = new StatevectorSimulator(1 << 20, 1, precision)) {
                    simulator.sample(circuit, parameters, 10, 1);
                    simulator.expectation(circuit, parameters, observable);
                    simulator.gradient(circuit, parameters, observable);
                }
            }
        }
    }

    @Test
    void theReasonNamesWhatIsMissing() {
        assertThat(KernelChoice.obstacle("", false, OPTIMISING))
                .hasValueSatisfying(reason -> assertThat(reason).contains("--add-modules jdk.incubator.vector"));
        assertThat(KernelChoice.obstacle("", true, "mixed mode, emulated-client, sharing"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("emulated-client"));
        assertThat(KernelChoice.obstacle("", true, "interpreted mode"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("interpreted mode"));
        assertThat(KernelChoice.obstacle("scalar", true, OPTIMISING))
                .hasValueSatisfying(reason -> assertThat(reason).contains(KernelChoice.PROPERTY));
    }
}
