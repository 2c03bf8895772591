package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.peers.PeerEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How the contenders are started, and what had to be made for that.
final class Processes implements Comparison.Starter {
    /// What is left is for the peers, whose states are in memory at the same time.
    private static final String HEAP_PERCENT = "40";

    private static final String MAPPED = "The C prototype is written for AVX-512, which this processor lacks: every"
            + " operation is mapped to two of AVX2.";

    private static final List<String> THREAD_VARIABLES = List.of(
            "OMP_NUM_THREADS", "QULACS_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS");

    private final CompareOptions options;
    private final PeerEnvironment environment;
    private final Consumer<String> progress;
    private final Map<Contender, String> missing = new EnumMap<>(Contender.class);
    private final Set<String> remarks = new LinkedHashSet<>();
    private @Nullable Path diagonal;
    private @Nullable Path prototype;
    private boolean mapped;

    Processes(CompareOptions options, PeerEnvironment environment, Consumer<String> progress) {
        this.options = options;
        this.environment = environment;
        this.progress = progress;
    }

    /// Installs and compiles what the contenders need. What cannot be had is remembered and said when it is started.
    ///
    /// @param source of the C prototype
    void make(List<Contender> contenders, Path directory, Path source) throws InterruptedException {
        boolean peers = contenders.stream().anyMatch(contender -> contender.kind() == Contender.Kind.PEER);
        boolean usesPython = peers && installPeers();
        if (!peers && !contenders.contains(Contender.PROTOTYPE)) {
            return;
        }
        NativeCode code;
        try {
            code = NativeCode.of(environment.scripts(), directory);
        } catch (IOException none) {
            missing.put(Contender.PROTOTYPE, "there is no gcc that works: " + none.getMessage());
            remarks.add("There is no gcc that works: QOKit has no C simulator and hand-written diagonals are NumPy's.");
            return;
        }
        if (contenders.contains(Contender.PROTOTYPE)) {
            try {
                prototype = code.prototype(source);
                mapped = code.isPrototypeMapped();
            } catch (IOException failed) {
                missing.put(Contender.PROTOTYPE, String.valueOf(failed.getMessage()));
            }
        }
        if (usesPython) {
            try {
                diagonal = code.diagonal();
            } catch (IOException failed) {
                remarks.add("diagonal.c was not compiled, hand-written diagonals are NumPy's: " + failed.getMessage());
            }
            try {
                code.qokit(environment.interpreter());
            } catch (IOException failed) {
                remarks.add("QOKit's C simulator was not compiled: " + failed.getMessage());
            }
        }
    }

    private boolean installPeers() throws InterruptedException {
        Optional<String> python = PeerEnvironment.python();
        String reason;
        if (python.isPresent()) {
            try {
                environment.installWhatCanBe(python.get());
                return true;
            } catch (IOException failed) {
                reason = String.valueOf(failed.getMessage());
            }
        } else {
            reason = "there is no Python 3.11 or newer with venv";
        }
        for (Contender peer : Contender.ofKind(Contender.Kind.PEER)) {
            missing.put(peer, reason);
        }
        return false;
    }

    /// The pinned peers, `name version`; empty when none could be installed.
    List<String> versions() throws IOException {
        return missing.keySet().stream().anyMatch(each -> each.kind() == Contender.Kind.PEER)
                ? List.of()
                : environment.versions();
    }

    /// What a reader of the figures should know.
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public Participant start(Contender contender, int threads) throws ContenderFailure, IOException {
        String reason = missing.get(contender);
        if (reason != null) {
            throw new ContenderFailure(reason);
        }
        Path logs = Files.createDirectories(options.out().resolve("logs"));
        Path log = logs.resolve(contender.id() + "-" + threads + ".log");
        return switch (contender.kind()) {
            case OWN -> new ContenderProcess(own(contender, threads), Map.of(), log, options.patience());
            case PEER ->
                new ContenderProcess(peer(contender, threads), peerVariables(threads), log, options.patience());
            case PROTOTYPE -> {
                if (prototype == null) {
                    throw new ContenderFailure("it was not compiled");
                }
                if (mapped) {
                    remarks.add(MAPPED);
                }
                yield new PrototypeParticipant(prototype, threads, options.patience());
            }
        };
    }

    private static List<String> own(Contender contender, int threads) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:MaxRAMPercentage=" + HEAP_PERCENT,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OwnContender.class.getName(),
                contender.name(),
                Integer.toString(threads));
    }

    private List<String> peer(Contender contender, int threads) {
        progress.accept(contender.title() + " begins with " + threads + (threads == 1 ? " thread" : " threads"));
        return List.of(
                environment.interpreter(),
                environment.scripts().resolve("compare/contender.py").toString(),
                contender.id(),
                Integer.toString(threads));
    }

    private Map<String, String> peerVariables(int threads) {
        Map<String, String> variables = new TreeMap<>();
        THREAD_VARIABLES.forEach(variable -> variables.put(variable, Integer.toString(threads)));
        variables.put("PYTHONDONTWRITEBYTECODE", "1");
        if (diagonal != null) {
            variables.put("KETSTREAM_DIAGONAL", diagonal.toString());
        }
        return variables;
    }
}
