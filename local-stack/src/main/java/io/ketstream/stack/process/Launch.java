package io.ketstream.stack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to start: `environment` is added to ours; output and errors are appended to `log`.
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        StopSignal stopSignal) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
