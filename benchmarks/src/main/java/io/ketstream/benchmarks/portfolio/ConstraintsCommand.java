package io.ketstream.benchmarks.portfolio;

import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Formulation;
import io.ketstream.simulator.StatevectorSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The main class behind `./ketstream bench constraints`: no service is started.
///
/// Progress goes to standard error, the report to standard output. Exit status: 0 everything was measured and right, 1
/// something was not, 2 the command line is.
public final class ConstraintsCommand {

    private static final long BEGIN = System.nanoTime();
    private static final long MEMORY = 3L << 30;

    /// Qubits of a circuit whose simulation is shared by all processors.
    private static final int LARGE = 20;

    private ConstraintsCommand() {}

    public static void main(String[] words) {
        Locale.setDefault(Locale.ROOT);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ConstraintsOptions options;
        try {
            options = ConstraintsOptions.parse(words, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options, out));
    }

    private static int run(ConstraintsOptions options, PrintStream out) {
        ConstraintsFigures figures = measure(options);
        try {
            if (options.json() != null) {
                Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
            }
        } catch (IOException failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
        out.print(figures.markdown(options));
        return figures.isRight() ? 0 : 1;
    }

    static ConstraintsFigures measure(ConstraintsOptions options) {
        var pairs = new ArrayList<ConstraintsFigures.OfPair>();
        ConstraintKind[] kinds = ConstraintKind.values();
        var ansatz = new Ansatz.Qaoa(options.layers(), options.mixer());
        for (int first = 0; first < kinds.length; first++) {
            for (int second = first + 1; second < kinds.length; second++) {
                if (!options.measures(kinds[first], kinds[second])) {
                    continue;
                }
                EnumSet<ConstraintKind> pair = EnumSet.of(kinds[first], kinds[second]);
                long seed = options.seed() + 1_000_000L * (first * kinds.length + second);
                List<Formulation> drawn = LongStream.range(0, options.instances())
                        .mapToObj(k -> formulation(pair, options, ansatz, seed + k))
                        .toList();
                List<ConstrainedTrial> trials = trials(drawn, options, ansatz, seed);
                var figures = ConstraintsFigures.OfPair.of(kinds[first], kinds[second], trials);
                pairs.add(figures);
                progress(figures.markdown());
            }
        }
        return new ConstraintsFigures(pairs);
    }

    private static Formulation formulation(
            EnumSet<ConstraintKind> pair, ConstraintsOptions options, Ansatz.Qaoa ansatz, long seed) {
        return Formulator.formulate(ConstrainedInstance.of(pair, options.least(), options.assets(), seed), ansatz);
    }

    /// Of those with circuits that are to be measured: small ones side by side, large ones one after another, each on
    /// all
    /// processors.
    private static List<ConstrainedTrial> trials(
            List<Formulation> drawn, ConstraintsOptions options, Ansatz.Qaoa ansatz, long seed) {
        IntStream small = IntStream.range(0, drawn.size())
                .filter(k -> options.measures(qubits(drawn.get(k))) && qubits(drawn.get(k)) < LARGE);
        IntStream large = IntStream.range(0, drawn.size())
                .filter(k -> options.measures(qubits(drawn.get(k))) && qubits(drawn.get(k)) >= LARGE);
        int processors = Runtime.getRuntime().availableProcessors();
        return Stream.concat(
                        small
                                .parallel()
                                .mapToObj(k -> trial(drawn.get(k), options, ansatz, 1, seed + k))
                                .toList()
                                .stream(),
                        large.mapToObj(k -> trial(drawn.get(k), options, ansatz, processors, seed + k)))
                .toList();
    }

    private static int qubits(Formulation formulation) {
        return formulation.cost().qubits();
    }

    private static ConstrainedTrial trial(
            Formulation formulation, ConstraintsOptions options, Ansatz.Qaoa ansatz, int threads, long seed) {
        try (var simulator = new StatevectorSimulator(MEMORY, threads)) {
            ConstrainedTrial trial =
                    ConstrainedTrial.of(formulation, ansatz, options.evaluations(), options.shots(), simulator, seed);
            if (trial.qubits() >= LARGE) {
                progress("a circuit of " + trial.qubits() + " qubits");
            }
            return trial;
        }
    }

    private static void progress(String line) {
        System.err.println("[%5.1f s] %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }
}
