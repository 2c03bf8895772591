package io.ketstream.benchmarks.workers;

import io.ketstream.benchmarks.Arguments;
import io.ketstream.stack.process.Processor;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `./ketstream bench workers` was asked for.
///
/// @param parts what is measured
/// @param gramRows of the table whose matrix is made
/// @param gramQubits of its feature map, as many as there are features
/// @param gridRows of the table that the grid's runs learn from
/// @param gridQubits of their feature map
/// @param processors that the two workers are kept on, one each; empty: any
/// @param repeats of every part with one worker before the other starts, with both, and with one
///     after it stopped
/// @param json where the figures go as JSON
record WorkersOptions(
        List<Part> parts,
        int gramRows,
        int gramQubits,
        int gridRows,
        int gridQubits,
        List<Processor> processors,
        int repeats,
        @Nullable Path json) {

    /// What is measured.
    enum Part {
        GRAM("a Gram matrix"),
        GRID("a grid of " + GramAndGrid.POINTS + " points");

        private final String title;

        Part(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        private static Part of(String word) {
            for (Part part : values()) {
                if (part.word().equals(word)) {
                    return part;
                }
            }
            throw new IllegalArgumentException("--parts must be gram, grid or gram,grid, not " + word);
        }
    }

    /// As many as a kernel takes, and as a circuit that learns has.
    private static final int MOST_ROWS = 2000;

    private static final int MOST_QUBITS = 20;
    private static final int LEAST_ROWS = 20;

    WorkersOptions {
        parts = List.copyOf(parts);
        processors = List.copyOf(processors);
        Arguments.require(!parts.isEmpty(), "--parts must name one at least");
        Arguments.require(isNumberOfRows(gramRows) && isNumberOfRows(gridRows), "rows must be 20 to 2000");
        Arguments.require(isNumberOfQubits(gramQubits) && isNumberOfQubits(gridQubits), "qubits must be 2 to 20");
        Arguments.require(
                processors.isEmpty()
                        || (processors.size() == 2 && !processors.get(0).equals(processors.get(1))),
                "--processors must be two different ones, or none");
        Arguments.require(repeats >= 1, "--repeats must be at least 1");
    }

    private static boolean isNumberOfRows(int rows) {
        return rows >= LEAST_ROWS && rows <= MOST_ROWS;
    }

    private static boolean isNumberOfQubits(int qubits) {
        return qubits >= 2 && qubits <= MOST_QUBITS;
    }

    /// @throws IllegalArgumentException with a message for the person at the terminal
    static WorkersOptions parse(String[] words, Path directory) {
        List<Part> parts = List.of(Part.values());
        int gramRows = 1000;
        int gramQubits = 14;
        int gridRows = 400;
        int gridQubits = 16;
        List<Processor> processors = Processor.canBeChosen() ? List.of(new Processor(0), new Processor(1)) : List.of();
        int repeats = 1;
        Path json = null;
        for (int place = 0; place < words.length; place++) {
            switch (words[place]) {
                case "--parts" ->
                    parts = List.of(Arguments.value(words, ++place).split(",")).stream()
                            .map(Part::of)
                            .toList();
                case "--gram-rows" -> gramRows = Arguments.integer(words, ++place);
                case "--gram-qubits" -> gramQubits = Arguments.integer(words, ++place);
                case "--grid-rows" -> gridRows = Arguments.integer(words, ++place);
                case "--grid-qubits" -> gridQubits = Arguments.integer(words, ++place);
                case "--processors" -> processors = processors(words, ++place);
                case "--repeats" -> repeats = Arguments.integer(words, ++place);
                case "--json" -> json = directory.resolve(Arguments.value(words, ++place));
                default -> throw new IllegalArgumentException("bench workers does not know " + words[place]);
            }
        }
        return new WorkersOptions(parts, gramRows, gramQubits, gridRows, gridQubits, processors, repeats, json);
    }

    private static List<Processor> processors(String[] words, int place) {
        return Arguments.value(words, place).equals("any")
                ? List.of()
                : Arguments.integers(words, place).stream().map(Processor::new).toList();
    }
}
