package io.ketstream.support.trace;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/// Leaves out everything that Spring Boot configures for traces where they have nowhere to go: no thread is started,
/// no span is made.
final class TracingOnlyWithEndpoint implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String MICROMETER = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.";

    private boolean traced;

    @Override
    public void setEnvironment(Environment environment) {
        traced = TraceEndpoint.isSet(environment);
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        var kept = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String name = candidates[i];
            kept[i] = traced || name == null || !(name.startsWith(MICROMETER) || name.startsWith(OPEN_TELEMETRY));
        }
        return kept;
    }
}
