package io.ketstream.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.benchmarks.compare.Workload.Task;
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
    }

    static Stream<Workload> ofEachFamily() {
        return Stream.of(
                Workloads.isingQaoa(6, Task.EXPECTATION),
                Workloads.hardwareEfficient(6, Task.GRADIENT),
                Workloads.exchangeQaoa(6, 2));
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
