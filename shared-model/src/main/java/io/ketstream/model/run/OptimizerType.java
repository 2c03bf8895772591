package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ketstream.model.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The classical optimisers, with the options each has beside the common ones.
public enum OptimizerType {
    @JsonProperty("spsa")
    SPSA(
            false,
            new Option("a", 0, 1e6),
            new Option("c", 0, 1e3),
            new Option("alpha", 0, 1),
            new Option("gamma", 0, 1),
            new Option("A", -1, 1e9)),
    @JsonProperty("adam")
    ADAM(
            true,
            new Option("learningRate", 0, 10),
            new Option("beta1", -1, 0.999999999),
            new Option("beta2", -1, 0.999999999),
            new Option("epsilon", 0, 1)),
    @JsonProperty("l-bfgs")
    L_BFGS(true, new Option("memory", 0, 1000)),
    @JsonProperty("cobyla")
    COBYLA(false, new Option("initialTrustRadius", 0, 1e6)),
    @JsonProperty("bobyqa")
    BOBYQA(false, new Option("initialTrustRadius", 0, 1e6)),
    @JsonProperty("nelder-mead")
    NELDER_MEAD(false, new Option("initialStep", 0, 1e6)),
    @JsonProperty("powell")
    POWELL(false, new Option("initialStep", 0, 1e6)),
    @JsonProperty("cma-es")
    CMA_ES(false, new Option("populationSize", 1, 10_000), new Option("sigma", 0, 1e6));

    /// A number with `greaterThan < value <= atMost`.
    public record Option(String name, double greaterThan, double atMost) {}

    private final boolean gradient;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Option> options;

    OptimizerType(boolean gradient, Option... options) {
        this.gradient = gradient;
        this.options = List.of(options);
    }

    /// Whether it asks for gradients.
    public boolean usesGradient() {
        return gradient;
    }

    /// The fewest parameters it can work on.
    public int leastParameters() {
        return this == BOBYQA ? 2 : 1;
    }

    /// The most parameters it is let work on: the memory of most methods grows with their square.
    public int mostParameters() {
        return switch (this) {
            case SPSA, ADAM, L_BFGS -> RunSettings.MAX_PARAMETERS;
            case COBYLA, BOBYQA, NELDER_MEAD, POWELL, CMA_ES -> 1000;
        };
    }

    public List<Option> options() {
        return options;
    }

    void check(Map<String, Double> values) {
        values.forEach((name, value) -> {
            Option option = options.stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidValueException(
                            name,
                            "is not an option of this optimizer, which has "
                                    + options.stream().map(Option::name).collect(Collectors.joining(", "))));
            if (!(value > option.greaterThan() && value <= option.atMost())) {
                throw new InvalidValueException(
                        name,
                        "must be greater than " + option.greaterThan() + " and at most " + option.atMost() + ", not "
                                + value);
            }
        });
    }
}
