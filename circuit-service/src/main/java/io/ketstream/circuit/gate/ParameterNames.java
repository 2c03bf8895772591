package io.ketstream.circuit.gate;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Names of a circuit's parameters: `theta0…`; for QAOA `gamma0…gamma{p−1}, beta0…beta{p−1}`; of runs that
/// learn `x0…` for the angles of a row, then `w0…` for weights; where angles are weighted, `xw0…` for what they come to
/// with the first weights, then `w{k}…` for the weights behind the k of these.
public final class ParameterNames {

    private ParameterNames() {}

    public static List<String> numbered(String stem, int count) {
        return IntStream.range(0, count).mapToObj(index -> stem + index).toList();
    }

    public static List<String> qaoa(int layers) {
        return Stream.concat(numbered("gamma", layers).stream(), numbered("beta", layers).stream())
                .toList();
    }

    /// @param weighted so many of the weights, the first, are multiplied by angles
    public static List<String> weighted(int weighted, int weights) {
        return Stream.concat(
                        numbered("xw", weighted).stream(),
                        numbered("w", weights).stream().skip(weighted))
                .toList();
    }

    public static List<String> learning(int inputs, int weights) {
        return Stream.concat(numbered("x", inputs).stream(), numbered("w", weights).stream())
                .toList();
    }
}
