package io.ketstream.simulator;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Chooses the implementation of [Kernels] of each precision once, and says why it is not the vectorised one.
final class KernelChoice {

    /// Set to `scalar`, it asks for plain loops: to measure against, or where the incubating module misbehaves.
    static final String PROPERTY = "ketstream.simulator.kernels";

    private static final String MODULE = "jdk.incubator.vector";

    private KernelChoice() {}

    static <K> K choose(Precision precision, Supplier<K> vectors, Supplier<K> loops, Function<K, String> description) {
        Optional<String> obstacle = obstacle(
                System.getProperty(PROPERTY, ""),
                ModuleLayer.boot().findModule(MODULE).isPresent(),
                System.getProperty("java.vm.info", ""));
        K chosen = obstacle.isPresent() ? loops.get() : vectors.get();
        String with = "Simulating in " + precision.numericProfile() + " with " + description.apply(chosen);
        System.getLogger(KernelChoice.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        obstacle.map(reason -> with + ": " + reason).orElse(with));
        return chosen;
    }

    /// Why vectors are not used, if so.
    static Optional<String> obstacle(String asked, boolean modulePresent, String vmInfo) {
        if (asked.equals("scalar")) {
            return Optional.of("asked for by -D" + PROPERTY + "=scalar");
        }
        if (!modulePresent) {
            return Optional.of("for vectors, start Java with --add-modules " + MODULE);
        }
        if (vmInfo.contains("emulated-client") || vmInfo.contains("interpreted")) {
            // Only the optimising compiler turns vectors into machine instructions; elsewhere each is an object.
            return Optional.of("vectors need the optimising compiler, and this JVM runs in " + vmInfo);
        }
        return Optional.empty();
    }
}
