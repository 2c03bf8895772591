package io.ketstream.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Measures the contenders in alternation, so that a noisy machine is noisy for all.
///
/// Each is warmed up, then takes turns until it has used up its budget for the workload: rounds of as many repetitions
/// as fit, at least one. Whose first evaluation takes longer than the budget has that one only.
final class Comparison implements AutoCloseable {
    private static final int MOST_REPETITIONS = 1000;

    /// Above, the states of all contenders together are more than a common machine holds, and they come one by one.
    private static final int MOST_QUBITS_TOGETHER = 24;

    private final CompareOptions options;
    private final Starter starter;
    private final Path directory;
    private final Consumer<String> progress;
    private final Map<Contender, Participant> processes = new TreeMap<>();
    private final Outcome outcome = new Outcome();

    /// Starts a contender for a number of threads.
    interface Starter {
        Participant start(Contender contender, int threads) throws ContenderFailure, IOException, InterruptedException;
    }

    /// Is told what has been measured so far.
    interface Progress {
        void measured(Outcome outcome) throws IOException;
    }

    /// @param directory takes the workloads' files
    Comparison(CompareOptions options, Starter starter, Path directory, Consumer<String> progress) {
        this.options = options;
        this.starter = starter;
        this.directory = directory;
        this.progress = progress;
    }

    /// @param afterEach is told what there is after every workload
    Outcome measure(List<Workload> workloads, List<Contender> contenders, Progress afterEach)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (int threads : options.threads()) {
            for (Workload workload : workloads) {
                Path file = directory.resolve(workload.id().replaceAll("[^A-Za-z0-9]+", "-") + ".json");
                WorkloadFile.write(workload, file);
                List<Contender> takers = contenders.stream()
                        .filter(contender -> contender.takes(workload))
                        .toList();
                if (workload.qubits() <= MOST_QUBITS_TOGETHER) {
                    measure(workload, file, threads, takers);
                } else {
                    for (Contender taker : takers) {
                        measure(workload, file, threads, List.of(taker));
                    }
                }
                afterEach.measured(outcome);
            }
            close();
        }
        return outcome;
    }

    private void measure(Workload workload, Path file, int threads, List<Contender> contenders)
            throws IOException, InterruptedException {
        Map<Contender, Turn> turns = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            try {
                Participant process = process(contender, threads);
                turns.put(contender, new Turn(process, process.prepare(file, options.warmUp())));
            } catch (ContenderFailure failure) {
                absent(contender, workload, threads, failure);
            }
        }
        for (int round = 0; round < options.rounds(); round++) {
            for (Map.Entry<Contender, Turn> turn : List.copyOf(turns.entrySet())) {
                try {
                    turn.getValue().take(round);
                } catch (ContenderFailure failure) {
                    turns.remove(turn.getKey());
                    absent(turn.getKey(), workload, threads, failure);
                }
            }
        }
        turns.forEach((contender, turn) -> {
            Figure figure = turn.figure(workload, threads, contender);
            outcome.add(figure);
            progress.accept("%-20s %d thread%s  %-28s %.6f s (%d times, fastest %.6f)  %.10f"
                    .formatted(
                            workload.id(),
                            threads,
                            threads == 1 ? " " : "s",
                            contender.title(),
                            figure.median(),
                            figure.repetitions(),
                            figure.fastest(),
                            figure.values().first()));
        });
        for (Map.Entry<Contender, Turn> turn : turns.entrySet()) {
            try {
                turn.getValue().process.release();
            } catch (ContenderFailure failure) {
                turn.getValue().process.close();
                processes.remove(turn.getKey());
            }
        }
    }

    private void absent(Contender contender, Workload workload, int threads, ContenderFailure failure) {
        outcome.addAbsence(new Absence(contender, workload.id(), threads, failure.reason()));
        progress.accept("%-20s %s is absent: %s".formatted(workload.id(), contender.title(), failure.reason()));
        Participant process = processes.get(contender);
        if (process != null && !process.isAlive()) {
            processes.remove(contender);
        }
    }

    private Participant process(Contender contender, int threads)
            throws ContenderFailure, IOException, InterruptedException {
        Participant process = processes.get(contender);
        if (process == null) {
            process = starter.start(contender, threads);
            processes.put(contender, process);
        }
        return process;
    }

    @Override
    public void close() {
        processes.values().forEach(Participant::close);
        processes.clear();
    }

    /// One contender's part in one workload.
    private final class Turn {
        private final Participant process;
        private final Values values;
        private final double first;
        private final List<Double> seconds = new ArrayList<>();

        Turn(Participant process, Participant.Prepared prepared) {
            this.process = process;
            this.values = prepared.values();
            this.first = prepared.seconds();
        }

        void take(int round) throws ContenderFailure, InterruptedException {
            if (round >= Math.floor(options.budget() / first)) {
                return;
            }
            double inRound = Math.floor(options.budget() / options.rounds() / first);
            int repetitions = (int) Math.clamp(inRound, 1, MOST_REPETITIONS);
            for (double each : process.measure(repetitions)) {
                seconds.add(each);
            }
        }

        Figure figure(Workload workload, int threads, Contender contender) {
            double[] all = seconds.isEmpty()
                    ? new double[] {first}
                    : seconds.stream().mapToDouble(Double::doubleValue).toArray();
            return Figure.of(workload, threads, contender, values, all);
        }
    }
}
