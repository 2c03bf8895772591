package io.ketstream.stack.demo;

import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.client.RunView;
import io.ketstream.stack.process.Pause;
import io.ketstream.stack.process.StackFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs three problems at once against a running stack and judges what comes back.
public final class Demo {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);

    private final RunClient client;
    private final Consumer<String> lines;

    /// A run on its way.
    private static final class Followed {
        private final DemoProblem problem;
        private final RunClient.Submission submission;
        private final long begin;
        private Optional<RunView> latest = Optional.empty();
        private double seconds;

        Followed(DemoProblem problem, RunClient.Submission submission, long begin) {
            this.problem = problem;
            this.submission = submission;
            this.begin = begin;
        }

        void read(RunClient client) {
            if (!isJudged()) {
                latest = client.read(submission.runId());
                seconds = (System.nanoTime() - begin) / 1e9;
            }
        }

        boolean isJudged() {
            return latest.filter(RunView::isJudged).isPresent();
        }

        RunView judged() {
            return latest.filter(RunView::isJudged)
                    .orElseThrow(() -> new StackFailure(
                            "%s did not end within %s: %s".formatted(problem.title(), LIMIT, submission.address())));
        }
    }

    /// @param lines gets the progress and, at the end, the table
    public Demo(RunClient client, Consumer<String> lines) {
        this.client = client;
        this.lines = lines;
    }

    /// @return whether every result is right
    public boolean run() {
        List<Followed> runs = new ArrayList<>();
        for (DemoProblem problem :
                List.of(new DemoProblem.Portfolio(), new DemoProblem.MaxCut(), new DemoProblem.HydrogenMolecule())) {
            long begin = System.nanoTime();
            problem.prepare(client);
            Followed run = new Followed(problem, client.submit(problem.run().toString()), begin);
            lines.accept("%s: run %s".formatted(problem.title(), run.submission.runId()));
            runs.add(run);
        }
        follow(runs);
        lines.accept("");
        DemoTable.lines(runs.stream()
                        .map(run -> new DemoTable.Row(run.problem.title(), run.judged(), run.seconds))
                        .toList())
                .forEach(lines);
        lines.accept("");
        List<String> complaints = new ArrayList<>();
        for (Followed run : runs) {
            run.problem
                    .complaints(run.judged())
                    .forEach(complaint -> complaints.add(run.problem.title() + ": " + complaint));
        }
        complaints.forEach(complaint -> lines.accept("WRONG  " + complaint));
        if (complaints.isEmpty()) {
            lines.accept("All three results are right.");
        }
        return complaints.isEmpty();
    }

    /// Until all have ended and are judged, or the limit is reached.
    private void follow(List<Followed> runs) {
        long begin = System.nanoTime();
        long nextLines = begin + BETWEEN_LINES.toNanos();
        List<Followed> running = new ArrayList<>(runs);
        while (!running.isEmpty() && System.nanoTime() - begin < LIMIT.toNanos()) {
            Pause.ofMillis(100);
            running.forEach(run -> run.read(client));
            boolean due = System.nanoTime() > nextLines;
            if (due) {
                nextLines += BETWEEN_LINES.toNanos();
            }
            running.stream()
                    .filter(run -> due || run.isJudged())
                    .forEach(run -> run.latest.ifPresent(
                            view -> lines.accept("  %-20s %s".formatted(run.problem.title(), progress(view)))));
            running.removeIf(Followed::isJudged);
        }
    }

    private static String progress(RunView run) {
        StringBuilder line = new StringBuilder("%-9s %4d iterations, %5d evaluations"
                .formatted(run.status().toLowerCase(Locale.ROOT), run.iterations(), run.evaluations()));
        run.best().ifPresent(best -> line.append(", best ").append(DemoTable.number(best)));
        if (!run.failure().isEmpty()) {
            line.append(", ").append(run.failure());
        }
        return line.toString();
    }
}
