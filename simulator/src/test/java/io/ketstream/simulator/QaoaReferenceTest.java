package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.model.testing.ReferenceInstances;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QaoaReferenceTest {

    /// Both sides are double precision; energies are of order 10 to 100.
    private static final double TOLERANCE = 1e-10;

    private final StatevectorSimulator simulator = new StatevectorSimulator(1 << 26);

    @Test
    void isingInstancesHaveTheReferenceExpectationsVariancesAndProbabilities() {
        int runs = 0;
        for (JsonNode instance : ReferenceData.json("qaoa/reference_ising.json").get("instances")) {
            IsingHamiltonian ising = ReferenceInstances.ising(instance);
            CompiledObservable observable = CompiledObservable.compile(ising.toPauliSum());
            for (JsonNode run : instance.get("runs")) {
                String name = instance.get("name").asString() + " p=" + run.get("p");
                int layers = run.get("p").asInt();
                RealVector angles = angles(run, 1);
                Statevector state = simulator.run(CompiledCircuit.compile(Circuits.qaoa(ising, layers)), angles);
                Estimate estimate = simulator.estimate(state, observable);
                assertThat(estimate.expectation())
                        .as(name)
                        .isCloseTo(run.get("expectation").asDouble(), within(TOLERANCE));
                assertThat(estimate.variance())
                        .as(name)
                        .isCloseTo(run.get("variance").asDouble(), within(TOLERANCE * (1 + estimate.variance())));
                assertExtremes(run, ising, state, name);
                assertProbabilities(run, state, name);
                assertAmplitudes(run, state, name);
                runs++;
            }
        }
        assertThat(runs).isGreaterThan(20);
    }

    @Test
    void fixedAnglesForMaxCutGiveTheReferenceCuts() {
        JsonNode reference = ReferenceData.json("qaoa/reference_maxcut_fixed_angles.json");
        int runs = 0;
        for (JsonNode graph : reference.get("graphs")) {
            // C = Σ (1 − ZZ)/2, and the table's exp(−iγC/2): with H = Σ ZZ/2 − m/2 = −C, our γ is −γ/2.
            IsingHamiltonian minusCut = ReferenceInstances.minusCut(
                    "maxcut/qedc/" + graph.get("graph").asString());
            CompiledObservable observable = CompiledObservable.compile(minusCut.toPauliSum());
            for (JsonNode run : graph.get("runs")) {
                Estimate estimate = simulator.estimate(
                        CompiledCircuit.compile(
                                Circuits.qaoa(minusCut, run.get("p").asInt())),
                        angles(run, -0.5),
                        observable);
                String name = graph.get("graph").asString() + " p=" + run.get("p");
                assertThat(-estimate.expectation())
                        .as(name)
                        .isCloseTo(run.get("expected_cut").asDouble(), within(TOLERANCE));
                assertThat(estimate.variance())
                        .as(name)
                        .isCloseTo(run.get("variance").asDouble(), within(TOLERANCE * 10));
                runs++;
            }
        }
        assertThat(runs).isGreaterThan(10);
    }

    private static void assertExtremes(JsonNode run, IsingHamiltonian ising, Statevector state, String name) {
        DiagonalEnergies energies = DiagonalEnergies.of(ising.toPauliSum());
        double minimum = Double.POSITIVE_INFINITY;
        for (int b = 0; b < state.size(); b++) {
            minimum = Math.min(minimum, energies.energy(b));
        }
        double overlap = 0;
        for (int b = 0; b < state.size(); b++) {
            overlap += energies.energy(b) < minimum + 1e-9 ? state.probability(b) : 0;
        }
        assertThat(minimum).as(name).isCloseTo(run.get("min").asDouble(), within(TOLERANCE));
        assertThat(overlap).as(name).isCloseTo(run.get("ground_overlap").asDouble(), within(TOLERANCE));
    }

    private static void assertProbabilities(JsonNode run, Statevector state, String name) {
        if (run.has("probs")) {
            double[] expected = ReferenceData.doubles(run.get("probs"));
            double[] probabilities = state.probabilities();
            assertThat(probabilities).hasSameSizeAs(expected);
            for (int b = 0; b < expected.length; b++) {
                assertThat(probabilities[b]).as(name).isCloseTo(expected[b], within(TOLERANCE));
            }
        }
    }

    private static void assertAmplitudes(JsonNode run, Statevector state, String name) {
        if (run.has("amplitudes")) {
            for (int b = 0; b < state.size(); b++) {
                JsonNode expected = run.get("amplitudes").get(b);
                assertThat(state.real(b)).as(name).isCloseTo(expected.get(0).asDouble(), within(TOLERANCE));
                assertThat(state.imaginary(b))
                        .as(name)
                        .isCloseTo(expected.get(1).asDouble(), within(TOLERANCE));
            }
        }
    }

    private static RealVector angles(JsonNode run, double gammaFactor) {
        double[] gamma = ReferenceData.doubles(run.get("gamma"));
        double[] beta = ReferenceData.doubles(run.get("beta"));
        return RealVector.of(
                DoubleStream.concat(DoubleStream.of(gamma).map(each -> gammaFactor * each), DoubleStream.of(beta))
                        .toArray());
    }
}
