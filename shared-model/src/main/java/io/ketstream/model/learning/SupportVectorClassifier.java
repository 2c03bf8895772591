package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A soft-margin support vector classifier, one against one: a machine for each pair of classes a <
/// b, in the order (0, 1), (0, 2), …, (1, 2), …; its score is positive for b. Each machine has a
/// vote; the class of most votes wins, of several the first, as in LIBSVM (C.-C. Chang, C.-J. Lin,
/// ACM TIST 2, 27 (2011)).
///
/// Probabilities, where the machines have a [Sigmoid], are coupled from those of the pairs (T.-F.
/// Wu, C.-J. Lin, R. C. Weng, JMLR 5, 975 (2004), second method). The label is that of the votes
/// all the same.
public record SupportVectorClassifier(List<String> classes, List<Integer> rows, List<Machine> machines)
        implements KernelClassifier {

    /// The machine of two classes: f(x) = Σⱼ cⱼ k(x, x_places[j]) + bias.
    ///
    /// @param places of its support vectors in [SupportVectorClassifier#rows()], ascending
    /// @param coefficients cⱼ = yⱼ αⱼ with y = −1 for the first class and +1 for the second, 0 < αⱼ
    ///     ≤ C; of a kernel that is approximated those of its landmarks, W⁺ k(L, X) c, whose signs
    ///     and sizes say nothing by themselves
    /// @param dualObjective Σα − ½ΣΣ yᵢyⱼαᵢαⱼkᵢⱼ, that was made as large as it can be
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Machine(
            int first,
            int second,
            List<Integer> places,
            RealVector coefficients,
            double bias,
            double dualObjective,
            @Nullable Sigmoid sigmoid) {

        public Machine {
            places = KernelRules.ascending("places", places);
            Rules.size(
                    "coefficients", Rules.required("coefficients", coefficients).size(), places.size());
            Rules.moderate("bias", bias);
        }

        public int supportVectors() {
            return places.size();
        }

        /// The same with what makes probabilities of its scores, or without.
        public Machine with(@Nullable Sigmoid other) {
            return new Machine(first, second, places, coefficients, bias, dualObjective, other);
        }

        double score(double[] kernelRow) {
            double sum = 0;
            for (int j = 0; j < places.size(); j++) {
                sum += coefficients.get(j) * kernelRow[places.get(j)];
            }
            return sum + bias;
        }
    }

    public SupportVectorClassifier {
        classes = KernelRules.classes(classes);
        rows = KernelRules.ascending("rows", rows);
        machines = List.copyOf(Rules.required("machines", machines));
        Rules.size("machines", machines.size(), classes.size() * (classes.size() - 1) / 2);
        for (int m = 0; m < machines.size(); m++) {
            Machine machine = machines.get(m);
            Rules.within("machines[" + m + "].second", machine.second(), 1, classes.size() - 1);
            Rules.within("machines[" + m + "].first", machine.first(), 0, machine.second() - 1);
            if (!machine.places().isEmpty()) {
                Rules.within("machines[" + m + "].places", machine.places().getLast(), 0, rows.size() - 1);
            }
        }
    }

    /// How many rows of training are support vectors of at least one machine.
    public int supportVectors() {
        return rows.size();
    }

    @Override
    public Decision.OfClass decide(double[] kernelRow) {
        Rules.size("kernelRow", kernelRow.length, rows.size());
        var scores = new double[machines.size()];
        var votes = new double[classes.size()];
        for (int m = 0; m < scores.length; m++) {
            Machine machine = machines.get(m);
            scores[m] = machine.score(kernelRow);
            votes[scores[m] > 0 ? machine.second() : machine.first()]++;
        }
        return new Decision.OfClass(KernelRules.largest(votes), RealVector.of(scores), probabilities(scores));
    }

    private @Nullable RealVector probabilities(double[] scores) {
        var ofSecond = new double[classes.size()][classes.size()];
        for (int m = 0; m < scores.length; m++) {
            Machine machine = machines.get(m);
            if (machine.sigmoid() == null) {
                return null;
            }
            ofSecond[machine.first()][machine.second()] = machine.sigmoid().probability(scores[m]);
        }
        return PairwiseCoupling.probabilities(ofSecond);
    }
}
