package io.ketstream.results.prediction.messaging;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.results.prediction.Questions;
import io.ketstream.results.prediction.UnansweredException;
import io.ketstream.results.prediction.config.PredictionProperties;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.EventTooLargeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/// Questions as any run's loop asks them, under the id of a run that there is not, some at a time.
@Component
class KafkaQuestions implements Questions {

    /// Sent and not answered.
    private static final int MOST_OUTSTANDING = 16;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final EventCodec codec;
    private final AnswerReader reader;
    private final Clock clock;
    private final long patience;

    KafkaQuestions(
            KafkaTemplate<byte[], byte[]> kafka,
            EventCodec codec,
            AnswerReader reader,
            Clock clock,
            PredictionProperties properties) {
        this.kafka = kafka;
        this.codec = codec;
        this.reader = reader;
        this.clock = clock;
        this.patience = properties.timeout().toNanos();
    }

    @Override
    public List<PackedMatrix> ask(TrainedModel model, List<Pub> questions) {
        long deadline = System.nanoTime() + patience;
        RunId run = RunId.random();
        var answers = new Answers(model.engine());
        List<ExecutionId> ids = questions.stream()
                .map(pub -> new ExecutionId(run, OF_NO_LOOP, pub.digest()))
                .toList();
        try {
            reader.expect(run, answers);
            Set<ExecutionId> asked = new LinkedHashSet<>();
            for (int k = 0; k < ids.size(); k++) {
                // the same question twice has one answer
                if (asked.add(ids.get(k))) {
                    answers.await(asked.size() - MOST_OUTSTANDING, deadline);
                    send(model, ids.get(k), questions.get(k), answers);
                }
            }
            answers.await(asked.size(), deadline);
            return answers.of(ids);
        } finally {
            reader.forget(run);
        }
    }

    private void send(TrainedModel model, ExecutionId id, Pub pub, Answers answers) {
        var event = new ExecutionRequested(
                EventMetadata.of(id.toString(), clock.instant(), null),
                id,
                pub,
                model.engine().backend(),
                model.engine(),
                model.circuitLink());
        try {
            ProducerRecord<String, byte[]> made = codec.toRecord(Topics.EXECUTION_REQUESTS, event);
            var sent = new ProducerRecord<>(
                    made.topic(), null, made.key().getBytes(StandardCharsets.UTF_8), made.value(), made.headers());
            CompletableFuture<?> _ = kafka.send(sent).whenComplete((_, error) -> {
                if (error != null) {
                    answers.fail(unsent(error));
                }
            });
        } catch (EventTooLargeException e) {
            throw new UnansweredException(UnansweredException.Kind.REFUSED, "the question is too large", e);
        } catch (KafkaException e) {
            throw unsent(e);
        }
    }

    private static UnansweredException unsent(Throwable error) {
        return UnansweredException.unavailable("Kafka does not take the questions now", error);
    }
}
