package io.ketstream.execution.estimate;

import io.ketstream.model.execution.CircuitDefinition.MeasurementGroup;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the terms of an observable into groups that can each be measured in one product basis.
final class QubitWiseGrouping {

    private QubitWiseGrouping() {}

    /// First fit: each term, in order, joins the first group whose basis it agrees with on every qubit. Identity
    /// terms need no measurement and are in no group.
    static List<MeasurementGroup> firstFit(PauliSum observable) {
        var bases = new ArrayList<PauliString>();
        var members = new ArrayList<List<Integer>>();
        for (int index = 0; index < observable.terms().size(); index++) {
            PauliString pauli = observable.terms().get(index).pauli();
            if (pauli.weight() == 0) {
                continue;
            }
            int group = 0;
            while (group < bases.size() && !bases.get(group).commutesQubitWise(pauli)) {
                group++;
            }
            if (group == bases.size()) {
                bases.add(pauli);
                members.add(new ArrayList<>());
            } else {
                bases.set(group, union(bases.get(group), pauli));
            }
            members.get(group).add(index);
        }
        var groups = new ArrayList<MeasurementGroup>(bases.size());
        for (int group = 0; group < bases.size(); group++) {
            groups.add(new MeasurementGroup(bases.get(group), members.get(group)));
        }
        return groups;
    }

    /// What is wrong with `groups` as groups of `observable`, or null: each term that is not the identity belongs
    /// to exactly one group and agrees with its basis.
    static @Nullable String fault(PauliSum observable, List<MeasurementGroup> groups) {
        var seen = new boolean[observable.terms().size()];
        for (MeasurementGroup group : groups) {
            for (int index : group.terms()) {
                if (index < 0 || index >= seen.length || seen[index]) {
                    return "term " + index + " is not there, or in two measurement groups";
                }
                seen[index] = true;
                if (!measures(group.basis(), observable.terms().get(index).pauli())) {
                    return "the basis " + group.basis() + " does not measure term " + index;
                }
            }
        }
        for (int index = 0; index < seen.length; index++) {
            if (!seen[index] && observable.terms().get(index).pauli().weight() > 0) {
                return "term " + index + " is in no measurement group";
            }
        }
        return null;
    }

    private static boolean measures(PauliString basis, PauliString pauli) {
        if (basis.qubits() != pauli.qubits()) {
            return false;
        }
        for (int qubit = 0; qubit < pauli.qubits(); qubit++) {
            if (pauli.at(qubit) != 'I' && pauli.at(qubit) != basis.at(qubit)) {
                return false;
            }
        }
        return true;
    }

    private static PauliString union(PauliString first, PauliString second) {
        char[] letters = first.label().toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] == 'I') {
                letters[i] = second.label().charAt(i);
            }
        }
        return new PauliString(new String(letters));
    }
}
