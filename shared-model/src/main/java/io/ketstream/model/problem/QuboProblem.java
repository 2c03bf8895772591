package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Minimise offset + Σ linearᵢ xᵢ + Σ_{i<j} qᵢⱼ xᵢ xⱼ over x ∈ {0, 1}ⁿ.
public record QuboProblem(int variables, RealVector linear, List<Interaction> quadratic, double offset)
        implements Problem {

    public QuboProblem {
        Rules.within("variables", variables, 1, MAX_VARIABLES);
        Rules.size("linear", linear.size(), variables);
        Rules.moderate("linear", linear);
        quadratic = Interaction.checked("quadratic", quadratic, variables, true);
        Rules.moderate("offset", offset);
    }

    @JsonCreator
    static QuboProblem of(
            int variables,
            @Nullable RealVector linear,
            @Nullable List<Interaction> quadratic,
            @Nullable Double offset) {
        RealVector given = Rules.given(linear);
        return new QuboProblem(
                variables,
                given == null ? RealVector.zeros(Rules.within("variables", variables, 1, MAX_VARIABLES)) : given,
                quadratic == null ? List.of() : quadratic,
                offset == null ? 0 : offset);
    }

    @Override
    public String type() {
        return "qubo";
    }

    @Override
    public int size() {
        return variables;
    }
}
