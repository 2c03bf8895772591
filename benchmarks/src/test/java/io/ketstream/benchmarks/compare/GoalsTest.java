package io.ketstream.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.benchmarks.compare.Contender.Kind;
import io.ketstream.benchmarks.compare.Workload.Task;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalsTest {
    /// Quotients of a few numbers of order 1: rounding only.
    private static final double ROUNDING = 1e-12;

    private final Outcome outcome = new Outcome();
    private final List<Workload> workloads = new ArrayList<>();

    @Test
    void aRatioIsThePeersMedianByOurs() {
        Workload dense = asked(Figures.dense(24));
        measured(dense, Contender.KETSTREAM, 0.5);
        measured(dense, Contender.QOKIT, 10);
        measured(dense, Contender.LIGHTNING_DIAGONAL, 2);

        assertThat(verdict("W1 n=24: QOKit C / Ketstream f64, 1 thread"))
                .satisfies(verdict -> assertThat(verdict.ratio()).isCloseTo(20, within(ROUNDING)))
                .matches(Verdict::met);
        assertThat(verdict("W1 n=24: Lightning + diagonal / Ketstream f64, 1 thread"))
                .satisfies(verdict -> assertThat(verdict.ratio()).isCloseTo(4, within(ROUNDING)))
                .matches(verdict -> !verdict.met());
    }

    @Test
    void thePrototypesTimeBoundsOursFromAbove() {
        Workload dense = asked(Figures.dense(24));
        measured(dense, Contender.KETSTREAM, 0.6);
        measured(dense, Contender.PROTOTYPE, 0.5);

        Verdict verdict = verdict("W1 n=24: time / C prototype's, 1 thread");

        assertThat(verdict.ratio()).isCloseTo(1.2, within(ROUNDING));
        assertThat(verdict.met()).isTrue();
    }

    @Test
    void singlePrecisionAndBatchesAreMeasuredAgainstOurselves() {
        Workload dense = asked(Figures.dense(24));
        measured(dense, Contender.KETSTREAM, 0.6);
        measured(dense, Contender.KETSTREAM_F32, 0.3);
        Workload batch = asked(Workloads.isingQaoa(12, Task.BATCH));
        measured(batch, Contender.KETSTREAM, 0.25);
        measured(batch, Contender.KETSTREAM_LOOPS, 0.2);

        assertThat(verdict("W1 n=24: Ketstream f64 / Ketstream f32, 1 thread"))
                .satisfies(verdict -> assertThat(verdict.ratio()).isCloseTo(2, within(ROUNDING)))
                .matches(Verdict::met);
        assertThat(verdict("W1 batch n=12: Ketstream, a loop per thread / Ketstream f64, 1 thread"))
                .satisfies(verdict -> assertThat(verdict.ratio()).isCloseTo(0.8, within(ROUNDING)))
                .matches(verdict -> !verdict.met());
    }

    @Test
    void anAbsentPeerLeavesItsGoalUnmeasured() {
        Workload dense = asked(Figures.dense(24));
        measured(dense, Contender.KETSTREAM, 0.5);

        Verdict verdict = verdict("W1 n=24: QOKit C / Ketstream f64, 1 thread");

        assertThat(verdict.ratio()).isNull();
        assertThat(verdict.met()).isFalse();
        assertThat(verdict.reason()).isEqualTo("QOKit C on W1 n=24 was not measured");
    }

    @Test
    void theFastestPeerIsUnknownWhileOneIsAbsent() {
        Workload dense = asked(Figures.dense(12));
        measured(dense, Contender.KETSTREAM, 0.5);
        for (Contender peer : Contender.ofKind(Kind.PEER)) {
            if (peer != Contender.AER) {
                measured(dense, peer, peer == Contender.QSIM ? 2 : 10);
            }
        }

        assertThat(verdict("W1 n=12: fastest peer / Ketstream f64, 1 thread").ratio())
                .isNull();

        measured(dense, Contender.AER, 10);

        assertThat(verdict("W1 n=12: fastest peer / Ketstream f64, 1 thread").ratio())
                .isCloseTo(4, within(ROUNDING));
    }

    @Test
    void aWorkloadThatWasNotAskedForIsNotMeasured() {
        assertThat(verdict("W2 n=24: fastest peer / Ketstream f64, 1 thread").reason())
                .isEqualTo("W2 n=24 is not in this call");
        assertThat(Goals.judge(outcome, workloads, List.of(1)))
                .noneMatch(Verdict::met)
                .allSatisfy(verdict -> assertThat(verdict.reason()).isNotNull());
    }

    @Test
    void aGradientIsComparedWithItsOwnEvaluation() {
        Workload gradient = asked(Workloads.isingQaoa(16, Task.GRADIENT));
        Workload forward = asked(Figures.dense(16));
        measured(gradient, Contender.KETSTREAM, 3);
        measured(forward, Contender.KETSTREAM, 1);

        assertThat(verdict("W1 gradient n=16: time / evaluation's, 1 thread"))
                .satisfies(verdict -> assertThat(verdict.ratio()).isCloseTo(3, within(ROUNDING)))
                .matches(Verdict::met);
    }

    @Test
    void publishedCircuitsAreJudgedByTheirGeometricMean() {
        Workload first = asked(Workloads.published("first", ParameterizedCircuit.of(12, List.of(), List.of())));
        Workload second = asked(Workloads.published("second", ParameterizedCircuit.of(12, List.of(), List.of())));
        for (Workload workload : List.of(first, second)) {
            measured(workload, Contender.KETSTREAM, 1);
            double seconds = workload.id().equals(first.id()) ? 2 : 8;
            Contender.ofKind(Kind.PEER).forEach(peer -> measured(workload, peer, seconds));
        }

        assertThat(verdict("QASMBench, 2 circuits, geometric mean: fastest peer / Ketstream f64, 1 thread")
                        .ratio())
                .isCloseTo(4, within(ROUNDING));
    }

    @Test
    void learningIsMeasuredAgainstItsPeersAndTheClock() {
        Workload kernel = asked(LearningWorkloads.kernel(10, 1000));
        Workload paired = asked(LearningWorkloads.kernel(10, 250));
        Workload first = asked(LearningWorkloads.network(10, Task.FIRST_STEP));
        for (Contender contender : Contender.values()) {
            measured(kernel, contender, contender == Contender.KETSTREAM ? 0.05 : 0.3);
            measured(paired, contender, contender == Contender.KETSTREAM ? 0.01 : 2);
            measured(first, contender, contender == Contender.KETSTREAM ? 0.02 : 25);
        }

        assertThat(verdict("Gram n=10 m=1000: PennyLane, JAX-jit / Ketstream f64, 1 thread"))
                .satisfies(verdict -> assertThat(verdict.ratio()).isCloseTo(6, within(ROUNDING)))
                .matches(Verdict::met);
        assertThat(verdict("Gram n=10 m=250: PennyLane, a circuit per pair / Ketstream f64, 1 thread"))
                .satisfies(verdict -> assertThat(verdict.ratio()).isCloseTo(200, within(ROUNDING)))
                .matches(verdict -> !verdict.met());
        assertThat(verdict("QNN first step n=10: seconds, 1 thread"))
                .satisfies(verdict -> assertThat(verdict.ratio()).isCloseTo(0.02, within(ROUNDING)))
                .matches(Verdict::met);
        assertThat(verdict("QNN step n=10: PennyLane, eager / Ketstream f64, 1 thread")
                        .reason())
                .isEqualTo("QNN step n=10 is not in this call");
    }

    private Workload asked(Workload workload) {
        workloads.add(workload);
        return workload;
    }

    private void measured(Workload workload, Contender contender, double seconds) {
        if (contender.takes(workload)) {
            outcome.add(Figures.figure(workload, contender, seconds));
        }
    }

    private Verdict verdict(String name) {
        return Goals.judge(outcome, workloads, List.of(1)).stream()
                .filter(verdict -> verdict.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no goal " + name));
    }
}
