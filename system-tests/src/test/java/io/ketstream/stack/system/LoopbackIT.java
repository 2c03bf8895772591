package io.ketstream.stack.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nothing of the stack listens beyond loopback, by the kernel's own list of sockets.
@SystemTest
class LoopbackIT {
    private static final String LISTENING = "0A";
    private static final int INODE = 9;

    /// 127.x.y.z, ::1, and the former as mapped into IPv6, as the kernel writes them (little-endian words).
    private static final String LOOPBACK = "[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F";

    /// Five services, the broker's two listeners and the database.
    private static final int LEAST_LISTENERS = 8;

    @Test
    void nothingListensBeyondLoopback(Suite suite) throws IOException {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "sockets are listed on Linux only");
        Set<String> inodes = new HashSet<>();
        for (long pid : processes(suite)) {
            inodes.addAll(sockets(pid));
        }
        List<String> listeners = new ArrayList<>();
        Set<String> exposed = new TreeSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > INODE && columns[3].equals(LISTENING) && inodes.contains(columns[INODE])) {
                    String address = columns[1].substring(0, columns[1].indexOf(':'));
                    listeners.add(columns[1]);
                    if (!address.matches(LOOPBACK)) {
                        exposed.add(columns[1]);
                    }
                }
            }
        }
        assertThat(exposed).isEmpty();
        assertThat(listeners).hasSizeGreaterThanOrEqualTo(LEAST_LISTENERS);
    }

    /// The stack's processes with what they have started.
    private static Set<Long> processes(Suite suite) {
        Set<Long> pids = new TreeSet<>();
        ProcessHandle.current().descendants().forEach(child -> pids.add(child.pid()));
        suite.stack().services().forEach(service -> pids.add(service.pid()));
        pids.add(suite.stack().broker().pid());
        return pids;
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        Path descriptors = Path.of("/proc/" + pid + "/fd");
        if (!Files.isReadable(descriptors)) {
            return inodes;
        }
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                target(link)
                        .filter(name -> name.startsWith("socket:["))
                        .forEach(name -> inodes.add(name.substring("socket:[".length(), name.length() - 1)));
            }
        }
        return inodes;
    }

    /// Empty for a descriptor that has been closed in the meantime.
    private static Stream<String> target(Path link) {
        try {
            return Stream.of(Files.readSymbolicLink(link).toString());
        } catch (IOException closed) {
            return Stream.empty();
        }
    }
}
