package io.ketstream.circuit;

import io.ketstream.support.KetstreamService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Translates problems into circuits. Settings: `circuit-service.yml`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class CircuitServiceApplication {

    public static void main(String[] arguments) {
        KetstreamService.run(CircuitServiceApplication.class, "circuit-service", arguments);
    }
}
