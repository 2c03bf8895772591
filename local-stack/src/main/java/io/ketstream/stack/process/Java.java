package io.ketstream.stack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines of child JVMs, on the very JDK that runs us.
public final class Java {
    private Java() {}

    /// `java <options> -cp <our class path> <mainClass> <arguments>`
    public static List<String> main(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return command;
    }

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
