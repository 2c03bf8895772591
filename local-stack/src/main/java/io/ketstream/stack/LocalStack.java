package io.ketstream.stack;

import io.ketstream.stack.broker.KafkaBroker;
import io.ketstream.stack.database.PostgresDatabase;
import io.ketstream.stack.process.Processor;
import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.process.Warden;
import io.ketstream.stack.service.ServiceKind;
import io.ketstream.stack.service.ServiceProcess;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A running stack. Everything in it may be killed, frozen and started again, alone or together, and the stack
/// itself is closed in order: services drain, then the broker, then the database.
///
/// ```java
/// try (LocalStack stack = LocalStack.builder().data(directory).ports(PortPlan.free()).start()) {
///     stack.service("optimizer-service").kill();
///     stack.service("optimizer-service").restart();
/// }
/// ```
public final class LocalStack implements AutoCloseable {
    private final StackDirectory directory;
    private final KafkaBroker broker;
    private final PostgresDatabase database;
    private final ServiceFleet fleet;
    private final Ownership ownership;
    private final Warden warden;
    private boolean closed;

    LocalStack(
            StackDirectory directory,
            KafkaBroker broker,
            PostgresDatabase database,
            ServiceFleet fleet,
            Ownership ownership,
            Warden warden) {
        this.directory = directory;
        this.broker = broker;
        this.database = database;
        this.fleet = fleet;
        this.ownership = ownership;
        this.warden = warden;
    }

    public static LocalStackBuilder builder() {
        return new LocalStackBuilder();
    }

    public KafkaBroker broker() {
        return broker;
    }

    public PostgresDatabase database() {
        return database;
    }

    /// The first instance of that service.
    ///
    /// @throws IllegalArgumentException when the stack has no such service
    public ServiceProcess service(String name) {
        return fleet.first(ServiceKind.named(name));
    }

    /// Every instance, in order of its start.
    public List<ServiceProcess> services() {
        return fleet.instances();
    }

    public URI url(String name) {
        return service(name).url();
    }

    public Addresses addresses() {
        return fleet.addresses();
    }

    /// Another instance of that service: a port and a state directory of its own, the same broker and database.
    /// Returns when it is ready.
    public ServiceProcess startAnother(String name) {
        return fleet.startAnother(ServiceKind.named(name), ServiceFleet.Own.NOTHING);
    }

    /// As [#startAnother(String)], with more environment.
    public ServiceProcess startAnother(String name, Map<String, String> environment) {
        return fleet.startAnother(ServiceKind.named(name), new ServiceFleet.Own(environment, null));
    }

    /// As [#startAnother(String)], kept on a processor.
    ///
    /// @throws StackFailure where that cannot be done
    public ServiceProcess startAnother(String name, Processor processor) {
        return fleet.startAnother(ServiceKind.named(name), new ServiceFleet.Own(Map.of(), processor));
    }

    /// Deletes what a stopped or killed instance kept on its own disk, as if its volume were lost.
    public void wipeState(String instance) {
        Optional<ServiceProcess> running = fleet.instances().stream()
                .filter(service -> service.instance().equals(instance))
                .filter(ServiceProcess::isAlive)
                .findFirst();
        if (running.isPresent()) {
            throw new IllegalStateException(instance + " is running: kill or stop it before its state is wiped");
        }
        StackDirectory.delete(directory.state(instance));
        StackDirectory.create(directory.state(instance));
    }

    public StackDirectory directory() {
        return directory;
    }

    /// Throws when a process has ended that nobody asked to end.
    public void requireAlive() {
        if (!broker.isAlive()) {
            throw new StackFailure("Kafka has ended. See " + directory.log("kafka"));
        }
        if (!database.isAlive()) {
            throw new StackFailure("PostgreSQL has ended. See " + directory.log("postgresql"));
        }
        for (ServiceProcess service : fleet.instances()) {
            if (service.hasFallen()) {
                throw new StackFailure(service.instance() + " has ended. See " + service.log());
            }
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        fleet.stop();
        broker.stop();
        database.stop();
        warden.close();
        ownership.close();
    }
}
