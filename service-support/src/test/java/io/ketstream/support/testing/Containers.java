package io.ketstream.support.testing;

import java.util.Locale;
import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// Broker and database from a Docker engine, for `-Ptestcontainers`. Its libraries are on the class path of a service's
/// tests with that profile only, so nothing here may be touched without it.
final class Containers {

    private Containers() {}

    /// The broker's address.
    static String startKafka(Map<String, String> settings) {
        var broker = new KafkaContainer(image("kafka", "apache/kafka"));
        settings.forEach((name, value) ->
                broker.withEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        broker.start();
        stopAtTheEnd(broker::stop);
        return broker.getBootstrapServers();
    }

    /// The server's JDBC address, to which the name of a database is added.
    static String startPostgres() {
        var server = new PostgreSQLContainer(image("postgres", "postgres"))
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres");
        server.start();
        stopAtTheEnd(server::stop);
        return "jdbc:postgresql://" + server.getHost() + ":" + server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)
                + "/";
    }

    /// Testcontainers' own clean-up needs an image of its own and can be switched off.
    private static void stopAtTheEnd(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "test-container-shutdown"));
    }

    private static DockerImageName image(String what, String standard) {
        String name = System.getProperty("ketstream.test.image." + what, "");
        if (name.isEmpty()) {
            throw new IllegalStateException("no image is named for " + what);
        }
        return DockerImageName.parse(name).asCompatibleSubstituteFor(standard);
    }
}
