package io.ketstream.benchmarks.loop;

import io.ketstream.benchmarks.StackCommand;
import io.ketstream.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The main class behind `./ketstream bench loop`: iterations of runs through a stack.
public final class LoopCommand {

    private LoopCommand() {}

    public static void main(String[] words) throws InterruptedException {
        StackCommand.main(words, LoopOptions::parse, UnaryOperator.identity(), LoopCommand::measure);
    }

    private static StackCommand.Result measure(
            LocalStack stack, LoopOptions options, Path home, Consumer<String> progress)
            throws IOException, InterruptedException, ExecutionException {
        LoopFigures figures = new LoopBenchmark(stack, home, options, progress).measure();
        if (options.json() != null) {
            Files.writeString(options.json(), LoopJson.of(figures));
        }
        return new StackCommand.Result(LoopReport.of(figures), figures.isRight());
    }
}
