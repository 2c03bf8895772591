package io.ketstream.benchmarks.ticks;

import io.ketstream.benchmarks.StackCommand;
import io.ketstream.stack.LocalStack;
import io.ketstream.stack.LocalStackBuilder;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// The main class behind `./ketstream bench ticks`: ticks through Kafka, PostgreSQL and ingestion-service.
public final class TicksCommand {

    private TicksCommand() {}

    public static void main(String[] words) throws InterruptedException {
        StackCommand.main(words, TicksOptions::parse, TicksCommand::setting, TicksCommand::measure);
    }

    private static StackCommand.Result measure(
            LocalStack stack, TicksOptions options, Path home, Consumer<String> progress)
            throws IOException, InterruptedException, ExecutionException {
        TicksFigures figures = new TicksBenchmark(stack, options, progress).measure();
        if (options.json() != null) {
            Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
        }
        return new StackCommand.Result(TicksReport.of(options, figures), figures.isRight());
    }

    private static LocalStackBuilder setting(LocalStackBuilder stack) {
        String service = ServiceKind.INGESTION.serviceName();
        return stack.services(List.of(ServiceKind.INGESTION))
                .environment(service, "KETSTREAM_MARKET_TICKS_BARLENGTH", TicksBenchmark.BAR.toString())
                .environment(service, "KETSTREAM_MARKET_TICKS_LATENESS", TicksBenchmark.LATENESS.toString())
                .environment(service, "KETSTREAM_MARKET_TICKS_IDLE", TicksBenchmark.IDLE.toString())
                .environment(service, "KETSTREAM_MARKET_TICKS_SNAPSHOTINTERVAL", TicksBenchmark.INTERVAL.toString());
    }
}
