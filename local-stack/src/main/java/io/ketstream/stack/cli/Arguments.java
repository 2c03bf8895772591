package io.ketstream.stack.cli;

import io.ketstream.stack.PortPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command line: `<command> [operand] [--data DIR] [--ports auto | --ports-from N]`.
///
/// @param ports null where nothing was said, so that each command has its own default
record Arguments(
        Command command,
        @Nullable String operand,
        @Nullable Path data,
        @Nullable PortPlan ports) {

    /// The command line cannot be understood; the message says why.
    static final class UsageException extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    static Arguments parse(String[] words) {
        Command command = Command.HELP;
        List<String> operands = new ArrayList<>();
        Path data = null;
        PortPlan ports = null;
        for (int position = 0; position < words.length; position++) {
            String word = words[position];
            switch (word) {
                case "--data" -> data = Path.of(valueOf(words, ++position));
                case "--ports-from" -> ports = portsFrom(valueOf(words, ++position));
                case "--ports" -> ports = portPlan(valueOf(words, ++position));
                case "-h", "--help" -> {
                    return new Arguments(Command.HELP, null, null, null);
                }
                default -> {
                    if (word.startsWith("-") && !word.equals("-")) {
                        throw new UsageException("Unknown option " + word);
                    }
                    if (position == 0) {
                        command = Command.named(word);
                    } else {
                        operands.add(word);
                    }
                }
            }
        }
        return new Arguments(command, operand(command, operands), data, ports);
    }

    private static @Nullable String operand(Command command, List<String> operands) {
        if (operands.size() > (command.operand() == null ? 0 : 1)) {
            throw new UsageException("'%s' is too much for %s".formatted(operands.getLast(), command.word()));
        }
        if (command.operand() != null && operands.isEmpty()) {
            throw new UsageException("%s needs %s".formatted(command.word(), command.operand()));
        }
        return operands.isEmpty() ? null : operands.getFirst();
    }

    private static String valueOf(String[] words, int position) {
        if (position >= words.length) {
            throw new UsageException(words[position - 1] + " needs a value");
        }
        return words[position];
    }

    private static PortPlan portPlan(String value) {
        return switch (value) {
            case "auto" -> PortPlan.free();
            case "default" -> PortPlan.defaults();
            default -> throw new UsageException("--ports is auto or default, not " + value);
        };
    }

    private static PortPlan portsFrom(String value) {
        try {
            return new PortPlan.Consecutive(Integer.parseInt(value));
        } catch (NumberFormatException notANumber) {
            throw new UsageException("--ports-from needs a port number, not " + value);
        } catch (IllegalArgumentException outOfRange) {
            throw new UsageException(String.valueOf(outOfRange.getMessage()));
        }
    }

    PortPlan portsOr(PortPlan otherwise) {
        return ports == null ? otherwise : ports;
    }
}
