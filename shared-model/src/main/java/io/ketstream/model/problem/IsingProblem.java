package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Minimise offset + Σ hᵢ zᵢ + Σ_{i<j} Jᵢⱼ zᵢ zⱼ over z ∈ {+1, −1}ⁿ. Bit i of an answer is 1 exactly when zᵢ = −1.
public record IsingProblem(
        int spins, RealVector h, @JsonProperty("J") List<Interaction> couplings, double offset) implements Problem {

    public IsingProblem {
        Rules.within("spins", spins, 1, MAX_VARIABLES);
        Rules.size("h", h.size(), spins);
        Rules.moderate("h", h);
        couplings = Interaction.checked("J", couplings, spins, true);
        Rules.moderate("offset", offset);
    }

    @JsonCreator
    static IsingProblem of(
            int spins,
            @Nullable RealVector h,
            @JsonProperty("J") @Nullable List<Interaction> couplings,
            @Nullable Double offset) {
        RealVector given = Rules.given(h);
        return new IsingProblem(
                spins,
                given == null ? RealVector.zeros(Rules.within("spins", spins, 1, MAX_VARIABLES)) : given,
                couplings == null ? List.of() : couplings,
                offset == null ? 0 : offset);
    }

    @Override
    public String type() {
        return "ising";
    }

    @Override
    public int size() {
        return spins;
    }
}
