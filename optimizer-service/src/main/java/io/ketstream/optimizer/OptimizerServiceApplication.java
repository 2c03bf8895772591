package io.ketstream.optimizer;

import io.ketstream.support.KetstreamService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Starts the service; its settings stand in `optimizer-service.yml`.
@SpringBootApplication
@ConfigurationPropertiesScan
public class OptimizerServiceApplication {

    public static void main(String[] arguments) {
        KetstreamService.run(OptimizerServiceApplication.class, "optimizer-service", arguments);
    }
}
