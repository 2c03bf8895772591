package io.ketstream.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The main class of the process that measures our simulator; arguments: the name of the [Contender], the number of
/// threads.
///
/// A line of JSON in, a line of JSON out, as [ContenderProcess] and `contender.py` have it.
public final class OwnContender {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LEAST_RUNS = 2;
    private static final int SETTLED_RUNS = 3;
    private static final double LONG_ENOUGH = 6;
    private static final double SETTLED = 1.1;

    private final OwnEvaluations evaluations;
    private @Nullable Evaluation evaluation;

    private OwnContender(OwnEvaluations evaluations) {
        this.evaluations = evaluations;
    }

    public static void main(String[] words) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int threads = Integer.parseInt(words[1]);
        try (var evaluations = OwnEvaluations.of(Contender.valueOf(words[0]), threads)) {
            var contender = new OwnContender(evaluations);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(contender.answer(JSON.readTree(line)));
            }
        }
    }

    private String answer(JsonNode request) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        try {
            switch (request.get("do").asString()) {
                case "prepare" -> {
                    Workload workload =
                            WorkloadFile.read(Path.of(request.get("file").asString()));
                    evaluation = evaluations.of(workload);
                    answer.put(
                            "seconds", warmUp(evaluation, request.get("warmUp").asDouble()));
                    answer.set("values", JSON.valueToTree(evaluation.values()));
                }
                case "measure" -> {
                    var seconds = answer.putArray("seconds");
                    for (int left = request.get("repetitions").asInt(); left > 0; left--) {
                        seconds.add(time(prepared()));
                    }
                }
                case "release" -> {
                    evaluation = null;
                    System.gc();
                }
                default -> throw new IllegalArgumentException("there is no " + request);
            }
        } catch (RuntimeException | OutOfMemoryError failed) {
            evaluation = null;
            answer.put("failed", failed.toString());
        }
        return JSON.writeValueAsString(answer);
    }

    private Evaluation prepared() {
        if (evaluation == null) {
            throw new IllegalStateException("nothing is prepared");
        }
        return evaluation;
    }

    /// For `least` seconds and until the last runs are about as fast as the fastest and the compilers are at rest, or
    /// long enough.
    private static double warmUp(Evaluation evaluation, double least) {
        long begin = System.nanoTime();
        var compilers = new Compilers();
        double fastest = Double.POSITIVE_INFINITY;
        double last = Double.POSITIVE_INFINITY;
        int runs = 0;
        int settled = 0;
        double elapsed = 0;
        while (runs < LEAST_RUNS
                || elapsed < least
                || ((settled < SETTLED_RUNS || compilers.areBusy()) && elapsed < LONG_ENOUGH * least)) {
            last = time(evaluation);
            runs++;
            settled = last <= SETTLED * fastest ? settled + 1 : 0;
            fastest = Math.min(fastest, last);
            elapsed = (System.nanoTime() - begin) / 1e9;
        }
        return last;
    }

    /// Whether the JVM's compilers work. Where the simulator's threads have all processors they take long, and before
    /// the hot loops are compiled their times are steady too.
    private static final class Compilers {
        private static final long WINDOW_NANOS = 1_000_000_000;
        private static final double AT_REST = 0.05;

        private final CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
        private long windowBegin = System.nanoTime();
        private long millisAtBegin = compilation.getTotalCompilationTime();
        private boolean busy = true;

        /// As it was in the last full second.
        boolean areBusy() {
            long now = System.nanoTime();
            if (now - windowBegin >= WINDOW_NANOS) {
                long millis = compilation.getTotalCompilationTime();
                busy = (millis - millisAtBegin) * 1e6 > AT_REST * (now - windowBegin);
                windowBegin = now;
                millisAtBegin = millis;
            }
            return busy;
        }
    }

    private static double time(Evaluation evaluation) {
        long begin = System.nanoTime();
        evaluation.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
