package io.ketstream.stack.cli;

import io.ketstream.stack.StackDirectory;
import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Data of earlier demos whose process is gone: killed, or ended with something to look at that has now been
/// superseded.
final class AbandonedDemos {
    private AbandonedDemos() {}

    static void delete(Path parent) {
        for (Path demo : directories(parent)) {
            StackDirectory directory = new StackDirectory(demo);
            if (!directory.isInUse()) {
                directory.ledger().sweep(Duration.ofSeconds(5));
                directory.delete();
            }
        }
    }

    static List<Path> directories(Path parent) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> demos = Files.newDirectoryStream(parent, "demo-*")) {
                demos.forEach(found::add);
            } catch (IOException failed) {
                throw new StackFailure("Cannot look for earlier demos in " + parent, failed);
            }
        }
        return found;
    }
}
