package io.ketstream.optimizer.minimizer;

import io.ketstream.model.run.OptimizerType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The optimisers of a release, by type and version.
///
/// A version stands for the questions that its method asks, bit for bit: a run is restored by the version it was begun
/// with, which stays here until its runs have ended. Who changes what a method asks leaves the released method as it is
/// and adds the changed one as the type's next version.
public final class Minimizers {

    /// @param maker reads its options; refuses those out of range
    record Release(OptimizerType type, String version, Function<Options, Method> maker) {}

    /// Of each type the oldest version first.
    static final List<Release> RELEASES = List.of(
            new Release(OptimizerType.SPSA, "spsa/1", Spsa::of),
            new Release(OptimizerType.ADAM, "adam/1", Adam::of),
            new Release(OptimizerType.L_BFGS, "l-bfgs/1", Lbfgs::of),
            new Release(OptimizerType.COBYLA, "cobyla/1", CobylaMethod::of),
            new Release(OptimizerType.BOBYQA, "bobyqa/1", Bobyqa::of),
            new Release(OptimizerType.NELDER_MEAD, "nelder-mead/1", NelderMead::of),
            new Release(OptimizerType.POWELL, "powell/1", Powell::of),
            new Release(OptimizerType.CMA_ES, "cma-es/1", CmaEs::of));

    public static final Minimizers RELEASED = new Minimizers(RELEASES);

    private final List<Release> releases;

    Minimizers(List<Release> releases) {
        this.releases = List.copyOf(releases);
    }

    /// The versions there are of `type`, oldest first.
    public List<String> versions(OptimizerType type) {
        return releases.stream()
                .filter(release -> release.type() == type)
                .map(Release::version)
                .toList();
    }

    /// The version that new runs take.
    public String current(OptimizerType type) {
        return versions(type).getLast();
    }

    /// The method `type` as of `version`, with its own options by their usual names.
    ///
    /// @throws io.ketstream.model.InvalidValueException when an option is unknown or out of its range
    /// @throws IllegalArgumentException when there is no such version
    public Minimizer make(OptimizerType type, String version, Map<String, Double> values) {
        Release release = releases.stream()
                .filter(candidate ->
                        candidate.type() == type && candidate.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no version " + version + " of " + type));
        var options = new Options(values);
        Method method = release.maker().apply(options);
        options.refuseOthers();
        return new Minimizer(type, version, method);
    }
}
