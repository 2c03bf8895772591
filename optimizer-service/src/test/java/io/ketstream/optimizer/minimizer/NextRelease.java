package io.ketstream.optimizer.minimizer;

import io.ketstream.model.run.OptimizerType;
import java.util.List;
import java.util.stream.Stream;

/// A release after this one: SPSA has got a second version, which draws other directions.
public final class NextRelease {

    private static final Minimizers.Release SECOND = new Minimizers.Release(OptimizerType.SPSA, "spsa/2", options -> {
        Spsa first = Spsa.of(options);
        return (search, seed) -> first.descend(search, seed + 1);
    });

    public static final Minimizers WITH_BOTH_VERSIONS = new Minimizers(
            Stream.concat(Minimizers.RELEASES.stream(), Stream.of(SECOND)).toList());

    public static final Minimizers WITHOUT_THE_FIRST = new Minimizers(List.of(SECOND));

    private NextRelease() {}
}
