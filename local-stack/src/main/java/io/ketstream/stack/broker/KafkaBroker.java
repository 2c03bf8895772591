package io.ketstream.stack.broker;

import io.ketstream.stack.process.ChildProcess;
import io.ketstream.stack.process.ClassArchive;
import io.ketstream.stack.process.HugePages;
import io.ketstream.stack.process.Java;
import io.ketstream.stack.process.Launch;
import io.ketstream.stack.process.Part;
import io.ketstream.stack.process.Pause;
import io.ketstream.stack.process.ProcessLedger;
import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.process.StopSignal;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/// One KRaft node in a JVM of its own, formatted by Kafka's own tool and started by Kafka's own main. Its data
/// directory outlives it: a [#restart()] finds every acknowledged record.
public final class KafkaBroker extends Part {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Path directory;
    private final Path log;
    private final List<Path> libraries;
    private final ClassArchive archive;
    private final ProcessLedger ledger;
    private final int port;
    private final int controllerPort;

    /// @param libraries the class path of the broker
    public KafkaBroker(
            Path directory,
            Path log,
            List<Path> libraries,
            ClassArchive archive,
            int port,
            int controllerPort,
            ProcessLedger ledger) {
        super("Kafka", STOP);
        this.libraries = List.copyOf(libraries);
        this.directory = directory;
        this.log = log;
        this.archive = archive;
        this.ledger = ledger;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// Formats the directory if it is new, starts the node, and waits until a client gets an answer.
    @Override
    public void start() {
        Path properties = directory.resolve("server.properties");
        new KafkaConfiguration(port, controllerPort, directory).write(properties);
        if (Files.notExists(meta())) {
            format(properties);
        }
        List<String> options = new ArrayList<>(List.of("-Xmx384m", "-XX:+UseSerialGC"));
        options.addAll(HugePages.options());
        options.addAll(archive.options());
        awaitAnswer(launch(command("kafka", options, "kafka.Kafka", List.of(properties.toString())), ledger));
    }

    private void format(Path properties) {
        ChildProcess tool = ChildProcess.start(
                command(
                        "kafka-format",
                        List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        "kafka.tools.StorageTool",
                        List.of("format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString())),
                ledger);
        if (!tool.awaitEnd(START) || Files.notExists(meta())) {
            tool.kill();
            throw new StackFailure("Kafka's storage could not be formatted:%n%s".formatted(tool.tail()));
        }
        tool.stop(Duration.ZERO);
    }

    private Launch command(String name, List<String> jvmOptions, String mainClass, List<String> arguments) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                // The configuration dump and a line for each partition would be longer than everything else together.
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn",
                "-Dorg.slf4j.simpleLogger.log.state.change.logger=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.cluster=warn",
                "-Djava.awt.headless=true"));
        return new Launch(
                name, Java.main(options, libraries, mainClass, arguments), Map.of(), directory, log, StopSignal.TERM);
    }

    private void awaitAnswer(ChildProcess started) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!accepts()) {
            started.requireAlive();
            requireBefore(deadline, started);
            Pause.ofMillis(50);
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            while (admin.describeCluster().nodes().get().isEmpty()) {
                started.requireAlive();
                requireBefore(deadline, started);
                Pause.ofMillis(50);
            }
            requireOwn(admin.describeCluster().clusterId().get(), started);
        } catch (ExecutionException failed) {
            throw new StackFailure("Kafka does not answer:%n%s".formatted(started.tail()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while Kafka was starting", interrupted);
        }
    }

    /// Two stacks that start in the same moment may find the same port free: the one that lost it would otherwise talk
    /// to the other's broker until its own has given up.
    private void requireOwn(String answering, ChildProcess started) {
        Properties meta = new Properties();
        try (Reader reader = Files.newBufferedReader(meta())) {
            meta.load(reader);
        } catch (IOException failed) {
            throw new StackFailure("Cannot read " + meta(), failed);
        }
        if (!answering.equals(meta.getProperty("cluster.id"))) {
            started.kill();
            throw new StackFailure("Another Kafka broker has taken port " + port + ". Start again.");
        }
    }

    private Path meta() {
        return directory.resolve("logs").resolve("meta.properties");
    }

    private static void requireBefore(long deadline, ChildProcess started) {
        if (System.nanoTime() > deadline) {
            throw new StackFailure("Kafka did not answer within %s. The last lines of %s:%n%s"
                    .formatted(START, started.log(), started.tail()));
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 200);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
