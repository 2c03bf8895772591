package io.ketstream.benchmarks.learning;

import io.ketstream.benchmarks.StackCommand;
import io.ketstream.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/// The main class behind `./ketstream bench learning`: the published rows through a stack. Right is every row that is
/// reproduced to one sample.
public final class LearningCommand {

    private LearningCommand() {}

    public static void main(String[] words) throws InterruptedException {
        StackCommand.main(words, LearningOptions::parse, UnaryOperator.identity(), LearningCommand::measure);
    }

    private static StackCommand.Result measure(
            LocalStack stack, LearningOptions options, Path home, Consumer<String> progress)
            throws IOException, InterruptedException {
        LearningFigures figures = new LearningBenchmark(stack, options, progress).measure();
        if (options.json() != null) {
            Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
        }
        return new StackCommand.Result(LearningReport.of(figures), figures.isRight());
    }
}
