package io.ketstream.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    Path directory;

    private final List<String> calls = new ArrayList<>();
    private final Workload dense = Figures.dense(6);

    @Test
    void contendersTakeTurnsWithinTheirBudgets() throws Exception {
        Outcome outcome = compare(
                List.of(new Fake(Contender.KETSTREAM, 0.25), new Fake(Contender.QOKIT, 2), new Fake(Contender.AER, 7)));

        assertThat(calls)
                .containsExactly(
                        "ketstream prepare",
                        "qokit prepare",
                        "aer prepare",
                        "ketstream 4",
                        "qokit 1",
                        "ketstream 4",
                        "qokit 1",
                        "ketstream 4",
                        "ketstream 4",
                        "ketstream 4",
                        "so far");
        assertThat(outcome.find("W1 n=6", 1, Contender.KETSTREAM).orElseThrow().repetitions())
                .isEqualTo(20);
        assertThat(outcome.find("W1 n=6", 1, Contender.AER).orElseThrow().median())
                .isEqualTo(7);
        assertThat(outcome.absences()).isEmpty();
    }

    @Test
    void whoFailsIsAbsentWithTheReasonAndTheOthersGoOn() throws Exception {
        Outcome outcome = compare(List.of(new Fake(Contender.KETSTREAM, 1), new Fake(Contender.QULACS, -1)));

        assertThat(outcome.figures()).extracting(Figure::contender).containsExactly(Contender.KETSTREAM);
        assertThat(outcome.absences()).containsExactly(new Absence(Contender.QULACS, "W1 n=6", 1, "no wheel"));
    }

    private Outcome compare(List<Fake> participants) throws Exception {
        CompareOptions options = CompareOptions.parse(
                new String[] {"--threads", "1", "--budget", "5", "--rounds", "5"}, directory, directory, 2);
        Comparison.Starter starter = (contender, _) -> participants.stream()
                .filter(each -> each.contender == contender)
                .findFirst()
                .orElseThrow();
        try (var comparison = new Comparison(options, starter, directory, _ -> {})) {
            return comparison.measure(
                    List.of(dense),
                    participants.stream().map(each -> each.contender).toList(),
                    _ -> calls.add("so far"));
        }
    }

    /// Takes the same time whenever asked; fails when that is negative.
    private final class Fake implements Participant {
        private final Contender contender;
        private final double seconds;

        Fake(Contender contender, double seconds) {
            this.contender = contender;
            this.seconds = seconds;
        }

        @Override
        public Prepared prepare(Path workload, double warmUpSeconds) throws ContenderFailure {
            if (seconds < 0) {
                throw new ContenderFailure("no wheel");
            }
            calls.add(contender.id() + " prepare");
            return new Prepared(seconds, Values.of(1));
        }

        @Override
        public double[] measure(int repetitions) {
            calls.add(contender.id() + " " + repetitions);
            double[] all = new double[repetitions];
            Arrays.fill(all, seconds);
            return all;
        }

        @Override
        public void release() {}

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void close() {}
    }
}
