package io.ketstream.support.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.support.KafkaHeaders;

/// A record's own headers among those of a message from Spring Cloud Stream's Kafka binder, which leaves them
/// as bytes but for those of a trace, and adds headers of its own. Of a name that occurs more than once the
/// last is left.
public final class BinderHeaders {

    private static final Set<String> TEXTS = Set.of("traceparent", "tracestate");

    private BinderHeaders() {}

    public static Headers of(Map<?, ?> message) {
        var headers = new RecordHeaders();
        message.forEach((key, value) -> {
            if (key instanceof String name && !name.startsWith(KafkaHeaders.PREFIX)) {
                if (value instanceof byte[] bytes) {
                    headers.add(name, bytes);
                } else if (value instanceof String text && TEXTS.contains(name)) {
                    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
                }
            }
        });
        return headers;
    }
}
