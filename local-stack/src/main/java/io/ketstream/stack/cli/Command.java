package io.ketstream.stack.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What `./ketstream` can do, beside building and testing, which the script does itself.
enum Command {
    DEMO("demo", null),
    UP("up", null),
    DOWN("down", null),
    STATUS("status", null),
    SUBMIT("submit", "a FILE with a run as JSON, or - for standard input"),
    WATCH("watch", "a RUN id"),
    HELP("help", null);

    private final String word;
    private final @Nullable String operand;

    Command(String word, @Nullable String operand) {
        this.word = word;
        this.operand = operand;
    }

    static Command named(String word) {
        for (Command command : values()) {
            if (command.word.equals(word)) {
                return command;
            }
        }
        throw new Arguments.UsageException("Unknown command '%s'. There are: %s"
                .formatted(word, Arrays.stream(values()).map(Command::word).collect(Collectors.joining(", "))));
    }

    String word() {
        return word;
    }

    /// What the command needs after its name, in words; null for nothing.
    @Nullable
    String operand() {
        return operand;
    }
}
