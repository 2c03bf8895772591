package io.ketstream.stack.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Command lines of child JVMs, on the very JDK that runs us.
public final class Java {
    private Java() {}

    /// `java <options> -cp <class path> <mainClass> <arguments>`
    public static List<String> main(
            List<String> options, List<Path> classPath, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                mainClass));
        command.addAll(arguments);
        return command;
    }

    /// The class path of this very JVM.
    public static List<Path> ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
