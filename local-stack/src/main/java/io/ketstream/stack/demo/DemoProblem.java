package io.ketstream.stack.demo;

import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.client.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One of the demo's problems: what is submitted, and when its result is right.
sealed interface DemoProblem {
    JsonMapper JSON = JsonMapper.shared();

    String title();

    /// What has to be there before the run can be submitted.
    default void prepare(RunClient client) {}

    /// The body of `POST /api/v1/runs`.
    ObjectNode run();

    /// What is wrong with the result; empty when it is right.
    List<String> complaints(RunView run);

    /// Twelve assets of which six are to be held, from prices made by a seeded factor model.
    record Portfolio() implements DemoProblem {
        private static final String UNIVERSE = "demo";

        @Override
        public String title() {
            return "Portfolio, 6 of 12";
        }

        @Override
        public void prepare(RunClient client) {
            client.generatePrices(UNIVERSE, 12, 500, 7);
        }

        @Override
        public ObjectNode run() {
            ObjectNode run =
                    JSON.createObjectNode().put("name", "demo portfolio").put("seed", 7);
            run.putObject("problem")
                    .put("type", "portfolio")
                    .put("universe", UNIVERSE)
                    .put("riskAversion", 2.0)
                    .put("cardinality", 6);
            run.putObject("ansatz").put("type", "qaoa").put("layers", 3).put("mixer", "xy-complete");
            run.putObject("optimizer").put("type", "cobyla").put("maxEvaluations", 150);
            run.putObject("execution").put("shots", 4096);
            return run;
        }

        @Override
        public List<String> complaints(RunView run) {
            List<String> complaints = combinatorial(run);
            if (!run.isFeasible()) {
                complaints.add("the best selection does not hold 6 assets");
            }
            return complaints;
        }
    }

    /// A weighted graph on twelve nodes: a ring with chords, every node of degree three.
    record MaxCut() implements DemoProblem {
        private static final int NODES = 12;

        @Override
        public String title() {
            return "MaxCut, 12 nodes";
        }

        @Override
        public ObjectNode run() {
            ObjectNode run = JSON.createObjectNode().put("name", "demo maxcut").put("seed", 11);
            ObjectNode problem = run.putObject("problem").put("type", "maxcut").put("nodes", NODES);
            ArrayNode edges = problem.putArray("edges");
            RandomGenerator weights =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(11);
            for (int node = 0; node < NODES; node++) {
                addEdge(edges, node, (node + 1) % NODES, weights);
            }
            for (int node = 0; node < NODES / 2; node++) {
                addEdge(edges, node, node + NODES / 2, weights);
            }
            run.putObject("ansatz").put("type", "qaoa").put("layers", 4).put("mixer", "x");
            run.putObject("optimizer").put("type", "cobyla").put("maxEvaluations", 200);
            run.putObject("execution").put("shots", 4096);
            return run;
        }

        private static void addEdge(ArrayNode edges, int from, int to, RandomGenerator weights) {
            edges.addArray().add(Math.min(from, to)).add(Math.max(from, to)).add(weights.nextInt(1, 10));
        }

        @Override
        public List<String> complaints(RunView run) {
            return combinatorial(run);
        }
    }

    /// The hydrogen molecule's ground state by a variational eigensolver with exact expectations and gradients.
    record HydrogenMolecule() implements DemoProblem {
        /// Rounding of the published energy's digits.
        private static final double PUBLISHED_DIGITS = 2e-9;

        @Override
        public String title() {
            return "H₂ ground state, Ha";
        }

        @Override
        public ObjectNode run() {
            ObjectNode run =
                    JSON.createObjectNode().put("name", "demo hydrogen").put("seed", 3);
            ObjectNode problem =
                    run.putObject("problem").put("type", "hamiltonian").put("qubits", 4);
            ArrayNode terms = problem.putArray("terms");
            Hydrogen.terms()
                    .forEach((pauli, coefficient) ->
                            terms.addObject().put("pauli", pauli).put("coefficient", coefficient));
            ObjectNode ansatz =
                    run.putObject("ansatz").put("type", "hardware-efficient").put("layers", 3);
            ansatz.putArray("rotations").add("ry").add("rz");
            ansatz.put("entanglement", "linear");
            run.putObject("optimizer")
                    .put("type", "l-bfgs")
                    .put("maxIterations", 300)
                    .put("tolerance", 1e-9);
            run.putObject("execution").putNull("shots");
            return run;
        }

        @Override
        public List<String> complaints(RunView run) {
            List<String> complaints = new ArrayList<>();
            requireSuccess(run, complaints);
            double published = Hydrogen.GROUND_STATE_ENERGY;
            double best = run.best().orElse(Double.NaN);
            if (!(Math.abs(best - published) < Hydrogen.CHEMICAL_ACCURACY)) {
                complaints.add("the energy is not within chemical accuracy of " + published);
            }
            if (!(Math.abs(run.exact().orElse(Double.NaN) - published) < PUBLISHED_DIGITS)) {
                complaints.add("the exact control is not the published energy " + published);
            }
            OptionalDouble randomMean = run.randomMean();
            if (randomMean.isPresent() && !(best < randomMean.getAsDouble())) {
                complaints.add("the energy is not below that of random states");
            }
            return complaints;
        }
    }

    private static List<String> combinatorial(RunView run) {
        List<String> complaints = new ArrayList<>();
        requireSuccess(run, complaints);
        double best = run.best().orElse(Double.NaN);
        double exact = run.exact().orElse(Double.NaN);
        // Both are the same sum of the same numbers, perhaps in another order.
        if (!(Math.abs(best - exact) <= 1e-9 * Math.max(1, Math.abs(exact)))) {
            complaints.add("the best is not the exact optimum");
        }
        double mean = run.expectation().orElse(Double.NaN);
        double randomMean = run.randomMean().orElse(Double.NaN);
        if (!(run.isMaximisation() ? mean > randomMean : mean < randomMean)) {
            complaints.add("the mean is no better than random sampling's");
        }
        if (!(run.optimumProbability().orElse(0) > run.uniformProbability().orElse(1))) {
            complaints.add("the optimum is no likelier than in a uniform sample");
        }
        return complaints;
    }

    private static void requireSuccess(RunView run, List<String> complaints) {
        if (!run.status().equals("SUCCEEDED")) {
            complaints.add("the run ended " + run.status() + " " + run.failure());
        }
        if (!run.verdict().equals("EQUAL") && !run.verdict().equals("BETTER")) {
            complaints.add("its verdict is " + run.verdict());
        }
    }
}
