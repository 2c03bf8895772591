package io.ketstream.support.trace;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/// Whether spans have somewhere to go: the address of a collector is set and not empty.
final class TraceEndpoint implements Condition {

    private static final String PROPERTY = "management.opentelemetry.tracing.export.otlp.endpoint";

    static boolean isSet(Environment environment) {
        return StringUtils.hasText(environment.getProperty(PROPERTY));
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isSet(context.getEnvironment());
    }
}
