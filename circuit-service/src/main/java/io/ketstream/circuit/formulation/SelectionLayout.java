package io.ketstream.circuit.formulation;

import io.ketstream.model.problem.Problem;
import io.ketstream.model.problem.SelectionRules;
import io.ketstream.model.run.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which rules of a selection the circuit keeps by itself, which become penalties, and with how many qubits.
///
/// A mixer that exchanges ones keeps their number within disjoint blocks of qubits. A range of counts is kept
/// too, when the block has as many further qubits as the range is wide: of all of them `maximum` are 1, and
/// those among the further ones are not selected. Rules are disjoint groups and one on all of them, so either
/// the groups are the blocks and their total is a penalty, or what is in no group of a fixed count is one
/// block and the groups in it are penalties, unless the one follows from the other. Taken is the layout
/// without penalties, else that which reaches fewer states.
///
/// @param total the penalty on the number of all assets, if there is one
/// @param groups penalties on the numbers of assets of groups
record SelectionLayout(
        int qubits, List<Selection.KeptOnes> kept, @Nullable CountPenalty total, List<CountPenalty> groups) {

    SelectionLayout {
        kept = List.copyOf(kept);
        groups = List.copyOf(groups);
    }

    /// @param rules of the assets that have a qubit each
    /// @param keepsOnes whether the ansatz keeps the number of ones of its blocks
    /// @throws CircuitRejectedException when they need too many qubits
    static SelectionLayout of(SelectionRules rules, boolean keepsOnes) {
        Stream<SelectionLayout> layouts = keepsOnes
                ? Stream.of(new Builder(rules).totalKept(), new Builder(rules).groupsKept())
                : Stream.of(new Builder(rules).nothingKept());
        SelectionLayout best = layouts.min(
                        Comparator.comparing((SelectionLayout layout) -> layout.qubits() > Problem.MAX_VARIABLES)
                                .thenComparing(SelectionLayout::hasPenalties)
                                .thenComparingDouble(SelectionLayout::logReached))
                .orElseThrow();
        if (best.qubits() > Problem.MAX_VARIABLES) {
            throw new CircuitRejectedException(
                    "problem.constraints",
                    "must not need more than " + Problem.MAX_VARIABLES + " qubits: " + rules.size() + " assets and "
                            + (best.qubits() - rules.size())
                            + " more for the ranges of counts; narrow them or give fewer assets");
        }
        return best;
    }

    boolean hasPenalties() {
        return total != null || !groups.isEmpty();
    }

    Stream<CountPenalty> penalties() {
        return Stream.concat(Stream.ofNullable(total), groups.stream());
    }

    /// The logarithm of the number of states that the circuit reaches.
    private double logReached() {
        double free = qubits;
        double log = 0;
        for (Selection.KeptOnes block : kept) {
            int size = block.qubits().size();
            free -= size;
            for (int k = 1; k <= block.ones(); k++) {
                log += Math.log((size - block.ones() + k) / (double) k);
            }
        }
        return log + free * Math.log(2);
    }

    /// Gives out qubits: first the assets', then further ones as they are asked for.
    private static final class Builder {

        private final SelectionRules rules;
        private final SelectionRules tight;
        private final List<Selection.KeptOnes> kept = new ArrayList<>();
        private final List<CountPenalty> groups = new ArrayList<>();
        private @Nullable CountPenalty total;
        private int qubits;

        Builder(SelectionRules rules) {
            this.rules = rules;
            this.tight = rules.tightened();
            this.qubits = rules.size();
        }

        SelectionLayout nothingKept() {
            int outside = rules.ungrouped().size();
            int least = 0;
            int most = outside;
            for (SelectionRules.Group group : rules.groups()) {
                least += group.minimum();
                most += group.maximum();
            }
            if (rules.minimum() <= least && rules.maximum() >= most) {
                penaliseGroups(group -> true, rules.size(), 0, rules.size());
            } else {
                penaliseTotal();
                penaliseGroups(group -> true, rules.size(), tight.minimum(), tight.maximum());
            }
            return build();
        }

        SelectionLayout groupsKept() {
            int least = 0;
            int most = 0;
            for (SelectionRules.Group group : tight.groups()) {
                keep(group.members(), group.minimum(), group.maximum());
                least += group.minimum();
                most += group.maximum();
            }
            if (tight.minimum() > least || tight.maximum() < most) {
                penaliseTotal();
            }
            return build();
        }

        SelectionLayout totalKept() {
            var members = new ArrayList<Integer>();
            int fixed = 0;
            for (SelectionRules.Group group : tight.groups()) {
                if (group.minimum() == group.maximum()) {
                    keep(group.members(), group.minimum(), group.maximum());
                    fixed += group.minimum();
                } else {
                    members.addAll(group.members());
                }
            }
            members.sort(null);
            int least = tight.minimum() - fixed;
            int most = tight.maximum() - fixed;
            keep(members, least, most);
            penaliseGroups(
                    group -> tight.groups().get(group).minimum()
                            < tight.groups().get(group).maximum(),
                    members.size(),
                    least,
                    most);
            return build();
        }

        private SelectionLayout build() {
            return new SelectionLayout(qubits, kept, total, groups);
        }

        /// Members that may all be selected or none need not be kept.
        private void keep(List<Integer> members, int least, int most) {
            if (members.isEmpty() || (least == 0 && most == members.size())) {
                return;
            }
            var block = new ArrayList<>(members);
            for (int further = least; further < most; further++) {
                block.add(qubits++);
            }
            kept.add(new Selection.KeptOnes(block, most));
        }

        private void penaliseTotal() {
            List<Integer> all = IntStream.range(0, rules.size()).boxed().toList();
            total = penalty(all, tight.minimum(), tight.maximum());
        }

        /// Of groups among `size` assets of which `least` to `most` are selected: those that ask for more
        /// than that.
        private void penaliseGroups(IntPredicate which, int size, int least, int most) {
            for (int g = 0; g < rules.groups().size(); g++) {
                SelectionRules.Group group = rules.groups().get(g);
                int members = group.members().size();
                boolean follows = group.minimum() <= Math.max(0, least - (size - members))
                        && group.maximum() >= Math.min(members, most);
                if (which.test(g) && !follows) {
                    groups.add(penalty(group.members(), group.minimum(), group.maximum()));
                }
            }
        }

        private CountPenalty penalty(List<Integer> members, int least, int most) {
            var penalty = new CountPenalty(members, least, most, qubits);
            qubits += penalty.slackQubits();
            return penalty;
        }
    }
}
