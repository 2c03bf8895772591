package io.ketstream.model.problem;

import io.ketstream.model.Rules;
import io.ketstream.model.Sense;
import java.util.List;

/// Maximise Σ w over the edges whose ends get different bits.
public record MaxCutProblem(int nodes, List<Interaction> edges) implements Problem {

    public MaxCutProblem {
        Rules.within("nodes", nodes, 2, MAX_VARIABLES);
        Rules.notEmpty("edges", Rules.required("edges", edges));
        edges = Interaction.checked("edges", edges, nodes, false);
    }

    @Override
    public String type() {
        return "maxcut";
    }

    @Override
    public int size() {
        return nodes;
    }

    @Override
    public Sense sense() {
        return Sense.MAXIMIZE;
    }
}
