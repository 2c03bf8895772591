package io.ketstream.stack.database;

import io.ketstream.stack.process.StackFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once from the archive that zonky publishes on Maven Central for each platform.
record PostgresBinaries(Path home) {
    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /// @param cache a directory that outlives the stack
    static PostgresBinaries unpacked(Path cache) {
        String archive = archiveName();
        Path home = cache.resolve(archive.replace(".txz", ""));
        if (Files.isExecutable(home.resolve("bin").resolve("postgres"))) {
            return new PostgresBinaries(home);
        }
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (resource == null) {
                throw new StackFailure(
                        "No PostgreSQL for this platform on the class path (" + archive
                                + "). Build the project on this machine, or run the services against a PostgreSQL of your own.");
            }
            Files.createDirectories(cache);
            Path unpacking = Files.createTempDirectory(cache, "postgres-unpacking-");
            unpack(resource, unpacking);
            Files.setPosixFilePermissions(unpacking, permissions(0755));
            moveUnlessThere(unpacking, home);
            return new PostgresBinaries(home);
        } catch (IOException failed) {
            throw new StackFailure("Cannot unpack PostgreSQL into " + cache, failed);
        }
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String platform = system.startsWith("mac") ? "darwin" : system.replaceAll("[^a-z]", "");
        String processor = machine.equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + platform + "-" + processor + ".txz";
    }

    private static void unpack(InputStream resource, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(resource)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("An entry of the archive leaves its directory: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(path, permissions(entry.getMode()));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    /// Another stack may have unpacked in the meantime; its copy is as good.
    private static void moveUnlessThere(Path unpacked, Path home) throws IOException {
        if (Files.notExists(home)) {
            Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.walkFileTree(unpacked, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException failed) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
