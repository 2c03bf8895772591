package io.ketstream.results.prediction.messaging;

import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.Topics;
import io.ketstream.model.execution.Engine;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/// Questions as any run's loop asks them, under the id of a run that there is not, some at a time.
/// Those that nobody waits for any more are withdrawn.
@Component
class KafkaQuestions implements Questions {

    private static final Logger log = LoggerFactory.getLogger(KafkaQuestions.class);

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
    public Questions.Answered ask(TrainedModel model, List<Pub> questions) {
        long deadline = System.nanoTime() + patience;
        try {
            return ask(model, questions, model.engine(), deadline);
        } catch (UnansweredException e) {
            if (e.kind() != UnansweredException.Kind.ENGINE_AWAY) {
                throw e;
            }
            return ask(model, questions, null, deadline);
        }
    }

    /// @param pinned absent: any release of the model's engine
    private Questions.Answered ask(TrainedModel model, List<Pub> questions, @Nullable Engine pinned, long deadline) {
        RunId run = RunId.random();
        var answers = new Answers(model.engine(), pinned != null);
        List<ExecutionId> ids = questions.stream()
                .map(pub -> new ExecutionId(run, OF_NO_LOOP, pub.digest()))
                .toList();
        Set<ExecutionId> asked = new LinkedHashSet<>();
        try {
            reader.expect(run, answers);
            for (int k = 0; k < ids.size(); k++) {
                // the same question twice has one answer
                if (asked.add(ids.get(k))) {
                    answers.await(asked.size() - MOST_OUTSTANDING, deadline);
                    var event = new ExecutionRequested(
                            EventMetadata.of(ids.get(k).toString(), clock.instant(), null),
                            ids.get(k),
                            questions.get(k),
                            model.engine().backend(),
                            pinned,
                            model.circuitLink());
                    send(event, answers);
                }
            }
            answers.await(asked.size(), deadline);
            return answers.of(ids);
        } catch (UnansweredException e) {
            if (!asked.isEmpty()) {
                withdraw(run);
            }
            throw e;
        } finally {
            reader.forget(run);
        }
    }

    private void send(ExecutionRequested event, Answers answers) {
        try {
            CompletableFuture<?> _ = kafka.send(record(Topics.EXECUTION_REQUESTS, event))
                    .whenComplete((_, error) -> {
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

    /// So that execution-service does not compute what nobody waits for; lost, it costs that and no
    /// more.
    private void withdraw(RunId run) {
        var event = new RunCommand.Withdraw(EventMetadata.of(run + "/withdraw", clock.instant(), null), run);
        try {
            CompletableFuture<?> _ = kafka.send(record(Topics.RUN_COMMANDS, event))
                    .whenComplete((_, error) -> {
                        if (error != null) {
                            unwithdrawn(run, error);
                        }
                    });
        } catch (KafkaException e) {
            unwithdrawn(run, e);
        }
    }

    private static void unwithdrawn(RunId run, Throwable reason) {
        log.atWarn().addKeyValue("questionsOf", run).setCause(reason).log("questions could not be withdrawn");
    }

    private ProducerRecord<byte[], byte[]> record(String topic, RunEvent event) {
        ProducerRecord<String, byte[]> made = codec.toRecord(topic, event);
        return new ProducerRecord<>(
                made.topic(), null, made.key().getBytes(StandardCharsets.UTF_8), made.value(), made.headers());
    }

    private static UnansweredException unsent(Throwable error) {
        return UnansweredException.unavailable("Kafka does not take the questions now", error);
    }
}
