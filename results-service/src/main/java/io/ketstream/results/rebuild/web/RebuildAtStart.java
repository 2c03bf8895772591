package io.ketstream.results.rebuild.web;

import io.ketstream.results.rebuild.Rebuilds;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/// `--rebuild` on the command line: the service becomes ready when its projections have been rebuilt.
@Component
class RebuildAtStart implements ApplicationRunner {

    private final Rebuilds rebuilds;

    RebuildAtStart(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("rebuild")) {
            rebuilds.runNow();
        }
    }
}
