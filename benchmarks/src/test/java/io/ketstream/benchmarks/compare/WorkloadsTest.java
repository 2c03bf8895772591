package io.ketstream.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.benchmarks.compare.Workload.Task;
import io.ketstream.model.RealVector;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadsTest {
    /// The C prototype prints ten decimals.
    private static final double PRINTED = 1e-10;

    @TempDir
    Path directory;

    @Test
    void theDenseInstanceIsThePrototypes() {
        try (var evaluations = OwnEvaluations.of(Contender.KETSTREAM, 1)) {
            Evaluation evaluation = evaluations.of(Workloads.isingQaoa(16, Task.EXPECTATION));
            evaluation.run();

            assertThat(evaluation.values()[0]).isCloseTo(7.1381270612, within(PRINTED));
        }
    }

    @ParameterizedTest
    @MethodSource("ofEachFamily")
    void aWorkloadIsTheSameOutOfItsFile(Workload workload) throws Exception {
        Path file = directory.resolve("workload.json");

        WorkloadFile.write(workload, file);
        Workload read = WorkloadFile.read(file);

        assertThat(read.id()).isEqualTo(workload.id());
        assertThat(read.task()).isEqualTo(workload.task());
        assertThat(read.circuit().instructions()).isEqualTo(workload.circuit().instructions());
        assertThat(read.parameters()).isEqualTo(workload.parameters());
        assertThat(read.observable()).isEqualTo(workload.observable());
        assertThat(read.data()).isEqualTo(workload.data());
        assertThat(read.circuit().parameters()).hasSameSizeAs(workload.circuit().parameters());
    }

    static Stream<Workload> ofEachFamily() {
        return Stream.of(
                Workloads.isingQaoa(6, Task.EXPECTATION),
                Workloads.hardwareEfficient(6, Task.GRADIENT),
                Workloads.exchangeQaoa(6, 2),
                LearningWorkloads.kernel(3, 5),
                LearningWorkloads.network(3, Task.STEP));
    }

    @Test
    void derivativesAreThoseOfTheExpectation() {
        Workload gradient = Workloads.isingQaoa(6, Task.GRADIENT);
        try (var evaluations = OwnEvaluations.of(Contender.KETSTREAM, 1)) {
            Evaluation derivatives = evaluations.of(gradient);
            derivatives.run();
            Evaluation expectation = evaluations.of(Workloads.isingQaoa(6, Task.EXPECTATION));
            expectation.run();

            // The same state by other passes: rounding only.
            assertThat(derivatives.values()).hasSize(13);
            assertThat(derivatives.values()[0]).isCloseTo(expectation.values()[0], within(1e-12));
        }
    }

    /// Of points that are all pairs with themselves where the column that is compared is the row's own.
    @Test
    void aKernelMatrixHasItsEntriesAndItsMean() {
        try (var evaluations = OwnEvaluations.of(Contender.KETSTREAM, 1)) {
            Evaluation kernel = evaluations.of(LearningWorkloads.kernel(2, 6));
            kernel.run();

            // Column 7·3 + 3 modulo 6 is 0, column 7·0 + 3 is 3: the same entry.
            assertThat(kernel.values()).hasSize(7);
            assertThat(kernel.values()[3]).isEqualTo(kernel.values()[0]).isBetween(0.0, 1.0);
            assertThat(kernel.values()[6]).isBetween(1.0 / 6, 1.0);
        }
    }

    /// By central differences of the loss, whose error is of order 1e-10 for steps of 1e-5.
    @Test
    void aStepHasTheDerivativesOfItsLoss() {
        Workload step = LearningWorkloads.network(2, Task.STEP);
        double[] values = values(step);

        assertThat(values).hasSize(1 + 30).containsExactly(values(LearningWorkloads.network(2, Task.FIRST_STEP)));
        for (int weight = 0; weight < 30; weight += 7) {
            double more = values(moved(step, weight, 1e-5))[0];
            double less = values(moved(step, weight, -1e-5))[0];
            assertThat(values[1 + weight]).isCloseTo((more - less) / 2e-5, within(1e-8));
        }
    }

    private static double[] values(Workload workload) {
        try (var evaluations = OwnEvaluations.of(Contender.KETSTREAM, 1)) {
            Evaluation evaluation = evaluations.of(workload);
            evaluation.run();
            return evaluation.values();
        }
    }

    private static Workload moved(Workload workload, int weight, double step) {
        double[] weights = workload.parameters().toArray();
        weights[weight] += step;
        return new Workload(
                workload.id(),
                workload.family(),
                workload.task(),
                workload.circuit(),
                RealVector.of(weights),
                workload.observable(),
                workload.ones(),
                workload.data());
    }

    @Test
    void aBatchIsTheSameInOneCallAndInLoops() {
        Workload batch = Workloads.isingQaoa(4, Task.BATCH);
        try (var own = OwnEvaluations.of(Contender.KETSTREAM, 2);
                var loops = OwnEvaluations.of(Contender.KETSTREAM_LOOPS, 2)) {
            Evaluation inOneCall = own.of(batch);
            inOneCall.run();
            Evaluation inLoops = loops.of(batch);
            inLoops.run();

            assertThat(inOneCall.values()).hasSize(Workload.BATCH).containsExactly(inLoops.values());
        }
    }
}
