package io.ketstream.support.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/// A PostgreSQL server, started at first use and stopped with this JVM: beside it, or in a container with
/// `-Ptestcontainers`.
public final class TestDatabase {

    private TestDatabase() {}

    /// The JDBC address of a new, empty database; user and password are `postgres`.
    public static String create() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(Running.ADDRESS + "postgres", "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be created", e);
        }
        return Running.ADDRESS + name;
    }

    private static final class Running {
        private static final String ADDRESS =
                Boolean.getBoolean("ketstream.test.containers") ? Containers.startPostgres() : startEmbedded();

        private static String startEmbedded() {
            try {
                int port = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "100")
                        .start()
                        .getPort();
                return "jdbc:postgresql://localhost:" + port + "/";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
