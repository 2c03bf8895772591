package io.ketstream.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where it ran.
///
/// @param vectors the widest instructions of its processor that matter here
/// @param loadBefore of the whole machine, one minute's average
record Machine(
        String processor,
        int processors,
        String vectors,
        String system,
        String java,
        double loadBefore,
        double loadAfter) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static Machine of(double loadBefore, double loadAfter) {
        List<String> info = cpuInfo();
        String flags = " " + field(info, "flags") + " ";
        return new Machine(
                field(info, "model name").isEmpty() ? System.getProperty("os.arch") : field(info, "model name"),
                Runtime.getRuntime().availableProcessors(),
                flags.contains(" avx512f ") ? "AVX-512" : flags.contains(" avx2 ") ? "AVX2" : "",
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "Java " + Runtime.version(),
                loadBefore,
                loadAfter);
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static List<String> cpuInfo() {
        try {
            return Files.exists(CPU_INFO) ? Files.readAllLines(CPU_INFO) : new ArrayList<>();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String field(List<String> info, String name) {
        return info.stream()
                .filter(line -> line.startsWith(name) && line.contains(":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
