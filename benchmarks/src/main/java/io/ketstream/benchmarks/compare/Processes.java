package io.ketstream.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How a contender's process is started.
final class Processes implements Comparison.Starter {
    /// What is left is for the peers, whose states are in memory at the same time.
    private static final String HEAP_PERCENT = "40";

    private final CompareOptions options;

    Processes(CompareOptions options) {
        this.options = options;
    }

    @Override
    public ContenderProcess start(Contender contender, int threads) throws IOException {
        Path log = options.out().resolve(contender.id() + ".log");
        return new ContenderProcess(own(threads), Map.of(), log, options.patience());
    }

    private static List<String> own(int threads) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:MaxRAMPercentage=" + HEAP_PERCENT,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OwnContender.class.getName(),
                Integer.toString(threads));
    }
}
