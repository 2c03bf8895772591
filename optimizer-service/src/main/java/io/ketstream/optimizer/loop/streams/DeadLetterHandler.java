package io.ketstream.optimizer.loop.streams;

import io.ketstream.support.kafka.DeadLetters;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a record that cannot be read to its topic's dead letters and goes on. Made by Kafka Streams, by its class.
public final class DeadLetterHandler implements DeserializationExceptionHandler {

    /// Who gives a record up.
    static final String SERVICE = "optimizer-service";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    @Override
    public void configure(Map<String, ?> settings) {
        // nothing to configure
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> received, Exception exception) {
        Throwable reason = exception;
        while (reason.getCause() != null && reason.getMessage() == null) {
            reason = reason.getCause();
        }
        LOG.atWarn()
                .addKeyValue("topic", received.topic())
                .addKeyValue("partition", received.partition())
                .addKeyValue("offset", received.offset())
                .addKeyValue("reason", reason.getMessage())
                .log("A record cannot be read and goes to the dead letters");
        return Response.resume(List.of(DeadLetters.of(SERVICE, received, String.valueOf(reason.getMessage()))));
    }
}
