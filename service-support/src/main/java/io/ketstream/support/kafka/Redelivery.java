package io.ketstream.support.kafka;

import java.time.Duration;
import java.util.Map;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/// What happens to a record whose processing throws.
public final class Redelivery {

    private static final long FIRST_PAUSE_MILLIS = 250;

    private Redelivery() {}

    /// It comes again, after pauses that grow up to `longestPause`, for as long as it takes, before any other of its
    /// partition. A listener throws only what passes: it answers or buries itself what never will.
    public static CommonErrorHandler forEver(Duration longestPause) {
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        pauses.setMaxInterval(longestPause.toMillis());
        var handler = new DefaultErrorHandler(pauses);
        // there are kinds of exceptions that the handler would not try again by itself
        handler.setClassifications(Map.of(), true);
        handler.setLogLevel(KafkaException.Level.WARN);
        return handler;
    }
}
