package io.ketstream.benchmarks.loop;

import io.ketstream.benchmarks.peers.PeerEnvironment;
import io.ketstream.stack.LocalStack;
import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The order of things: warm up, take turns, then the crowd, then the peers.
final class LoopBenchmark {
    private static final int PARTITIONS = 4;
    private static final List<Integer> RING_SIZES = List.of(4, 8, 12, 16);
    private static final int RING_EVALUATIONS = 60;
    private static final int RING_WARM_UP = 10;

    private final LocalStack stack;
    private final Path home;
    private final LoopOptions options;
    private final Consumer<String> progress;
    private final RunClient client;
    private final String bootstrapServers;

    LoopBenchmark(LocalStack stack, Path home, LoopOptions options, Consumer<String> progress) {
        this.stack = stack;
        this.home = home;
        this.options = options;
        this.progress = progress;
        this.client = new RunClient(
                stack.url(ServiceKind.INGESTION.serviceName()), stack.url(ServiceKind.RESULTS.serviceName()));
        this.bootstrapServers = stack.broker().bootstrapServers();
    }

    LoopFigures measure() throws InterruptedException, ExecutionException, IOException {
        double loadBefore = load();
        List<Round> rounds = new ArrayList<>();
        List<Peers.Figure> own = new ArrayList<>();
        Message question;
        Message answer;
        try (SystemLoop system = new SystemLoop(client, bootstrapServers)) {
            ObservedRun sample = warmUp(system);
            question = Message.like(sample.question(sample.questions() / 2).sent());
            answer = Message.like(sample.answer(sample.questions() / 2).sent());
            measureRounds(system, question, answer, rounds);
            if (options.peers()) {
                own.addAll(rings(system));
            }
        }
        Crowd.Outcome crowd = crowd();
        stack.requireAlive();
        List<Peers.Figure> peers = options.peers() ? peers() : List.of();
        return new LoopFigures(
                new LoopFigures.Machine(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.vm.name") + " " + Runtime.version(),
                        loadBefore,
                        load()),
                question.bytes(),
                answer.bytes(),
                rounds,
                crowd,
                peers,
                own);
    }

    private ObservedRun warmUp(SystemLoop system) throws InterruptedException {
        ObservedRun last = null;
        for (int run = 1; run <= options.warmUp(); run++) {
            last = system.run(RunBodies.trivial(options.iterations(), 1000L + run));
            progress.accept("Warm-up run %d: %.2f ms an iteration"
                    .formatted(run, last.trace().iteration().p50() / 1e3));
        }
        if (last == null) {
            throw new IllegalStateException("no warm-up run was made");
        }
        return last;
    }

    private void measureRounds(SystemLoop system, Message question, Message answer, List<Round> rounds)
            throws InterruptedException, ExecutionException {
        try (PingPong shared = new PingPong(PingPong.Kind.SHARED, bootstrapServers, PARTITIONS, question, answer);
                PingPong plain = new PingPong(PingPong.Kind.PLAIN, bootstrapServers, PARTITIONS, question, answer)) {
            for (int run = 0; run < options.warmUp(); run++) {
                shared.measure(options.iterations());
                plain.measure(options.iterations());
            }
            for (int round = 1; round <= options.rounds(); round++) {
                Round measured = round(system, shared, plain, round);
                rounds.add(measured);
                progress.accept("Round %d, p50: system %.2f ms, share group %.2f ms, plain %.2f ms"
                        .formatted(
                                round,
                                measured.system().iteration().p50() / 1e3,
                                measured.shared().trace().iteration().p50() / 1e3,
                                measured.plain().trace().iteration().p50() / 1e3));
            }
        }
    }

    private Round round(SystemLoop system, PingPong shared, PingPong plain, int number) throws InterruptedException {
        ObservedRun run = system.run(RunBodies.trivial(options.iterations(), number));
        if (run.questions() < options.iterations()) {
            throw new IllegalStateException(
                    "a run of " + options.iterations() + " iterations asked only " + run.questions() + " questions");
        }
        Trace trace = run.trace().inner(LoopOptions.ends(), LoopOptions.ends());
        return new Round(
                trace,
                run.queued(),
                run.computed(),
                run.meanByBrokerTime(),
                shared.measure(trace.iterations() + 1),
                plain.measure(trace.iterations() + 1));
    }

    private Crowd.@Nullable Outcome crowd() throws InterruptedException {
        if (options.runs() == 0) {
            return null;
        }
        progress.accept("%d runs of %d iterations at once".formatted(options.runs(), options.crowdIterations()));
        return new Crowd(client, bootstrapServers, stack.url(ServiceKind.OPTIMIZER.serviceName()))
                .run(options.runs(), options.crowdIterations());
    }

    private List<Peers.Figure> rings(SystemLoop system) throws InterruptedException {
        List<Peers.Figure> figures = new ArrayList<>();
        for (int nodes : RING_SIZES) {
            ObservedRun run = system.run(RunBodies.ring(nodes, RING_EVALUATIONS));
            Distribution iteration = run.trace().inner(RING_WARM_UP, 2).iteration();
            figures.add(new Peers.Figure("Ketstream", nodes, run.firstEnergy(), iteration.size(), iteration.p50()));
        }
        return figures;
    }

    private List<Peers.Figure> peers() throws IOException, InterruptedException {
        Optional<String> python = PeerEnvironment.python();
        if (python.isEmpty()) {
            progress.accept("There is no Python 3.11 or newer with venv: PennyLane and Qiskit are left out");
            return List.of();
        }
        var environment = new PeerEnvironment(home, progress);
        environment.install(python.get());
        progress.accept("The same problem in PennyLane and Qiskit");
        return new Peers(environment).run(RING_SIZES, RING_EVALUATIONS);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
