package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.RealVector;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.qasm.OpenQasm;
import io.ketstream.model.testing.ReferenceData;
import io.ketstream.simulator.CompiledCircuit;
import io.ketstream.simulator.CompiledObservable;
import io.ketstream.simulator.StatevectorSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Ground states by VQE: molecules and spin chains, and that a run's best is what its stored circuit gives.
@SystemTest
class GroundStateCorrectnessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// 1 kcal/mol in Hartree.
    private static final double CHEMICAL_ACCURACY = 1.6e-3;

    /// Of the ground energy.
    private static final double SPIN_ACCURACY = 1e-3;

    /// A search that starts at random may end in a local minimum: as a user would, the test tries these seeds.
    private static final long[] SEEDS = {1, 2, 3};

    /// The hardware-efficient ansatz that H₂ is given: RY and RZ on each qubit, CX along the line.
    private static final int HYDROGEN_LAYERS = 3;

    /// A chain with the layers of the Hamiltonian-variational ansatz that reach its ground state from a small random
    /// start.
    record Chain(String model, int sites, double parameter, double field, boolean periodic, int layers) {
        boolean isIn(JsonNode reference) {
            boolean ising = model.equals("TFIM");
            return reference.get("model").asString().equals(model)
                    && reference.get("n").asInt() == sites
                    && reference.path("periodic").asBoolean() == periodic
                    && reference.path(ising ? "g" : "Jz").asDouble() == parameter
                    && (ising || reference.path("h").asDouble() == field);
        }
    }

    private static final List<Chain> CHAINS = List.of(
            new Chain("TFIM", 2, 0.5, 0, false, 2),
            new Chain("TFIM", 4, 0.5, 0, false, 4),
            new Chain("TFIM", 4, 1, 0, true, 2),
            new Chain("TFIM", 6, 1, 0, false, 6),
            new Chain("TFIM", 8, 0.5, 0, true, 8),
            new Chain("TFIM", 8, 1, 0, false, 8),
            new Chain("TFIM", 8, 2, 0, false, 8),
            new Chain("XYZ", 2, 1, 0.3, false, 1),
            new Chain("XYZ", 4, 1, 0, false, 4),
            new Chain("XYZ", 4, 0.5, 0, true, 4),
            new Chain("XYZ", 6, 0.5, 0, false, 6),
            new Chain("XYZ", 6, 1, 0.3, true, 6),
            new Chain("XYZ", 8, 1, 0, false, 8),
            new Chain("XYZ", 8, 0.5, 0, true, 8));

    @Test
    void hydrogenWithinChemicalAccuracy(Suite suite) {
        JsonNode molecule = hydrogen();
        double ground = molecule.get("fci_sector_energy").asDouble();
        ObjectNode ansatz = JsonMapper.shared()
                .createObjectNode()
                .put("type", "hardware-efficient")
                .put("layers", HYDROGEN_LAYERS)
                .put("entanglement", "linear");
        ansatz.putArray("rotations").add("ry").add("rz");
        JsonNode best = bestOf(suite, reversed(4, molecule.get("hamiltonian")), ansatz, ground);
        double energy = best.at("/best/objective").asDouble();
        assertThat(energy).as("%s", best).isBetween(ground - 1e-9, ground + CHEMICAL_ACCURACY);
    }

    /// All chains at once, so that their loops share what each leaves idle.
    @Test
    void spinChainsToAThousandth(Suite suite) throws ExecutionException, InterruptedException {
        JsonNode references =
                ReferenceData.json("spin/reference_spin_models.json").get("results");
        List<String> complaints = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Chain, Future<Double>> errors = new LinkedHashMap<>();
            for (Chain chain : CHAINS) {
                if (chain.sites() < 8 || Suite.isLong() || chain.model().equals("TFIM") || !chain.periodic()) {
                    errors.put(chain, executor.submit(() -> relativeError(suite, chain, references)));
                }
            }
            for (Map.Entry<Chain, Future<Double>> each : errors.entrySet()) {
                double error = each.getValue().get();
                if (!(error <= SPIN_ACCURACY && error >= -1e-9)) {
                    complaints.add("%s: relative error %.2e".formatted(each.getKey(), error));
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static double relativeError(Suite suite, Chain chain, JsonNode references) {
        double ground = Double.NaN;
        for (JsonNode reference : references) {
            ground = chain.isIn(reference) ? reference.get("ground_energy").asDouble() : ground;
        }
        assertThat(ground).as("%s has a reference", chain).isNegative();
        ObjectNode ansatz = JsonMapper.shared()
                .createObjectNode()
                .put("type", "hamiltonian-variational")
                .put("layers", chain.layers());
        JsonNode best = bestOf(suite, terms(chain), ansatz, ground);
        return (best.at("/best/objective").asDouble() - ground) / Math.abs(ground);
    }

    /// The best run of the seeds, tried until one is good enough; each is held to what its circuit gives.
    private static JsonNode bestOf(Suite suite, Map<String, Double> terms, ObjectNode ansatz, double ground) {
        JsonNode best = solved(suite, terms, ansatz, SEEDS[0]);
        for (int k = 1; k < SEEDS.length && objective(best) - ground > SPIN_ACCURACY * Math.abs(ground); k++) {
            JsonNode run = solved(suite, terms, ansatz, SEEDS[k]);
            best = objective(run) < objective(best) ? run : best;
        }
        return best;
    }

    private static JsonNode solved(Suite suite, Map<String, Double> terms, ObjectNode ansatz, long seed) {
        String runId = suite.submit(RunBody.of("ground state", hamiltonian(terms), seed)
                .ansatz(ansatz)
                .optimizer("l-bfgs", 400)
                .exact()
                .json());
        JsonNode run = suite.awaitSuccess(runId, PATIENCE);
        assertIsTheExpectationOfItsCircuit(suite, run, terms);
        return run;
    }

    private static double objective(JsonNode run) {
        return run.at("/best/objective").asDouble();
    }

    /// `best.objective` computed again, by the jobs API from text and by the simulator in this process.
    private static void assertIsTheExpectationOfItsCircuit(Suite suite, JsonNode run, Map<String, Double> terms) {
        String digest = run.at("/provenance/circuitDigest").asString();
        String text = suite.http()
                .get(suite.address(Suite.CIRCUIT, "/api/v1/circuits/" + digest), "text/x-openqasm")
                .requireSuccess()
                .body();
        double stated = run.at("/best/objective").asDouble();
        JsonNode parameters = run.at("/best/parameters");
        // Three sums of the same terms, each in its own order.
        double rounding = 1e-12 * terms.values().stream().mapToDouble(Math::abs).sum();

        ObjectNode job = Jobs.exact(text);
        job.putArray("parameters").add(parameters);
        Jobs.observe(job, terms);
        Jobs jobs = new Jobs(suite);
        double byJob = jobs.results(jobs.submit(job), PATIENCE)
                .get(0)
                .at("/expectations/0/value")
                .asDouble();
        assertThat(byJob).isCloseTo(stated, within(rounding));

        var operator = new ArrayList<PauliSum.Term>();
        terms.forEach((pauli, coefficient) -> operator.add(new PauliSum.Term(new PauliString(pauli), coefficient)));
        double[] values = new double[parameters.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = parameters.get(k).asDouble();
        }
        CompiledCircuit circuit = CompiledCircuit.compile(OpenQasm.read(text));
        try (StatevectorSimulator simulator = new StatevectorSimulator(1 << 24)) {
            double bySimulator = simulator.expectation(
                    circuit,
                    RealVector.of(values),
                    CompiledObservable.compile(new PauliSum(circuit.numberOfQubits(), operator)));
            assertThat(bySimulator).isCloseTo(stated, within(rounding));
        }
    }

    private static JsonNode hydrogen() {
        for (Map.Entry<String, JsonNode> molecule : ReferenceData.json("chem/pauli_jw_generated.json.gz")
                .get("molecules")
                .properties()) {
            if (molecule.getValue().get("n_qubits").asInt() == 4) {
                return molecule.getValue();
            }
        }
        throw new AssertionError("no molecule on four qubits");
    }

    /// The reference's leftmost letter acts on qubit 0, the API's rightmost.
    private static Map<String, Double> reversed(int qubits, JsonNode hamiltonian) {
        Map<String, Double> terms = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> term : hamiltonian.properties()) {
            assertThat(term.getKey()).hasSize(qubits);
            terms.put(
                    new StringBuilder(term.getKey()).reverse().toString(),
                    term.getValue().asDouble());
        }
        return terms;
    }

    /// TFIM: −ΣZZ − gΣX. XYZ: Σ(XX + YY + Jz·ZZ) + hΣZ.
    private static Map<String, Double> terms(Chain chain) {
        Map<String, Double> terms = new LinkedHashMap<>();
        boolean ising = chain.model().equals("TFIM");
        int bonds = chain.periodic() ? chain.sites() : chain.sites() - 1;
        for (char letter : ising ? new char[] {'Z'} : new char[] {'X', 'Y', 'Z'}) {
            for (int site = 0; site < bonds; site++) {
                double strength = ising ? -1 : letter == 'Z' ? chain.parameter() : 1;
                terms.put(label(chain.sites(), letter, site, (site + 1) % chain.sites()), strength);
            }
        }
        for (int site = 0; site < chain.sites(); site++) {
            double field = ising ? -chain.parameter() : chain.field();
            if (field != 0) {
                terms.put(label(chain.sites(), ising ? 'X' : 'Z', site, site), field);
            }
        }
        return terms;
    }

    private static String label(int qubits, char letter, int first, int second) {
        var label = new StringBuilder("I".repeat(qubits));
        label.setCharAt(qubits - 1 - first, letter);
        label.setCharAt(qubits - 1 - second, letter);
        return label.toString();
    }

    private static ObjectNode hamiltonian(Map<String, Double> terms) {
        ObjectNode problem = RunBody.problem("hamiltonian")
                .put("qubits", terms.keySet().iterator().next().length());
        ArrayNode list = problem.putArray("terms");
        terms.forEach(
                (pauli, coefficient) -> list.addObject().put("pauli", pauli).put("coefficient", coefficient));
        return problem;
    }
}
