package io.ketstream.benchmarks.compare;

import io.ketstream.benchmarks.Arguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `./ketstream compare` was asked for.
///
/// @param json whether JSON goes to standard output instead of Markdown
/// @param sizes in qubits
/// @param families of workloads
/// @param peers their names, or null for all
/// @param threads for each of these numbers everything is measured
/// @param rounds in which the contenders take turns
/// @param budget seconds that one contender has for one workload, all rounds together
/// @param warmUp seconds that our JVM runs a workload before it is measured
/// @param patience seconds after which a contender that has not answered is given up
/// @param out where the reports go
record CompareOptions(
        boolean json,
        Set<Integer> sizes,
        Set<Workload.Family> families,
        @Nullable Set<String> peers,
        List<Integer> threads,
        int rounds,
        double budget,
        double warmUp,
        int patience,
        Path out) {
    static final String USAGE = """
            ./ketstream compare [--json] [--quick] [--sizes 12,16,20,24] [--workloads w1,w2,xy,qasm,gram,qnn] [--peers all|none|NAME,...]
                [--threads 1,2] [--rounds 5] [--budget SECONDS] [--warm-up SECONDS] [--patience SECONDS] [--out DIR]""";
    private static final Set<Integer> QUICK = Set.of(12, 16);

    CompareOptions {
        sizes = Set.copyOf(sizes);
        families = Set.copyOf(families);
        peers = peers == null ? null : Set.copyOf(peers);
        if (peers != null) {
            List<String> known =
                    Arrays.stream(Contender.values()).map(Contender::id).toList();
            Arguments.require(known.containsAll(peers), "--peers are of " + known);
        }
        threads = List.copyOf(threads);
        Arguments.require(sizes.stream().allMatch(size -> size >= 4 && size <= 30), "--sizes are from 4 to 30");
        Arguments.require(
                !threads.isEmpty() && threads.stream().allMatch(count -> count >= 1), "--threads are positive");
        Arguments.require(rounds >= 1, "--rounds must be at least 1");
        Arguments.require(
                budget > 0 && warmUp >= 0 && patience > 0, "--budget, --warm-up and --patience must be positive");
    }

    /// @param home the project's root
    /// @throws IllegalArgumentException with a message for the person at the terminal
    static CompareOptions parse(String[] words, Path directory, Path home, int processors) {
        boolean json = false;
        Set<Integer> sizes = Set.of(12, 16, 20, 24);
        Set<Workload.Family> families = EnumSet.allOf(Workload.Family.class);
        Set<String> peers = null;
        List<Integer> threads = processors > 1 ? List.of(1, 2) : List.of(1);
        int rounds = 5;
        double budget = 5;
        double warmUp = 4;
        int patience = 600;
        Path out = home.resolve(".ketstream").resolve("compare");
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--json" -> json = true;
                case "--quick" -> {
                    sizes = QUICK;
                    budget = 2;
                    warmUp = 2;
                }
                case "--sizes" -> sizes = Set.copyOf(numbers(words, ++place));
                case "--workloads" -> families = families(words, ++place);
                case "--peers" -> peers = peers(Arguments.value(words, ++place));
                case "--threads" -> threads = numbers(words, ++place);
                case "--rounds" -> rounds = Arguments.integer(words, ++place);
                case "--budget" -> budget = Arguments.number(words, ++place);
                case "--warm-up" -> warmUp = Arguments.number(words, ++place);
                case "--patience" -> patience = Arguments.integer(words, ++place);
                case "--out" -> out = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("compare does not know " + words[place] + "\n" + USAGE);
            }
        }
        return new CompareOptions(json, sizes, families, peers, threads, rounds, budget, warmUp, patience, out);
    }

    /// Ours, and those asked for.
    List<Contender> contenders() {
        return Arrays.stream(Contender.values())
                .filter(each -> each.kind() == Contender.Kind.OWN || peers == null || peers.contains(each.id()))
                .toList();
    }

    int largest() {
        return sizes.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static @Nullable Set<String> peers(String value) {
        return switch (value) {
            case "all" -> null;
            case "none" -> Set.of();
            default -> Set.of(value.split(","));
        };
    }

    private static Set<Workload.Family> families(String[] words, int place) {
        try {
            Set<Workload.Family> families = EnumSet.noneOf(Workload.Family.class);
            for (String name : Arguments.value(words, place).split(",")) {
                families.add(Workload.Family.valueOf(name.toUpperCase(Locale.ROOT)));
            }
            return families;
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "--workloads are of " + Arrays.toString(Workload.Family.values()), unknown);
        }
    }

    private static List<Integer> numbers(String[] words, int place) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : Arguments.value(words, place).split(",")) {
            try {
                numbers.add(Integer.valueOf(word));
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(words[place - 1] + " needs numbers, not " + word, notANumber);
            }
        }
        return numbers.stream().distinct().sorted().toList();
    }
}
