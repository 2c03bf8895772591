package io.ketstream.stack.cli;

import io.ketstream.stack.client.RefusedException;
import io.ketstream.stack.process.StackFailure;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The main class behind `./ketstream`. Exit status: 0 all is well, 1 something is wrong, 2 the command line is.
public final class Ketstream {
    private Ketstream() {}

    public static void main(String[] words) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("ketstream.home", "")).toAbsolutePath();
        System.exit(run(words, home, out, err));
    }

    static int run(String[] words, Path home, PrintStream out, PrintStream err) {
        try {
            Arguments arguments = Arguments.parse(words);
            Path data = arguments.data() == null
                    ? home.resolve(".ketstream")
                    : arguments.data().toAbsolutePath();
            Terminal terminal = new Terminal(out);
            return switch (arguments.command()) {
                case DEMO -> new DemoCommand(home, arguments, terminal).run();
                case UP -> new UpCommand(home, data, arguments, terminal).run();
                case DOWN -> new DownCommand(data, terminal).run();
                case STATUS -> new StatusCommand(data, terminal).run();
                case SUBMIT -> new SubmitCommand(data, required(arguments.operand()), terminal).run();
                case WATCH -> new WatchCommand(data, required(arguments.operand()), terminal).run();
                case HELP -> help(out);
            };
        } catch (Arguments.UsageException usage) {
            err.println(usage.getMessage());
            err.println("`./ketstream help` shows what there is.");
            return 2;
        } catch (StackFailure | RefusedException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }

    private static String required(@org.jspecify.annotations.Nullable String operand) {
        if (operand == null) {
            throw new Arguments.UsageException("An operand is missing");
        }
        return operand;
    }

    private static int help(PrintStream out) {
        out.print("""
                ketstream <command>

                  demo             start everything on fresh data, solve three problems, judge the results, stop
                  up               start everything and keep it running until Ctrl-C; data is kept between starts
                  down             stop what is running
                  status           say what is running and where
                  submit FILE|-    submit a run (JSON), print its id and address
                  watch RUN        follow a run until it ends
                  build            build the jars
                  test [ARG...]    run the tests (mvn verify)
                  chaos [ARG...]   run the tests that kill every part of a stack in the middle of its work

                  --data DIR       keep data and logs there instead of in .ketstream
                  --ports-from N   APIs on N to N+4 instead of 8081 to 8085
                  --ports auto     APIs on free ports
                """);
        return 0;
    }
}
