package io.ketstream.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.stack.process.StackFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The broker and the database, for real: what they acknowledged survives SIGKILL, and nothing of them is left behind.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StackIT {
    private static final int RECORDS = 200;

    @TempDir
    static Path data;

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.builder().data(data).services(List.of()).start();
    }

    @AfterAll
    static void stop() {
        stack.close();
        assertThat(stack.directory().ledger().running()).isEmpty();
    }

    @Test
    @Order(1)
    void recordsThatTheBrokerAcknowledgedSurviveItsDeath() throws Exception {
        try (Admin admin = Admin.create(clients())) {
            admin.createTopics(List.of(new NewTopic("survivors", 2, (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int number = 0; number < RECORDS; number++) {
                producer.send(new ProducerRecord<>("survivors", bytes("key" + number), bytes("value" + number)))
                        .get();
            }
        }
        long before = stack.broker().pid();
        stack.broker().kill();
        assertThat(stack.broker().isAlive()).isFalse();
        stack.broker().restart();
        assertThat(stack.broker().pid()).isNotEqualTo(before);

        Properties reading = clients();
        reading.put("group.id", "readers");
        reading.put("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("survivors"));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < RECORDS && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(values).hasSize(RECORDS).doesNotHaveDuplicates().contains("value0", "value" + (RECORDS - 1));
    }

    @Test
    @Order(2)
    void shareGroupsWorkWithoutAnySwitch() throws Exception {
        try (Admin admin = Admin.create(clients())) {
            admin.createTopics(List.of(new NewTopic("queue", 1, (short) 1)))
                    .all()
                    .get();
            ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "workers");
            AlterConfigOp earliest =
                    new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(group, List.of(earliest)))
                    .all()
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("queue", bytes("job"))).get();
        }
        Properties working = clients();
        working.put("group.id", "workers");
        List<String> jobs = new ArrayList<>();
        try (KafkaShareConsumer<byte[], byte[]> worker =
                new KafkaShareConsumer<>(working, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            worker.subscribe(List.of("queue"));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (jobs.isEmpty() && System.nanoTime() < deadline) {
                worker.poll(Duration.ofMillis(200))
                        .forEach(job -> jobs.add(new String(job.value(), StandardCharsets.UTF_8)));
            }
            worker.commitSync();
        }
        assertThat(jobs).containsExactly("job");
    }

    @Test
    @Order(3)
    void whatTheDatabaseCommittedSurvivesItsDeath() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(only(statement, "show fsync")).isEqualTo("on");
            assertThat(only(statement, "show synchronous_commit")).isEqualTo("on");
            assertThat(only(statement, "show listen_addresses")).isEqualTo("127.0.0.1");
            statement.execute("create table survivors (id integer primary key)");
            statement.execute("insert into survivors select generate_series(1, 1000)");
        }
        stack.database().kill();
        stack.database().restart();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(only(statement, "select count(*) from survivors")).isEqualTo("1000");
        }
    }

    @Test
    @Order(4)
    void aStrangerWithoutThePasswordIsTurnedAway() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                                stack.database().url(), stack.database().username(), "guess")
                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    @Order(5)
    void aSecondStackInTheSameDirectoryIsRefused() {
        assertThatThrownBy(() -> LocalStack.builder()
                        .data(data)
                        .services(List.of())
                        .start()
                        .close())
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("already running");
        assertThat(stack.broker().isAlive()).isTrue();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                stack.database().url(),
                stack.database().username(),
                stack.database().password());
    }

    private static String only(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Properties clients() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", stack.broker().bootstrapServers());
        return properties;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
