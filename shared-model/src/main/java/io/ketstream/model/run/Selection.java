package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.problem.SelectionRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the qubits of a portfolio's circuit stand for, and which of their values are feasible.
///
/// @param symbols of the assets that may be chosen: qubit k is 1 where `symbols[k]` is selected; further
/// qubits are slack
/// @param mandatory symbols that are in every selection and have no qubit, as forbidden ones have none
/// @param rules of the first `symbols.size()` qubits
/// @param kept groups of qubits among which the circuit keeps the number of ones
/// @param penaltyWeight what a violation by 1 of a rule that the circuit does not keep costs at least; absent
///     where it keeps all of them
/// @param problem in numbers, from which weights are set
/// @param objective the energy of the first `symbols.size()` qubits without penalties
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Selection(
        List<String> symbols,
        List<String> mandatory,
        SelectionRules rules,
        List<KeptOnes> kept,
        @Nullable Double penaltyWeight,
        IsingHamiltonian objective,
        PortfolioProblem problem) {

    /// `ones` of `qubits` are 1, whatever the parameters.
    public record KeptOnes(List<Integer> qubits, int ones) {
        public KeptOnes {
            qubits = List.copyOf(qubits);
        }
    }

    public Selection {
        symbols = List.copyOf(symbols);
        mandatory = List.copyOf(mandatory);
        kept = List.copyOf(kept);
    }

    /// The symbols that `bitString` (qubit 0 rightmost) selects: the mandatory ones, then by qubit.
    public List<String> selected(String bitString) {
        var chosen = new ArrayList<>(mandatory);
        long bits = bits(bitString);
        for (int k = 0; k < symbols.size(); k++) {
            if ((bits >>> k & 1) == 1) {
                chosen.add(symbols.get(k));
            }
        }
        return chosen;
    }

    public boolean isFeasible(String bitString) {
        return rules.isFeasible(bits(bitString));
    }

    /// The objective of what `bitString` selects, to be minimised.
    public double energy(String bitString) {
        return objective.energy(bits(bitString));
    }

    /// Whether `bitString` has qubits beside the assets'.
    public boolean hasSlack(String bitString) {
        return bitString.length() > symbols.size();
    }

    /// The bits of the assets' qubits, without slack.
    private long bits(String bitString) {
        long all = Long.parseLong(bitString, 2);
        return all & (1L << symbols.size()) - 1;
    }
}
