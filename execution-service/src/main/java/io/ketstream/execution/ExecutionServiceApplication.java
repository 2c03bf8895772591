package io.ketstream.execution;

import io.ketstream.support.KetstreamService;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts execution-service.
@SpringBootApplication
public class ExecutionServiceApplication {

    public static void main(String... arguments) {
        KetstreamService.run(ExecutionServiceApplication.class, "execution-service", arguments);
    }
}
