package io.ketstream.benchmarks.workers;

import io.ketstream.benchmarks.StackCommand;
import io.ketstream.stack.LocalStack;
import io.ketstream.stack.LocalStackBuilder;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// The main class behind `./ketstream bench workers`: the same work with one execution-service and
/// with two.
public final class WorkersCommand {
    private static final String EXECUTION = ServiceKind.EXECUTION.serviceName();

    private WorkersCommand() {}

    public static void main(String[] words) throws InterruptedException {
        StackCommand.main(words, WorkersOptions::parse, WorkersCommand::withOneThread, WorkersCommand::measure);
    }

    /// A worker that computes on one thread, so that a second one is what a second thread comes
    /// from.
    private static LocalStackBuilder withOneThread(WorkersOptions options, LocalStackBuilder builder) {
        builder.environment(EXECUTION, "KETSTREAM_EXECUTION_WORKERS", "1")
                .environment(EXECUTION, "KETSTREAM_EXECUTION_SIMULATOR_THREADS", "1");
        return options.processors().isEmpty()
                ? builder
                : builder.processor(EXECUTION, options.processors().getFirst());
    }

    private static StackCommand.Result measure(
            LocalStack stack, WorkersOptions options, Path home, Consumer<String> progress)
            throws IOException, InterruptedException {
        WorkersFigures figures = new WorkersBenchmark(stack, options, progress).measure();
        if (options.json() != null) {
            Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
        }
        return new StackCommand.Result(WorkersReport.of(options, figures), figures.isRight());
    }
}
