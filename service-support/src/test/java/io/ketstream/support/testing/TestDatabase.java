package io.ketstream.support.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;

/// A PostgreSQL server beside this JVM, started at first use and stopped with it.
public final class TestDatabase {

    private TestDatabase() {}

    /// The JDBC address of a new, empty database; user and password are `postgres`.
    public static String create() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Running.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be created", e);
        }
        return Running.SERVER.getJdbcUrl("postgres", name);
    }

    private static final class Running {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "100")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
