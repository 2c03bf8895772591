package io.ketstream.stack;

import io.ketstream.stack.process.ProcessLedger;
import io.ketstream.stack.process.StackFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The layout of a stack's data directory: `kafka/`, `postgresql/`, `state/<instance>/`, `logs/`, and the files
/// by which other commands find a running stack (`stack.pid`, `addresses.properties`) or what is left of one
/// (`processes`).
public record StackDirectory(Path root) {
    public StackDirectory {
        root = root.toAbsolutePath().normalize();
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgresql() {
        return root.resolve("postgresql");
    }

    Path state(String instance) {
        return root.resolve("state").resolve(instance);
    }

    public Path logs() {
        return root.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path addresses() {
        return root.resolve("addresses.properties");
    }

    Path owner() {
        return root.resolve("stack.pid");
    }

    public ProcessLedger ledger() {
        return ProcessLedger.open(root.resolve("processes"));
    }

    /// The one stack that may use this directory.
    ///
    /// @return the channel that holds the lock, or null when another process has it
    @Nullable
    FileChannel tryLock() {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockOf(channel);
            if (lock == null) {
                channel.close();
                return null;
            }
            return channel;
        } catch (IOException failed) {
            throw new StackFailure("Cannot use " + root + " as the stack's directory", failed);
        }
    }

    /// Whether a process holds the directory.
    public boolean isInUse() {
        if (Files.notExists(root.resolve("lock"))) {
            return false;
        }
        FileChannel channel = tryLock();
        if (channel == null) {
            return true;
        }
        try {
            channel.close();
            return false;
        } catch (IOException failed) {
            throw new StackFailure("Cannot release " + root, failed);
        }
    }

    /// The process that wrote itself down as the owner, if it lives.
    public Optional<ProcessHandle> ownerProcess() {
        try {
            return Files.exists(owner())
                    ? ProcessHandle.of(Long.parseLong(Files.readString(owner()).strip()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new StackFailure("Cannot read " + owner(), unreadable);
        }
    }

    private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    /// Deletes the directory with everything in it.
    public void delete() {
        delete(root);
    }

    static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new StackFailure("Cannot create " + directory, failed);
        }
    }

    static void delete(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failed) {
            throw new StackFailure("Cannot delete " + directory, failed);
        }
    }
}
