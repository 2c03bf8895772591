package io.ketstream.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/// Puts `ketstream-defaults.properties` below every setting of a service, and above the defaults of the Kafka binder,
/// which would have record keys written as bytes.
final class DefaultSettings implements EnvironmentPostProcessor, Ordered {

    private static final String BINDER_DEFAULTS = "kafkaBinderDefaultProperties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            var defaults = new ResourcePropertySource(new ClassPathResource("ketstream-defaults.properties"));
            MutablePropertySources sources = environment.getPropertySources();
            if (sources.contains(BINDER_DEFAULTS)) {
                sources.addBefore(BINDER_DEFAULTS, defaults);
            } else {
                sources.addLast(defaults);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
