package io.ketstream.benchmarks.scale;

import io.ketstream.benchmarks.StackCommand;
import io.ketstream.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/// The main class behind `./ketstream bench scale`: portfolios through a stack. Right is what no cluster was solved
/// classically for.
public final class ScaleCommand {

    private ScaleCommand() {}

    public static void main(String[] words) throws InterruptedException {
        StackCommand.main(words, ScaleOptions::parse, UnaryOperator.identity(), ScaleCommand::measure);
    }

    private static StackCommand.Result measure(
            LocalStack stack, ScaleOptions options, Path home, Consumer<String> progress)
            throws IOException, InterruptedException {
        ScaleFigures figures = new ScaleBenchmark(stack, options, progress).measure();
        if (options.json() != null) {
            Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
        }
        return new StackCommand.Result(ScaleReport.of(options, figures), figures.isRight());
    }
}
