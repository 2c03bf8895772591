package io.ketstream.results;

import io.ketstream.support.KetstreamService;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// `--rebuild` rebuilds every projection from the event log before the service becomes ready.
@SpringBootApplication
public class ResultsServiceApplication {

    static void main(String[] arguments) {
        KetstreamService.run(ResultsServiceApplication.class, "results-service", arguments);
    }
}
