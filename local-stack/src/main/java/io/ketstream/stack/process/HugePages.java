package io.ketstream.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Huge pages for the heap and the compiled code of a child JVM, where the Linux kernel gives them on request. Many
/// JVMs that share two processors find neither code nor addresses of the last turn in the caches: with pages of 2 MiB
/// one look-up of an address serves for more.
public final class HugePages {
    private static final Path MODES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private HugePages() {}

    public static List<String> options() {
        return options(MODES);
    }

    /// @param modes the kernel's file: all modes, the chosen one in brackets
    static List<String> options(Path modes) {
        String chosen;
        try {
            chosen = Files.readString(modes);
        } catch (IOException notLinuxOrWithoutHugePages) {
            return List.of();
        }
        return chosen.contains("[never]") ? List.of() : List.of("-XX:+UseTransparentHugePages");
    }
}
