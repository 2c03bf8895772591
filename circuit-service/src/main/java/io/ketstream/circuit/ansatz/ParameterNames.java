package io.ketstream.circuit.ansatz;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Names of a circuit's parameters: `theta0…`; for QAOA `gamma0…gamma{p−1}, beta0…beta{p−1}`.
final class ParameterNames {

    private ParameterNames() {}

    static List<String> numbered(String stem, int count) {
        return IntStream.range(0, count).mapToObj(index -> stem + index).toList();
    }

    static List<String> qaoa(int layers) {
        return Stream.concat(numbered("gamma", layers).stream(), numbered("beta", layers).stream())
                .toList();
    }
}
