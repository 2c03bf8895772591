package io.ketstream.stack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The JVM's shared archive of the classes that a program loads: with it a start costs about half the processor
/// time, but writing it, at the JVM's end, costs as much as a start. So only a stack that stays writes
/// archives, and all use them. The JVM itself ignores an archive that does not fit its class path or version.
public record ClassArchive(Path file, boolean write) {
    public List<String> options() {
        if (write) {
            return List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + file,
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr");
        }
        return Files.exists(file)
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable", "-Xlog:all=error:stderr")
                : List.of();
    }
}
