package io.ketstream.stack.database;

import io.ketstream.stack.process.ChildProcess;
import io.ketstream.stack.process.Launch;
import io.ketstream.stack.process.Part;
import io.ketstream.stack.process.Pause;
import io.ketstream.stack.process.ProcessLedger;
import io.ketstream.stack.process.StackFailure;
import io.ketstream.stack.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// One PostgreSQL server with its own durability (`fsync`, `synchronous_commit`) left on and its data directory kept:
/// what was committed is there after [#kill()] and [#restart()]. It listens on 127.0.0.1 only, with a generated
/// password.
public final class PostgresDatabase extends Part {
    private static final String NAME = "ketstream";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofMinutes(1);

    private final Path directory;
    private final Path log;
    private final Path cache;
    private final ProcessLedger ledger;
    private final int port;
    private String password = "";

    /// @param cache where the unpacked programs are kept
    public PostgresDatabase(Path directory, Path log, Path cache, int port, ProcessLedger ledger) {
        super("PostgreSQL", STOP);
        this.directory = directory.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.cache = cache.toAbsolutePath();
        this.ledger = ledger;
        this.port = port;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    public String username() {
        return NAME;
    }

    /// Made at first use, for those who have to know it before the server runs.
    public synchronized String password() {
        if (password.isEmpty()) {
            password = readOrCreatePassword();
        }
        return password;
    }

    /// Initialises the directory if it is new, starts the server, and waits until it answers a query.
    @Override
    public void start() {
        PostgresBinaries binaries = PostgresBinaries.unpacked(cache);
        Unprivileged unprivileged = Unprivileged.choose(binaries.program("postgres"));
        Path cluster = directory.resolve("cluster");
        String secret = password();
        if (Files.notExists(cluster.resolve("PG_VERSION"))) {
            initialise(binaries, unprivileged, cluster);
        }
        List<String> command = unprivileged.command(List.of(
                binaries.program("postgres").toString(),
                "-D",
                cluster.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "full_page_writes=on",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "timezone=UTC"));
        startServer(new Launch("postgresql", command, Map.of("LC_ALL", "C"), directory, log, StopSignal.INT), secret);
    }

    /// After SIGKILL the old server's last processes may hold its shared memory for a moment, so an early end is tried
    /// again.
    private void startServer(Launch launch, String secret) {
        long deadline = System.nanoTime() + START.toNanos();
        ChildProcess started = launch(launch, ledger);
        while (!answers(secret)) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("PostgreSQL did not answer within %s. The last lines of %s:%n%s"
                        .formatted(START, log, started.tail()));
            }
            if (!started.isAlive()) {
                if (!started.tail().contains("shared memory block")) {
                    started.requireAlive();
                }
                started.stop(Duration.ZERO);
                Pause.ofMillis(300);
                started = launch(launch, ledger);
            }
            Pause.ofMillis(50);
        }
    }

    private void initialise(PostgresBinaries binaries, Unprivileged unprivileged, Path cluster) {
        Path passwordFile = directory.resolve("password");
        unprivileged.own(directory);
        ChildProcess initdb = ChildProcess.start(
                new Launch(
                        "postgresql-initdb",
                        unprivileged.command(List.of(
                                binaries.program("initdb").toString(),
                                "-D",
                                cluster.toString(),
                                "-U",
                                NAME,
                                "-A",
                                "scram-sha-256",
                                "--pwfile",
                                passwordFile.toString(),
                                "-E",
                                "UTF8",
                                "--no-locale")),
                        Map.of("LC_ALL", "C"),
                        directory,
                        log,
                        StopSignal.TERM),
                ledger);
        boolean ended = initdb.awaitEnd(START);
        initdb.stop(Duration.ZERO);
        if (!ended || Files.notExists(cluster.resolve("PG_VERSION"))) {
            throw new StackFailure("PostgreSQL's directory could not be initialised:%n%s".formatted(initdb.tail()));
        }
    }

    private String readOrCreatePassword() {
        Path file = directory.resolve("password");
        try {
            Files.createDirectories(directory);
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            String created = HexFormat.of().formatHex(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, created);
            return created;
        } catch (IOException failed) {
            throw new StackFailure("Cannot keep the database's password in " + file, failed);
        }
    }

    /// The first answer also creates the one database that the services share.
    private boolean answers(String secret) {
        String maintenance = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=5&socketTimeout=20";
        try (Connection connection = DriverManager.getConnection(maintenance, NAME, secret);
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select 1 from pg_database where datname = '" + NAME + "'")
                    .next()) {
                statement.execute("create database " + NAME);
            }
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }
}
