package io.ketstream.benchmarks.learning;

import io.ketstream.stack.LocalStack;
import io.ketstream.stack.PortPlan;
import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.client.RefusedException;
import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// The main class behind `./ketstream bench learning`: a stack on data of its own, the published rows through it, the
/// data's end.
///
/// Progress goes to standard error, the report to standard output. Exit status: 0 every row is reproduced to one
/// sample, 1 one is not or something went wrong, 2 the command line is.
public final class LearningCommand {
    private static final long BEGIN = System.nanoTime();

    private LearningCommand() {}

    public static void main(String[] words) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("ketstream.home", "")).toAbsolutePath();
        LearningOptions options;
        try {
            options = LearningOptions.parse(words, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(home, options, out));
    }

    private static int run(Path home, LearningOptions options, PrintStream out) throws InterruptedException {
        StackDirectory directory = new StackDirectory(home.resolve(".ketstream")
                .resolve("bench-" + ProcessHandle.current().pid()));
        LearningFigures figures;
        try (LocalStack stack = LocalStack.builder()
                .home(home)
                .data(directory.root())
                .ports(PortPlan.free())
                .progress(LearningCommand::progress)
                .start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
            figures = new LearningBenchmark(stack, options, LearningCommand::progress).measure();
            if (options.json() != null) {
                Files.writeString(options.json(), JsonMapper.shared().writeValueAsString(figures));
            }
        } catch (StackFailure | RefusedException | IllegalStateException | IOException failed) {
            System.err.println(failed.getMessage());
            System.err.println("The logs are kept in " + directory.logs());
            return 1;
        }
        directory.delete();
        out.print(LearningReport.of(figures));
        return figures.isRight() ? 0 : 1;
    }

    private static void progress(String line) {
        System.err.println("[%5.1f s] %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }
}
