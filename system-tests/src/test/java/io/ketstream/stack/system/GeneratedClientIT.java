package io.ketstream.stack.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.client.circuit.model.CircuitDefinition;
import io.ketstream.client.execution.JobsApi;
import io.ketstream.client.execution.model.BackendView;
import io.ketstream.client.execution.model.JobRequest;
import io.ketstream.client.execution.model.JobRequestObservable;
import io.ketstream.client.execution.model.JobRequestObservableTerm;
import io.ketstream.client.execution.model.JobView;
import io.ketstream.client.ingestion.ApiException;
import io.ketstream.client.ingestion.MarketDataApi;
import io.ketstream.client.ingestion.model.Ansatz;
import io.ketstream.client.ingestion.model.AnsatzHardwareEfficient;
import io.ketstream.client.ingestion.model.AnsatzQaoa;
import io.ketstream.client.ingestion.model.ExecutionSpecification;
import io.ketstream.client.ingestion.model.HamiltonianProblem;
import io.ketstream.client.ingestion.model.HamiltonianProblemTerm;
import io.ketstream.client.ingestion.model.LearningProblem;
import io.ketstream.client.ingestion.model.LearningProblemClassification;
import io.ketstream.client.ingestion.model.LearningSpecification;
import io.ketstream.client.ingestion.model.MaxCutProblem;
import io.ketstream.client.ingestion.model.OptimizerSpecification;
import io.ketstream.client.ingestion.model.PortfolioProblem;
import io.ketstream.client.ingestion.model.Problem;
import io.ketstream.client.ingestion.model.RunRequest;
import io.ketstream.client.ingestion.model.RunSpecification;
import io.ketstream.client.ingestion.model.SnapshotView;
import io.ketstream.client.results.RunsApi;
import io.ketstream.client.results.model.Iteration;
import io.ketstream.client.results.model.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The five services through the client that a generator makes of their OpenAPI documents.
@SystemTest
class GeneratedClientIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LAYERS = 2;
    private static final int EVALUATIONS = 12;

    @Test
    void aRunFromItsProblemToItsAnswer(Suite suite) throws Exception {
        Clients clients = new Clients(suite);
        UUID runId = clients.intake()
                .submit(request(specification(EVALUATIONS).execution(new ExecutionSpecification().shots(200))), null)
                .getRunId();
        RunsApi results = clients.results();
        RunView ended = await(
                () -> results.run(runId),
                run -> run.getStatus() == RunView.StatusEnum.SUCCEEDED && run.getControls() != null);
        // A square with one diagonal: four of its five edges can be cut.
        assertThat(requireNonNull(ended.getBest()).getObjective()).isEqualTo(4);
        assertThat(requireNonNull(requireNonNull(ended.getControls()).getExact())
                        .getObjective())
                .isEqualTo(4);
        List<Iteration> iterations = await(
                () -> results.iterations(runId, 0, 100).getItems(), items -> items.size() == ended.getIterations());
        assertThat(iterations)
                .isNotEmpty()
                .allSatisfy(iteration -> assertThat(iteration.getParameters()).hasSize(2 * LAYERS));

        CircuitDefinition circuit =
                clients.circuits().circuit(requireNonNull(ended.getProvenance().getCircuitDigest()));
        assertThat(circuit.getQubits()).isEqualTo(4);
        assertThat(circuit.getOpenQasm()).startsWith("OPENQASM 3");
        assertThat(results.samples(runId).getBest())
                .isNotEmpty()
                .first()
                .satisfies(state -> assertThat(state.getObjective()).isEqualTo(4));
    }

    @Test
    void exactValuesAreAskedForByNull(Suite suite) throws Exception {
        Clients clients = new Clients(suite);
        UUID runId = clients.intake()
                .submit(request(specification(EVALUATIONS).execution(new ExecutionSpecification().shots(null))), null)
                .getRunId();
        RunView ended =
                await(() -> clients.results().run(runId), run -> run.getStatus() == RunView.StatusEnum.SUCCEEDED);
        assertThat(ended.getProvenance().getExecution().getShots()).isNull();
    }

    /// XX, YY and ZZ are one group, for which one shot is enough; qubit-wise they are three.
    @Test
    void commutingTermsAreMeasuredTogether(Suite suite) throws Exception {
        Clients clients = new Clients(suite);
        var problem = new HamiltonianProblem()
                .type(HamiltonianProblem.TypeEnum.HAMILTONIAN)
                .qubits(2)
                .terms(List.of("XX", "YY", "ZZ").stream()
                        .map(pauli -> new HamiltonianProblemTerm().pauli(pauli).coefficient(1.0))
                        .toList());
        UUID runId = clients.intake()
                .submit(
                        request(specification(EVALUATIONS)
                                .problem(new Problem(problem))
                                .ansatz(new Ansatz(new AnsatzHardwareEfficient()
                                        .type(AnsatzHardwareEfficient.TypeEnum.HARDWARE_EFFICIENT)))
                                .execution(new ExecutionSpecification()
                                        .shots(1)
                                        .grouping(ExecutionSpecification.GroupingEnum.COMMUTING))),
                        null)
                .getRunId();
        await(() -> clients.results().run(runId), run -> run.getStatus() == RunView.StatusEnum.SUCCEEDED);
    }

    @Test
    void aRunIsCancelled(Suite suite) throws Exception {
        Clients clients = new Clients(suite);
        UUID runId =
                clients.intake().submit(request(specification(1_000_000)), null).getRunId();
        await(() -> clients.results().run(runId), run -> run.getStatus() == RunView.StatusEnum.RUNNING);
        clients.control().cancel(runId);
        await(() -> clients.results().run(runId), run -> run.getStatus() == RunView.StatusEnum.CANCELLED);
    }

    @Test
    void aJobOnABackend(Suite suite) throws Exception {
        Clients clients = new Clients(suite);
        assertThat(clients.backends().callList())
                .extracting(BackendView::getName)
                .contains("local-statevector");
        JobsApi jobs = clients.jobs();
        JobView turned = run(
                jobs,
                new JobRequest()
                        .circuit("OPENQASM 3.0; include \"stdgates.inc\"; input float theta; qubit q; rx(theta) q;")
                        .parameters(List.of(List.of(1.0)))
                        .observables(List.of(new JobRequestObservable()
                                .terms(List.of(new JobRequestObservableTerm()
                                        .pauli("Z")
                                        .coefficient(1.0))))));
        assertThat(turned.getResults())
                .singleElement()
                .satisfies(result -> assertThat(result.getExpectations())
                        .singleElement()
                        // Exact but for the last bits.
                        .satisfies(energy -> assertThat(energy.getValue()).isCloseTo(Math.cos(1), within(1e-12))));
        JobView counted = run(
                jobs,
                new JobRequest()
                        .circuit("OPENQASM 3.0; include \"stdgates.inc\"; qubit q; bit c; x q; c = measure q;")
                        .shots(10));
        assertThat(counted.getResults())
                .singleElement()
                .satisfies(result -> assertThat(result.getCounts()).isEqualTo(Map.of("1", 10L)));
    }

    @Test
    void pricesBecomeASnapshot(Suite suite) throws Exception {
        Clients clients = new Clients(suite);
        MarketDataApi market = clients.market();
        String prices = """
                date,ONE,TWO
                2026-01-01,100,50
                2026-01-02,101,51
                2026-01-05,100,50
                2026-01-06,102,50
                """;
        assertThat(market.prices("generated-client", prices, null).getSnapshotDigest())
                .isNotEmpty();
        SnapshotView snapshot = market.latest("generated-client", null, null, null);
        assertThat(snapshot.getSymbols()).containsExactly("ONE", "TWO");
        assertThat(snapshot.getCovariance()).isInstanceOf(List.class);
        var selection = new PortfolioProblem()
                .type(PortfolioProblem.TypeEnum.PORTFOLIO)
                .universe("generated-client")
                .riskAversion(0.5)
                .cardinality(1);
        UUID runId = clients.intake()
                .submit(request(specification(EVALUATIONS).problem(new Problem(selection))), null)
                .getRunId();
        RunView ended =
                await(() -> clients.results().run(runId), run -> run.getStatus() == RunView.StatusEnum.SUCCEEDED);
        assertThat(ended.getProvenance().getSnapshotDigest()).isEqualTo(snapshot.getDigest());
    }

    @Test
    void aTableIsLearntFrom(Suite suite) throws Exception {
        Clients clients = new Clients(suite);
        String shapes = IntStream.range(0, 8)
                .mapToObj(i -> i % 5 + "," + i * i % 7 + "," + (i % 2 == 0 ? "a" : "b") + "\n")
                .collect(Collectors.joining("", "width,height,kind\n", ""));
        assertThat(clients.datasets()
                        .putDataset("generated-client", shapes, null, null, null)
                        .getRows())
                .isEqualTo(8);
        var problem = new LearningProblemClassification()
                .type(LearningProblemClassification.TypeEnum.CLASSIFICATION)
                .dataset("generated-client")
                .target("kind");
        var run = new LearningSpecification().problem(new LearningProblem(problem));

        assertThat(clients.intake().submit(new RunRequest(run), null).getRunId())
                .isNotNull();
        problem.target("colour");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> clients.intake().submit(new RunRequest(run), null))
                .satisfies(refused -> assertThat(refused.getResponseBody()).contains("problem.target", "'colour'"));
    }

    @Test
    void whatIsWrongIsNamed(Suite suite) {
        Clients clients = new Clients(suite);
        RunSpecification wrong = specification(EVALUATIONS).execution(new ExecutionSpecification().shots(-1));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> clients.intake().submit(request(wrong), null))
                .satisfies(refused -> {
                    assertThat(refused.getCode()).isEqualTo(422);
                    assertThat(refused.getResponseBody()).contains("execution.shots");
                });
    }

    private static JobView run(JobsApi jobs, JobRequest request) throws Exception {
        String jobId = jobs.submit(request).getJobId();
        return await(() -> jobs.read(jobId), view -> view.getStatus() == JobView.StatusEnum.SUCCEEDED);
    }

    private static RunRequest request(RunSpecification run) {
        return new RunRequest(run);
    }

    private static RunSpecification specification(int evaluations) {
        return new RunSpecification()
                .name("square")
                .seed(7L)
                .problem(new Problem(square()))
                .ansatz(new Ansatz(new AnsatzQaoa()
                        .type(AnsatzQaoa.TypeEnum.QAOA)
                        .layers(LAYERS)
                        .mixer(AnsatzQaoa.MixerEnum.X)))
                .optimizer(new OptimizerSpecification()
                        .type(OptimizerSpecification.TypeEnum.SPSA)
                        .maxIterations(evaluations)
                        .maxEvaluations(evaluations)
                        .tolerance(0.0));
    }

    private static MaxCutProblem square() {
        return new MaxCutProblem()
                .type(MaxCutProblem.TypeEnum.MAXCUT)
                .nodes(4)
                .edges(List.of(
                        List.of(0.0, 1.0, 1.0),
                        List.of(1.0, 2.0, 1.0),
                        List.of(2.0, 3.0, 1.0),
                        List.of(0.0, 3.0, 1.0),
                        List.of(0.0, 2.0, 1.0)));
    }

    /// Asks again until the answer is as wanted; what is not projected yet is not there.
    private static <T> T await(Callable<T> question, Predicate<T> wanted) {
        return Poll.until("an answer as wanted", PATIENCE, () -> found(question).filter(wanted));
    }

    private static <T> Optional<T> found(Callable<T> question) {
        try {
            return Optional.of(question.call());
        } catch (io.ketstream.client.results.ApiException notFound) {
            assertThat(notFound.getCode()).isEqualTo(404);
            return Optional.empty();
        } catch (Exception failed) {
            throw new AssertionError("not answered", failed);
        }
    }
}
