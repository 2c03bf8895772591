package io.ketstream.stack.service;

import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a service's executable jar stands after the build.
record BootJar(Path file) {
    /// @param home the root of the project
    static BootJar of(ServiceKind kind, Path home) {
        Path target = home.resolve(kind.serviceName()).resolve("target");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, kind.serviceName() + "-*-boot.jar")) {
                jars.forEach(found::add);
            } catch (IOException failed) {
                throw new StackFailure("Cannot look for a boot jar in " + target, failed);
            }
        }
        if (found.size() != 1) {
            throw new StackFailure("%s: %d boot jars in %s, where one is needed. Build with ./ketstream build."
                    .formatted(kind.serviceName(), found.size(), target));
        }
        return new BootJar(found.getFirst());
    }
}
