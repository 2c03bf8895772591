package io.ketstream.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Ports on the loopback address, below the range from which operating systems take outgoing ones, so that a port
/// found free is not gone a moment later. One instance never gives the same port twice.
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private final Set<Integer> given = new HashSet<>();

    /// That port if it is free, else another.
    public synchronized int preferred(int port) {
        return isFree(port) && given.add(port) ? port : free();
    }

    public synchronized int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new StackFailure("No free port between " + FIRST + " and " + END);
    }

    /// That port, or a failure that names it and its use.
    public synchronized int required(int port, String use) {
        if (!isFree(port) || !given.add(port)) {
            throw new StackFailure(
                    "Port %d, which %s needs, is taken. Stop what listens there, or choose others with --ports-from N or --ports auto."
                            .formatted(port, use));
        }
        return port;
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
