package io.ketstream.circuit.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// `ketstream.circuit.*`.
///
/// @param problemTimeout how long one answer of a problem's owner may take
/// @param problemGiveUp how long an owner may stay away before the run fails
/// @param problemLimit the largest problem that is fetched
/// @param retryLongest the longest pause between two attempts at the same record
/// @param sendTimeout how long the broker may take to acknowledge an event
@ConfigurationProperties("ketstream.circuit")
public record CircuitSettings(
        @DefaultValue("10s") Duration problemTimeout,
        @DefaultValue("15m") Duration problemGiveUp,
        @DefaultValue("64MB") DataSize problemLimit,
        @DefaultValue("10s") Duration retryLongest,
        @DefaultValue("130s") Duration sendTimeout) {}
