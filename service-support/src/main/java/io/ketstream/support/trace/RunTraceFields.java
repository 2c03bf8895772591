package io.ketstream.support.trace;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.ExecutionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.core.env.Environment;

/// Gives each structured line about a run, or about a question of one, the fields `runId`, `traceId` and `spanId`: the
/// run's trace, and in it the span of what this service does. A line that is written within a request over HTTP keeps
/// the request's.
final class RunTraceFields implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    private static final String RUN = "runId";
    private static final String TRACE = "traceId";
    private static final List<String> QUESTIONS = List.of("requestId", "jobId");

    private final @Nullable Stage stage;

    RunTraceFields(Environment environment) {
        this.stage = stage(environment.getProperty("spring.application.name", ""));
    }

    private record Subject(RunId run, int sequence) {}

    @Override
    public void customize(Members<ILoggingEvent> members) {
        members.add(RUN, this::unnamedRun).whenNotNull();
        members.add(TRACE, this::trace).whenNotNull();
        members.add("spanId", this::span).whenNotNull();
    }

    private @Nullable String unnamedRun(ILoggingEvent line) {
        Subject subject = value(line, RUN) == null ? subject(line) : null;
        return subject == null ? null : subject.run().toString();
    }

    private @Nullable String trace(ILoggingEvent line) {
        Subject subject = ownTrace(line);
        return subject == null ? null : TraceIds.trace(subject.run());
    }

    private @Nullable String span(ILoggingEvent line) {
        Subject subject = ownTrace(line);
        return subject == null || stage == null ? null : TraceIds.span(subject.run(), stage, subject.sequence());
    }

    private static @Nullable Subject ownTrace(ILoggingEvent line) {
        return line.getMDCPropertyMap().containsKey(TRACE) ? null : subject(line);
    }

    private static @Nullable Subject subject(ILoggingEvent line) {
        for (String name : QUESTIONS) {
            ExecutionId question = question(value(line, name));
            if (question != null) {
                return new Subject(question.runId(), question.sequence());
            }
        }
        return value(line, RUN) instanceof RunId run ? new Subject(run, 0) : null;
    }

    private static @Nullable Object value(ILoggingEvent line, String name) {
        List<KeyValuePair> pairs = line.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                if (pair.key.equals(name)) {
                    return pair.value;
                }
            }
        }
        return null;
    }

    /// Null also for a job that is none of a run.
    private static @Nullable ExecutionId question(@Nullable Object id) {
        try {
            return id == null ? null : ExecutionId.of(id.toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Stage stage(String service) {
        for (Stage stage : Stage.values()) {
            if (stage.service().equals(service)) {
                return stage;
            }
        }
        return null;
    }
}
