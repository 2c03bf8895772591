package io.ketstream.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The C prototype: a program that makes W1 itself, times it 7 to 101 times and prints the median.
final class PrototypeParticipant implements Participant {
    private static final Pattern LINE = Pattern.compile(".*\\bmed (\\S+) min \\S+ s .*E=(\\S+)");
    private static final String EVERY_SIZE = "5";

    private final Path program;
    private final int threads;
    private final long patienceSeconds;
    private int qubits;

    PrototypeParticipant(Path program, int threads, long patienceSeconds) {
        this.program = program;
        this.threads = threads;
        this.patienceSeconds = patienceSeconds;
    }

    @Override
    public Prepared prepare(Path workload, double warmUpSeconds) throws ContenderFailure, InterruptedException {
        try {
            qubits = WorkloadFile.read(workload).qubits();
        } catch (IOException unreadable) {
            throw new ContenderFailure(unreadable.toString());
        }
        return run();
    }

    @Override
    public double[] measure(int repetitions) throws ContenderFailure, InterruptedException {
        return new double[] {run().seconds()};
    }

    private Prepared run() throws ContenderFailure, InterruptedException {
        String said = "";
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            List.of(program.toString(), EVERY_SIZE, Integer.toString(qubits)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
            Process process = builder.start();
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                String line =
                        CompletableFuture.supplyAsync(() -> firstOf(reader)).get(patienceSeconds, TimeUnit.SECONDS);
                said = line;
            } finally {
                // What it goes on to measure is not asked for.
                process.destroyForcibly();
            }
        } catch (IOException | ExecutionException failed) {
            throw new ContenderFailure(failed.toString());
        } catch (TimeoutException late) {
            throw new ContenderFailure("no answer within " + patienceSeconds + " s");
        }
        return parse(said);
    }

    private static String firstOf(BufferedReader reader) {
        try {
            String line = reader.readLine();
            return line == null ? "" : line;
        } catch (IOException closed) {
            return "";
        }
    }

    static Prepared parse(String line) throws ContenderFailure {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new ContenderFailure("it said '" + line + "'");
        }
        return new Prepared(Double.parseDouble(matcher.group(1)), Values.of(Double.parseDouble(matcher.group(2))));
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
