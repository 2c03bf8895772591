package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ketstream.model.Rules;

/// What is minimised of the energy's distribution.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Objective.Mean.class, name = "mean"),
    @JsonSubTypes.Type(value = Objective.ConditionalValueAtRisk.class, name = "cvar")
})
public sealed interface Objective {

    /// The expectation value.
    record Mean() implements Objective {}

    /// The mean of the lowest ⌈αS⌉ of S sampled energies, or of the lowest share α of the exact distribution
    /// (Barkoutsos et al., arXiv 1907.04769).
    record ConditionalValueAtRisk(double alpha) implements Objective {
        public ConditionalValueAtRisk {
            Rules.positive("alpha", alpha, 1);
        }
    }
}
