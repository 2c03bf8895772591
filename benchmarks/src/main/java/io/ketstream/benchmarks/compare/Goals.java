package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.compare.Contender.Kind;
import io.ketstream.benchmarks.compare.Verdict.Bound;
import io.ketstream.benchmarks.compare.Workload.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The goals of the project, judged by medians of one call.
final class Goals {
    private static final Contender OWN = Contender.KETSTREAM;

    private final Outcome outcome;
    private final List<Workload> workloads;
    private final int threads;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Goals(Outcome outcome, List<Workload> workloads, int threads) {
        this.outcome = outcome;
        this.workloads = workloads;
        this.threads = threads;
    }

    /// @param workloads of the call
    static List<Verdict> judge(Outcome outcome, List<Workload> workloads, List<Integer> threads) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int count : threads) {
            var goals = new Goals(outcome, workloads, count);
            goals.dense();
            goals.gradients();
            goals.hardwareEfficient();
            goals.exchange();
            goals.published();
            goals.learning();
            verdicts.addAll(goals.verdicts);
        }
        return verdicts;
    }

    private void dense() {
        Workload largest = Workloads.isingQaoa(24, Task.EXPECTATION);
        faster(largest, Contender.QOKIT, 15);
        faster(largest, Contender.LIGHTNING_DIAGONAL, 6);
        faster(largest, Contender.LIGHTNING, 30);
        faster(largest, Contender.AER, 30);
        faster(largest, Contender.QULACS, 30);
        add(
                "time / C prototype's",
                largest,
                Bound.AT_MOST,
                1.3,
                ratio(median(largest, OWN), median(largest, Contender.PROTOTYPE)));
        Workload large = Workloads.isingQaoa(20, Task.EXPECTATION);
        faster(large, Contender.QOKIT, 10);
        faster(large, Contender.LIGHTNING_DIAGONAL, 4);
        faster(large, Contender.LIGHTNING, 15);
        faster(large, Contender.AER, 15);
        faster(large, Contender.QULACS, 15);
        fasterThanAll(OWN, Workloads.isingQaoa(12, Task.EXPECTATION), 3);
        add(
                OWN.title() + " / " + Contender.KETSTREAM_F32.title(),
                largest,
                Bound.AT_LEAST,
                1.7,
                ratio(median(largest, OWN), median(largest, Contender.KETSTREAM_F32)));
        Workload batch = Workloads.isingQaoa(12, Task.BATCH);
        add(
                Contender.KETSTREAM_LOOPS.title() + " / " + OWN.title(),
                batch,
                Bound.AT_LEAST,
                0.9,
                ratio(median(batch, Contender.KETSTREAM_LOOPS), median(batch, OWN)));
    }

    private void gradients() {
        for (Workload gradient : workloads) {
            if (gradient.family() == Workload.Family.W1 && gradient.task() == Task.GRADIENT) {
                Workload forward = Workloads.isingQaoa(gradient.qubits(), Task.EXPECTATION);
                add(
                        "time / evaluation's",
                        gradient,
                        Bound.AT_MOST,
                        4,
                        ratio(median(gradient, OWN), median(forward, OWN)));
            }
        }
        faster(Workloads.isingQaoa(16, Task.GRADIENT), Contender.LIGHTNING, 40);
        faster(Workloads.isingQaoa(20, Task.GRADIENT), Contender.LIGHTNING, 100);
        for (int qubits : List.of(16, 20)) {
            faster(Workloads.hardwareEfficient(qubits, Task.GRADIENT), Contender.LIGHTNING, 5);
        }
    }

    private void hardwareEfficient() {
        for (int qubits : List.of(16, 20, 24)) {
            fasterThanAll(OWN, Workloads.hardwareEfficient(qubits, Task.EXPECTATION), 1.5);
            fasterThanAll(Contender.KETSTREAM_F32, Workloads.hardwareEfficient(qubits, Task.EXPECTATION), 3);
        }
    }

    private void exchange() {
        fasterThanAll(OWN, Workloads.exchangeQaoa(24, 4), 100);
        fasterThanAll(OWN, Workloads.exchangeQaoa(24, 12), 5);
    }

    private void learning() {
        Workload kernel = LearningWorkloads.kernel(Catalogue.LEARNING_QUBITS, Catalogue.POINTS);
        faster(kernel, Contender.QISKIT_KERNEL, 20);
        faster(kernel, Contender.PENNYLANE_JAX, 5);
        faster(
                LearningWorkloads.kernel(Catalogue.LEARNING_QUBITS, Catalogue.PAIRED_POINTS),
                Contender.PENNYLANE_PAIRS,
                300);
        Workload step = LearningWorkloads.network(Catalogue.LEARNING_QUBITS, Task.STEP);
        faster(step, Contender.PENNYLANE_JAX, 5);
        faster(step, Contender.PENNYLANE, 200);
        Workload first = LearningWorkloads.network(Catalogue.LEARNING_QUBITS, Task.FIRST_STEP);
        add("seconds", first, Bound.AT_MOST, 0.1, median(first, OWN));
    }

    /// The geometric mean over the circuits.
    private void published() {
        Measured mean = Measured.of(1);
        int circuits = 0;
        for (Workload workload : workloads) {
            if (workload.family() == Workload.Family.QASM) {
                Measured one = ratio(fastestPeer(workload), median(workload, OWN));
                mean = mean.and(one, mean.value * one.value);
                circuits++;
            }
        }
        if (circuits == 0) {
            mean = Measured.notAsked("QASMBench is not in this call");
        }
        verdicts.add(verdict(
                "QASMBench, " + circuits + " circuits, geometric mean: fastest peer / " + OWN.title(),
                Bound.AT_LEAST,
                2,
                new Measured(Math.pow(mean.value, 1.0 / Math.max(1, circuits)), mean.reason, mean.asked)));
    }

    private void faster(Workload workload, Contender peer, double times) {
        add(
                peer.title() + " / " + OWN.title(),
                workload,
                Bound.AT_LEAST,
                times,
                ratio(median(workload, peer), median(workload, OWN)));
    }

    private void fasterThanAll(Contender own, Workload workload, double times) {
        add(
                "fastest peer / " + own.title(),
                workload,
                Bound.AT_LEAST,
                times,
                ratio(fastestPeer(workload), median(workload, own)));
    }

    private void add(String quotient, Workload workload, Bound bound, double goal, Measured ratio) {
        verdicts.add(verdict(workload.id() + ": " + quotient, bound, goal, ratio));
    }

    private Verdict verdict(String name, Bound bound, double goal, Measured ratio) {
        String full = name + ", " + threads + (threads == 1 ? " thread" : " threads");
        return new Verdict(full, ratio.reason == null ? ratio.value : null, goal, bound, ratio.reason, ratio.asked);
    }

    private Measured fastestPeer(Workload workload) {
        Measured fastest = Measured.of(Double.POSITIVE_INFINITY);
        for (Contender peer : Contender.ofKind(Kind.PEER)) {
            if (peer.takes(workload)) {
                Measured one = median(workload, peer);
                fastest = fastest.and(one, Math.min(fastest.value, one.value));
            }
        }
        return fastest;
    }

    private Measured median(Workload workload, Contender contender) {
        Optional<Figure> figure = outcome.find(workload.id(), threads, contender);
        if (figure.isPresent()) {
            return Measured.of(figure.get().median());
        }
        return workloads.stream().anyMatch(each -> each.id().equals(workload.id()))
                ? Measured.not(contender.title() + " on " + workload.id() + " was not measured")
                : Measured.notAsked(workload.id() + " is not in this call");
    }

    private static Measured ratio(Measured numerator, Measured denominator) {
        return numerator.and(denominator, numerator.value / denominator.value);
    }

    /// A number, or why there is none.
    private record Measured(double value, @Nullable String reason, boolean asked) {
        static Measured of(double value) {
            return new Measured(value, null, true);
        }

        static Measured not(String reason) {
            return new Measured(Double.NaN, reason, true);
        }

        static Measured notAsked(String reason) {
            return new Measured(Double.NaN, reason, false);
        }

        Measured and(Measured other, double combined) {
            return new Measured(combined, reason == null ? other.reason : reason, asked && other.asked);
        }
    }
}
