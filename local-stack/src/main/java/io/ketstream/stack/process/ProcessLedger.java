package io.ketstream.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The children of a stack as a file, in order of their start: what a later command needs to end them when their
/// parent was killed. An entry names a process by id *and* start time, so a re-used id is never mistaken for ours.
public final class ProcessLedger {
    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String name, long pid, long startedAt, StopSignal stopSignal) {
        String line() {
            return name + " " + pid + " " + startedAt + " " + stopSignal;
        }

        static Entry parse(String line) {
            String[] fields = line.split(" ");
            return new Entry(
                    fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2]), StopSignal.valueOf(fields[3]));
        }

        Optional<ProcessHandle> running() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(handle -> startOf(handle) == startedAt);
        }
    }

    private ProcessLedger(Path file) {
        this.file = file;
    }

    /// Opens the ledger of a data directory; call [#sweep(Duration)] before starting anything.
    public static ProcessLedger open(Path file) {
        ProcessLedger ledger = new ProcessLedger(file);
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .map(Entry::parse)
                        .forEach(ledger.entries::add);
            } catch (IOException unreadable) {
                throw new StackFailure("Cannot read " + file, unreadable);
            }
        }
        return ledger;
    }

    synchronized void add(String name, ProcessHandle handle, StopSignal stopSignal) {
        entries.add(new Entry(name, handle.pid(), startOf(handle), stopSignal));
        write();
    }

    synchronized void remove(long pid) {
        if (entries.removeIf(entry -> entry.pid() == pid)) {
            write();
        }
    }

    /// Names of the entries whose process runs.
    public synchronized List<String> running() {
        return entries.stream()
                .filter(entry -> entry.running().isPresent())
                .map(Entry::name)
                .toList();
    }

    /// Ends what an earlier parent left: last started first, each given that long before it is killed.
    ///
    /// @return the names of the processes that were ended
    public synchronized List<String> sweep(Duration patience) {
        List<String> ended = new ArrayList<>();
        for (Entry entry : List.copyOf(entries).reversed()) {
            entry.running().ifPresent(handle -> {
                end(handle, entry.stopSignal(), patience);
                ended.add(entry.name());
            });
            entries.remove(entry);
        }
        write();
        return ended;
    }

    private static void end(ProcessHandle handle, StopSignal signal, Duration patience) {
        Signals.send("CONT", handle.pid());
        Signals.send(signal.name(), handle.pid());
        long deadline = System.nanoTime() + patience.toNanos();
        while (handle.isAlive() && System.nanoTime() < deadline) {
            Pause.ofMillis(50);
        }
        if (handle.isAlive()) {
            handle.destroyForcibly();
        }
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }

    private void write() {
        try {
            if (entries.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, entries.stream().map(Entry::line).toList());
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new StackFailure("Cannot write " + file, failed);
        }
    }
}
