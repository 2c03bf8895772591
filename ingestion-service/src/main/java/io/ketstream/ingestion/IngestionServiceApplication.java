package io.ketstream.ingestion;

import io.ketstream.support.KetstreamService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
class IngestionServiceApplication {

    private IngestionServiceApplication() {}

    public static void main(String[] arguments) {
        KetstreamService.run(IngestionServiceApplication.class, "ingestion-service", arguments);
    }
}
