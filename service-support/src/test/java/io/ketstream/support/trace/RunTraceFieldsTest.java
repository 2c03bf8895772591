package io.ketstream.support.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.ExecutionId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunTraceFieldsTest {

    private static final RunId RUN = RunId.of("0af76519-16cd-43dd-8448-eb211c80319c");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void anErrorOfARunHasTheRunAndItsTrace(String format) {
        logger("circuit-service", format)
                .atError()
                .setCause(new IllegalStateException("of its own"))
                .addKeyValue("runId", RUN)
                .log("circuit generation failed unexpectedly");
        JsonNode line = line();
        assertThat(line.get("runId").asString()).isEqualTo(RUN.toString());
        assertThat(line.get("traceId").asString()).isEqualTo(TRACE);
        assertThat(line.get("spanId").asString()).isEqualTo(TraceIds.span(RUN, Stage.CIRCUIT, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"requestId", "jobId"})
    void aLineAboutAQuestionHasThatOnesSpan(String name) {
        var question = new ExecutionId(RUN, 7, Digest.of("pub"));
        logger("execution-service", "ecs")
                .atError()
                .addKeyValue(name, question.toString())
                .log("request failed");
        JsonNode line = line();
        assertThat(line.get("runId").asString()).isEqualTo(RUN.toString());
        assertThat(line.get("traceId").asString()).isEqualTo(TRACE);
        assertThat(line.get("spanId").asString()).isEqualTo(TraceIds.span(RUN, Stage.EVALUATION, 7));
    }

    @Test
    void aLineWithinARequestKeepsThatOnesTrace() {
        try (var _ = MDC.putCloseable("traceId", "of the request");
                var _ = MDC.putCloseable("spanId", "of the request too")) {
            logger("results-service", "ecs").atWarn().addKeyValue("runId", RUN).log("a stream of events ended early");
        }
        JsonNode line = line();
        assertThat(line.get("runId").asString()).isEqualTo(RUN.toString());
        assertThat(line.get("traceId").asString()).isEqualTo("of the request");
        assertThat(line.get("spanId").asString()).isEqualTo("of the request too");
    }

    @Test
    void otherLinesHaveNone() {
        logger("execution-service", "ecs")
                .atInfo()
                .addKeyValue("jobId", "5f0c2c1e-8c83-4d4c-9b1f-0d6a3f6c1e11")
                .log("job interrupted");
        assertThat(line().has("runId")).isFalse();
        assertThat(line().has("traceId")).isFalse();
    }

    private Logger logger(String service, String format) {
        var environment = new MockEnvironment()
                .withProperty("spring.application.name", service)
                .withProperty("logging.structured.json.customizer", RunTraceFields.class.getName());
        ConfigurationPropertySources.attach(environment);
        var context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        context.putObject(Environment.class.getName(), environment);
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat(format);
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        Logger logger = context.getLogger("test");
        logger.addAppender(appender);
        return logger;
    }

    private JsonNode line() {
        return JsonMapper.shared().readTree(written.toString(StandardCharsets.UTF_8));
    }
}
