package io.ketstream.benchmarks.loop;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The least that an iteration can cost on this broker: bare clients send a question and wait for its answer, which
/// another thread sends as soon as it has the question. Nothing is decoded, computed or stored; bytes, headers, keys,
/// partitions and acknowledgements (`acks=all`) are the system's.
final class PingPong implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What takes the question.
    enum Kind {
        SHARED,
        PLAIN
    }

    private final String questionTopic;
    private final String answerTopic;
    private final Message question;
    private final Message answer;
    private final KafkaProducer<String, byte[]> asking;
    private final KafkaProducer<String, byte[]> answering;
    private final Hop home;
    private final Recorder questions = new Recorder();
    private final Recorder answers = new Recorder();
    private final Probe questionProbe;
    private final Probe answerProbe;
    private final Thread responder;
    private volatile @Nullable Exception failure;
    private volatile boolean closed;

    PingPong(Kind kind, String bootstrapServers, int partitions, Message question, Message answer)
            throws InterruptedException, ExecutionException {
        String name = "bench." + kind.name().toLowerCase(Locale.ROOT);
        this.questionTopic = name + ".questions";
        this.answerTopic = name + ".answers";
        this.question = question;
        this.answer = answer;
        prepare(bootstrapServers, partitions, name);
        this.asking = producer(bootstrapServers);
        this.answering = producer(bootstrapServers);
        this.home = Hop.plain(bootstrapServers, answerTopic);
        Hop away = switch (kind) {
            case SHARED -> Hop.shared(bootstrapServers, questionTopic, name);
            case PLAIN -> Hop.plain(bootstrapServers, questionTopic);
        };
        this.questionProbe = new Probe(bootstrapServers, questionTopic, questions);
        this.answerProbe = new Probe(bootstrapServers, answerTopic, answers);
        questionProbe.awaitPosition();
        answerProbe.awaitPosition();
        this.responder = Thread.ofPlatform().name(name).start(() -> respond(away));
    }

    /// `count` questions one after the other, all with one key.
    ///
    /// @return what the probes saw, and what the asking thread itself measured from sending to having the answer
    Measured measure(int count) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        double[] roundTrips = new double[count];
        for (int k = 0; k < count; k++) {
            long begin = System.nanoTime();
            send(asking, question.to(questionTopic, key));
            awaitAnswer(begin);
            roundTrips[k] = (System.nanoTime() - begin) / 1e3;
        }
        questions.await(count, PATIENCE);
        answers.await(count, PATIENCE);
        var trace = new Trace(nanos(questions.of(key)), nanos(answers.of(key)));
        questions.forget();
        answers.forget();
        return new Measured(trace, Distribution.of(roundTrips));
    }

    record Measured(Trace trace, Distribution roundTrip) {}

    private void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> message) {
        Future<RecordMetadata> _ = producer.send(message, (sent, error) -> {
            if (error != null) {
                failure = error;
            }
        });
    }

    private void awaitAnswer(long begin) {
        int[] received = {0};
        while (received[0] == 0) {
            home.poll(taken -> received[0]++);
            if (failure != null) {
                throw new IllegalStateException("a message of the baseline could not be sent", failure);
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("no answer on " + answerTopic + " within " + PATIENCE);
            }
        }
    }

    private void respond(Hop away) {
        try (away) {
            while (!closed) {
                away.poll(taken -> send(answering, answer.to(answerTopic, taken.key())));
            }
        }
    }

    private static List<Long> nanos(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::nanos).toList();
    }

    private void prepare(String bootstrapServers, int partitions, String group)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(Set.of(
                            new NewTopic(questionTopic, partitions, (short) 1),
                            new NewTopic(answerTopic, partitions, (short) 1)))
                    .all()
                    .get();
            var earliest =
                    new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), List.of(earliest)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        closed = true;
        try {
            responder.join(5000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        questionProbe.close();
        answerProbe.close();
        home.close();
        asking.close();
        answering.close();
    }
}
