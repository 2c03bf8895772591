package io.ketstream.benchmarks.workers;

import com.sun.management.OperatingSystemMXBean;
import io.ketstream.benchmarks.loop.Probe;
import io.ketstream.model.event.Topics;
import io.ketstream.stack.LocalStack;
import io.ketstream.stack.client.RunClient;
import io.ketstream.stack.client.RunView;
import io.ketstream.stack.service.ServiceKind;
import io.ketstream.stack.service.ServiceProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The same work with one worker, with two, and with one again.
final class WorkersBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String EXECUTION = ServiceKind.EXECUTION.serviceName();

    private final LocalStack stack;
    private final WorkersOptions options;
    private final Consumer<String> progress;
    private final RunClient client;
    private final Answers answers = new Answers();
    private final List<Trips> trips;

    /// Those of one part, with one worker and with two.
    private record Trips(WorkersOptions.Part part, List<WorkersFigures.Trip> one, List<WorkersFigures.Trip> two) {}

    WorkersBenchmark(LocalStack stack, WorkersOptions options, Consumer<String> progress) {
        this.stack = stack;
        this.options = options;
        this.progress = progress;
        this.client = new RunClient(
                stack.url(ServiceKind.INGESTION.serviceName()), stack.url(ServiceKind.RESULTS.serviceName()));
        this.trips = options.parts().stream()
                .map(part -> new Trips(part, new ArrayList<>(), new ArrayList<>()))
                .toList();
    }

    WorkersFigures measure() throws IOException, InterruptedException {
        double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        for (WorkersOptions.Part part : options.parts()) {
            client.putDataset(part.word(), GeneratedTable.csv(rows(part), qubits(part)), GeneratedTable.TARGET);
        }
        try (var probe = new Probe(stack.broker().bootstrapServers(), Topics.EXECUTION_RESULTS, answers)) {
            probe.awaitPosition();
            ServiceProcess first = stack.service(EXECUTION);
            measure(List.of(first), Trips::one);
            ServiceProcess second = options.processors().isEmpty()
                    ? stack.startAnother(EXECUTION)
                    : stack.startAnother(EXECUTION, options.processors().getLast());
            measure(List.of(first, second), Trips::two);
            List<Long> resident =
                    List.of(new WorkerGauge(first).residentBytes(), new WorkerGauge(second).residentBytes());
            second.stop();
            measure(List.of(first), Trips::one);
            return new WorkersFigures(
                    Runtime.getRuntime().availableProcessors(),
                    loadBefore,
                    trips.stream().map(this::part).toList(),
                    resident);
        }
    }

    private WorkersFigures.Part part(Trips of) {
        WorkersOptions.Part part = of.part();
        String work = "%s: %d rows, %d qubits".formatted(part.title(), rows(part), qubits(part));
        return new WorkersFigures.Part(part.word(), work, of.one(), of.two());
    }

    private int rows(WorkersOptions.Part part) {
        return switch (part) {
            case GRAM -> options.gramRows();
            case GRID -> options.gridRows();
        };
    }

    private int qubits(WorkersOptions.Part part) {
        return switch (part) {
            case GRAM -> options.gramQubits();
            case GRID -> options.gridQubits();
        };
    }

    private static String body(WorkersOptions.Part part) {
        return switch (part) {
            case GRAM -> GramAndGrid.gram(part.word());
            case GRID -> GramAndGrid.grid(part.word());
        };
    }

    /// Each part once for nothing, so that what is new is compiled, then as often as asked for.
    private void measure(List<ServiceProcess> workers, Function<Trips, List<WorkersFigures.Trip>> kept)
            throws IOException, InterruptedException {
        for (Trips of : trips) {
            for (int repeat = 0; repeat <= options.repeats(); repeat++) {
                WorkersFigures.Trip trip = trip(of.part(), workers);
                progress.accept("%s, %d workers: %.2f s, last answer after %.2f s, %s%s"
                        .formatted(
                                of.part().title(),
                                workers.size(),
                                trip.seconds(),
                                trip.answered(),
                                trip.workers(),
                                repeat == 0 ? " (to warm up)" : ""));
                if (repeat > 0) {
                    kept.apply(of).add(trip);
                }
            }
        }
    }

    private WorkersFigures.Trip trip(WorkersOptions.Part part, List<ServiceProcess> workers)
            throws IOException, InterruptedException {
        List<WorkerGauge> gauges = workers.stream().map(WorkerGauge::new).toList();
        List<WorkersFigures.Work> before = work(gauges);
        Map<String, Double> othersBefore = others();
        long begin = System.nanoTime();
        RunView view = client.awaitEnd(client.submit(body(part)).runId(), PATIENCE);
        if (!view.status().equals("SUCCEEDED")) {
            throw new IllegalStateException("run " + view.runId() + " did not succeed: " + view.failure());
        }
        long end = System.nanoTime();
        long answered = answers.last();
        List<WorkersFigures.Work> after = work(gauges);
        Map<String, Double> others = new TreeMap<>(others());
        others.replaceAll((name, seconds) -> seconds - othersBefore.getOrDefault(name, 0.0));
        List<WorkersFigures.Work> done = new ArrayList<>();
        for (int worker = 0; worker < workers.size(); worker++) {
            done.add(WorkerGauge.difference(before.get(worker), after.get(worker)));
        }
        return new WorkersFigures.Trip((end - begin) / 1e9, (answered - begin) / 1e9, done, others);
    }

    /// Processor seconds so far of all parts but the workers, and of the measurement.
    private Map<String, Double> others() {
        Map<String, Double> seconds = new TreeMap<>();
        seconds.put("broker", ProcessorTime.seconds(stack.broker().pid()));
        seconds.put("database", ProcessorTime.seconds(stack.database().pid()));
        for (ServiceProcess service : stack.services()) {
            if (service.kind() != ServiceKind.EXECUTION) {
                seconds.put(service.kind().serviceName(), ProcessorTime.seconds(service.pid()));
            }
        }
        seconds.put(
                "measurement",
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9);
        return seconds;
    }

    private static List<WorkersFigures.Work> work(List<WorkerGauge> gauges) throws IOException, InterruptedException {
        List<WorkersFigures.Work> work = new ArrayList<>();
        for (WorkerGauge gauge : gauges) {
            work.add(gauge.work());
        }
        return work;
    }
}
