package io.ketstream.support;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts a service. Its settings stand in `<name>.yml`, named after it so that several services fit on one class path.
public final class KetstreamService {

    private KetstreamService() {}

    public static ConfigurableApplicationContext run(Class<?> application, String name, String... arguments) {
        return new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name, "spring.application.name=" + name)
                .run(arguments);
    }
}
