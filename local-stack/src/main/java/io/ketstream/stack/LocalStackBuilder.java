package io.ketstream.stack;

import io.ketstream.stack.broker.KafkaBroker;
import io.ketstream.stack.database.PostgresDatabase;
import io.ketstream.stack.process.ClassArchive;
import io.ketstream.stack.process.Java;
import io.ketstream.stack.process.Ports;
import io.ketstream.stack.process.ProcessLedger;
import io.ketstream.stack.process.Processor;
import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.process.Warden;
import io.ketstream.stack.service.ServiceKind;
import io.ketstream.stack.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a stack is made of; everything has a default that suits `./ketstream up`.
public final class LocalStackBuilder {
    private @Nullable Path home;
    private @Nullable Path data;
    private PortPlan portPlan = PortPlan.defaults();
    private List<ServiceKind> kinds = List.of(ServiceKind.values());
    private int partitions = 4;
    private boolean writeArchives;
    private Consumer<String> progress = line -> {};
    private final Map<ServiceKind, Map<String, String>> environment = new EnumMap<>(ServiceKind.class);
    private final Map<ServiceKind, List<String>> jvmOptions = new EnumMap<>(ServiceKind.class);
    private final Map<ServiceKind, Processor> processors = new EnumMap<>(ServiceKind.class);

    LocalStackBuilder() {}

    /// The root of the project, under which the boot jars stand. Default: the system property `ketstream.home`, else
    /// the nearest directory above this process's own that holds `local-stack/`.
    public LocalStackBuilder home(Path root) {
        this.home = root;
        return this;
    }

    /// Where data, logs and the list of processes are kept. Default: `.ketstream` under the home.
    public LocalStackBuilder data(Path directory) {
        this.data = directory;
        return this;
    }

    public LocalStackBuilder ports(PortPlan plan) {
        this.portPlan = plan;
        return this;
    }

    /// Only these services; none at all gives a bare broker and database.
    public LocalStackBuilder services(List<ServiceKind> only) {
        this.kinds = List.copyOf(only);
        return this;
    }

    /// Partitions of every topic of the loop.
    public LocalStackBuilder partitions(int count) {
        this.partitions = count;
        return this;
    }

    /// Has every JVM write its shared archive of classes when it ends, for quicker starts from then on.
    public LocalStackBuilder writeArchives() {
        this.writeArchives = true;
        return this;
    }

    /// Gets one line for each step; may be called from several threads.
    public LocalStackBuilder progress(Consumer<String> lines) {
        this.progress = lines;
        return this;
    }

    /// One more environment variable for one service; it wins over the stack's own.
    public LocalStackBuilder environment(String service, String variable, String value) {
        environment
                .computeIfAbsent(ServiceKind.named(service), kind -> new HashMap<>())
                .put(variable, value);
        return this;
    }

    /// One more JVM option for one service, after the stack's own.
    public LocalStackBuilder jvmOption(String service, String option) {
        jvmOptions
                .computeIfAbsent(ServiceKind.named(service), kind -> new ArrayList<>())
                .add(option);
        return this;
    }

    /// Keeps the service's first instance on a processor; the start fails where that cannot be
    /// done.
    public LocalStackBuilder processor(String service, Processor processor) {
        processors.put(ServiceKind.named(service), processor);
        return this;
    }

    /// Starts everything and returns when everything is ready. When something fails, all that was started is stopped.
    public LocalStack start() {
        Path root = home == null ? findHome() : home.toAbsolutePath();
        StackDirectory directory = new StackDirectory(data == null ? root.resolve(".ketstream") : data);
        Path cache = root.resolve(".ketstream").resolve("cache");
        ProcessLedger ledger = directory.ledger();
        kinds.forEach(kind -> ServiceProcess.requireBuilt(kind, root));
        Ownership ownership = Ownership.take(directory, ledger);
        Warden warden = Warden.start(Java.main(
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                Java.ownClassPath(),
                LeftoverSweep.class.getName(),
                List.of(directory.root().toString())));
        Ports ports = new Ports();
        KafkaBroker broker = new KafkaBroker(
                directory.kafka(),
                directory.log("kafka"),
                brokerLibraries(root),
                new ClassArchive(cache.resolve("kafka.jsa"), writeArchives),
                portPlan.broker(ports),
                ports.free(),
                ledger);
        PostgresDatabase database = new PostgresDatabase(
                directory.postgresql(), directory.log("postgresql"), cache, portPlan.database(ports), ledger);
        ServiceSettings settings = new ServiceSettings(
                root, cache, writeArchives, directory, ledger, broker, database, partitions, environment, jvmOptions);
        ServiceFleet fleet = new ServiceFleet(settings::create, progress);
        LocalStack stack = new LocalStack(directory, broker, database, fleet, ownership, warden);
        try {
            settings.allot(portPlan, ports, kinds);
            start(broker, database, fleet);
            stack.addresses().write(directory.addresses());
            return stack;
        } catch (RuntimeException failed) {
            stack.close();
            throw failed;
        }
    }

    /// All at once: a service takes longer than the broker and the database to get to where it needs them, and waits
    /// for
    /// either.
    private void start(KafkaBroker broker, PostgresDatabase database, ServiceFleet fleet) {
        long begin = System.nanoTime();
        CompletableFuture<Void> brokerStart = CompletableFuture.runAsync(
                () -> {
                    broker.start();
                    progress.accept(
                            "Kafka is ready after %.1f s: %s".formatted(seconds(begin), broker.bootstrapServers()));
                },
                Thread::startVirtualThread);
        CompletableFuture<Void> databaseStart = CompletableFuture.runAsync(
                () -> {
                    database.start();
                    progress.accept("PostgreSQL is ready after %.1f s: %s".formatted(seconds(begin), database.url()));
                },
                Thread::startVirtualThread);
        try {
            fleet.launch(kinds, kind -> new ServiceFleet.Own(Map.of(), processors.get(kind)));
        } finally {
            join(CompletableFuture.allOf(brokerStart, databaseStart));
        }
        fleet.awaitReady();
    }

    private static void join(CompletableFuture<Void> starting) {
        try {
            starting.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /// Jars only, because the JVM makes no archive for a class path with directories, and always in the same order.
    private static List<Path> brokerLibraries(Path root) {
        List<Path> libraries = new ArrayList<>();
        Path directory = root.resolve("local-stack").resolve("target").resolve("lib");
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
                jars.forEach(libraries::add);
            } catch (IOException failed) {
                throw new StackFailure("Cannot look for Kafka in " + directory, failed);
            }
        }
        if (libraries.isEmpty()) {
            throw new StackFailure("No libraries in " + directory + ". Build with ./ketstream build.");
        }
        libraries.sort(null);
        return libraries;
    }

    private static Path findHome() {
        String property = System.getProperty("ketstream.home");
        if (property != null) {
            return Path.of(property).toAbsolutePath();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path candidate = start; candidate != null; candidate = candidate.getParent()) {
            if (Files.isDirectory(candidate.resolve("local-stack"))) {
                return candidate;
            }
        }
        return start;
    }
}
