package io.ketstream.benchmarks;

import io.ketstream.stack.LocalStack;
import io.ketstream.stack.LocalStackBuilder;
import io.ketstream.stack.PortPlan;
import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.client.RefusedException;
import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A command that measures a stack: started on data of its own, measured, stopped, its data deleted.
///
/// Progress goes to standard error, the report to standard output. Exit status: 0 everything was measured
/// and right, 1 something went wrong, 2 the command line is.
public final class StackCommand {
    private static final long BEGIN = System.nanoTime();

    private StackCommand() {}

    /// What a measurement came to.
    ///
    /// @param report for a reader
    public record Result(String report, boolean isRight) {}

    /// Measures a stack that is up.
    @FunctionalInterface
    public interface Measurement<O> {
        Result measure(LocalStack stack, O options, Path home, Consumer<String> progress)
                throws IOException, InterruptedException, ExecutionException;
    }

    /// Ends this JVM.
    ///
    /// @param parse of the words and the directory that paths are of; it throws [IllegalArgumentException]
    ///     for the person at the terminal
    /// @param setting of the stack, beside its data and ports
    public static <O> void main(
            String[] words,
            BiFunction<String[], Path, O> parse,
            UnaryOperator<LocalStackBuilder> setting,
            Measurement<O> measurement)
            throws InterruptedException {
        main(words, parse, (_, builder) -> setting.apply(builder), measurement);
    }

    /// The same with a stack that depends on the options.
    public static <O> void main(
            String[] words,
            BiFunction<String[], Path, O> parse,
            BiFunction<O, LocalStackBuilder, LocalStackBuilder> setting,
            Measurement<O> measurement)
            throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        O options;
        try {
            options = parse.apply(words, Path.of("").toAbsolutePath());
        } catch (IllegalArgumentException usage) {
            System.err.println(usage.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options, setting, measurement));
    }

    private static <O> int run(
            O options, BiFunction<O, LocalStackBuilder, LocalStackBuilder> setting, Measurement<O> measurement)
            throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("ketstream.home", "")).toAbsolutePath();
        StackDirectory directory = new StackDirectory(home.resolve(".ketstream")
                .resolve("bench-" + ProcessHandle.current().pid()));
        Result result;
        try (LocalStack stack = setting.apply(
                        options,
                        LocalStack.builder().home(home).data(directory.root()).ports(PortPlan.free()))
                .progress(StackCommand::progress)
                .start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
            result = measurement.measure(stack, options, home, StackCommand::progress);
        } catch (StackFailure | RefusedException | IllegalStateException | ExecutionException | IOException failed) {
            System.err.println(failed.getMessage());
            System.err.println("The logs are kept in " + directory.logs());
            return 1;
        }
        directory.delete();
        out.print(result.report());
        return result.isRight() ? 0 : 1;
    }

    private static void progress(String line) {
        System.err.println("[%5.1f s] %s".formatted((System.nanoTime() - BEGIN) / 1e9, line));
    }
}
