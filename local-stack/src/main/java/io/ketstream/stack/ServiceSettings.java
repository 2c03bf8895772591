package io.ketstream.stack;

import io.ketstream.stack.broker.KafkaBroker;
import io.ketstream.stack.database.PostgresDatabase;
import io.ketstream.stack.process.Ports;
import io.ketstream.stack.process.ProcessLedger;
import io.ketstream.stack.service.Readiness;
import io.ketstream.stack.service.ServiceKind;
import io.ketstream.stack.service.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything a service is told, as environment: the same variables as in a container.
final class ServiceSettings {
    /// How long a service that starts beside the database waits for it.
    private static final Duration DATABASE = Duration.ofMinutes(2);

    private final Path home;
    private final Path cache;
    private final boolean writeArchives;
    private final StackDirectory directory;
    private final ProcessLedger ledger;
    private final KafkaBroker broker;
    private final PostgresDatabase database;
    private final int partitions;
    private final Map<ServiceKind, Map<String, String>> more;
    private final Map<ServiceKind, List<String>> jvmOptions;
    private final Readiness readiness = new Readiness();
    private Map<ServiceKind, Integer> allotted = Map.of();
    private Ports ports = new Ports();

    ServiceSettings(
            Path home,
            Path cache,
            boolean writeArchives,
            StackDirectory directory,
            ProcessLedger ledger,
            KafkaBroker broker,
            PostgresDatabase database,
            int partitions,
            Map<ServiceKind, Map<String, String>> more,
            Map<ServiceKind, List<String>> jvmOptions) {
        this.home = home;
        this.cache = cache;
        this.writeArchives = writeArchives;
        this.directory = directory;
        this.ledger = ledger;
        this.broker = broker;
        this.database = database;
        this.partitions = partitions;
        this.more = Map.copyOf(more);
        this.jvmOptions = Map.copyOf(jvmOptions);
    }

    void allot(PortPlan plan, Ports from, List<ServiceKind> kinds) {
        ports = from;
        allotted = kinds.isEmpty() ? Map.of() : new EnumMap<>(plan.allot(from));
    }

    ServiceProcess create(ServiceKind kind, int number, ServiceFleet.Own own) {
        String instance = number == 1 ? kind.serviceName() : kind.serviceName() + "-" + number;
        int port = number == 1 ? allotted.getOrDefault(kind, kind.defaultPort()) : ports.free();
        Path state = directory.state(instance);
        Path work = directory.root().resolve("work").resolve(instance);
        StackDirectory.create(state);
        StackDirectory.create(work);
        Map<String, String> complete = common();
        complete.put("SERVER_PORT", Integer.toString(port));
        complete.put("KETSTREAM_OPTIMIZER_STATE_DIRECTORY", state.toString());
        complete.put("KETSTREAM_OPTIMIZER_INSTANCE_ID", instance);
        complete.putAll(more.getOrDefault(kind, Map.of()));
        complete.putAll(own.environment());
        return new ServiceProcess(
                kind,
                instance,
                port,
                state,
                new ServiceProcess.Setting(
                        home,
                        cache,
                        writeArchives,
                        complete,
                        jvmOptions.getOrDefault(kind, List.of()),
                        work,
                        directory.log(instance),
                        ledger,
                        own.processor()),
                readiness);
    }

    private Map<String, String> common() {
        Map<String, String> common = new HashMap<>();
        common.put("SERVER_ADDRESS", "127.0.0.1");
        common.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        common.put("SPRING_DATASOURCE_URL", database.url());
        common.put("SPRING_DATASOURCE_USERNAME", database.username());
        common.put("SPRING_DATASOURCE_PASSWORD", database.password());
        common.put("SPRING_DATASOURCE_HIKARI_INITIALIZATION_FAIL_TIMEOUT", Long.toString(DATABASE.toMillis()));
        common.put("KETSTREAM_TOPICS_PARTITIONS", Integer.toString(partitions));
        common.put("KETSTREAM_TOPICS_REPLICATION", "1");
        allotted.forEach((kind, port) -> common.put(kind.urlVariable(), "http://127.0.0.1:" + port));
        return common;
    }
}
