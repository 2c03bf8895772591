package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/// Which selections of `size` elements are feasible: those with `minimum` to `maximum` elements altogether
/// and as many of each group as it says. Groups are disjoint; elements need not be in one.
public record SelectionRules(int size, int minimum, int maximum, List<Group> groups) {

    /// @param members indices of elements, ascending
    public record Group(String name, List<Integer> members, int minimum, int maximum) {
        public Group {
            members = List.copyOf(members);
        }

        int count(long bits) {
            int count = 0;
            for (int member : members) {
                count += (int) (bits >>> member & 1);
            }
            return count;
        }
    }

    public SelectionRules {
        groups = List.copyOf(groups);
    }

    /// Every selection.
    public static SelectionRules none(int size) {
        return new SelectionRules(size, 0, size, List.of());
    }

    /// Selections of exactly `count`.
    public static SelectionRules exactly(int count, int size) {
        return new SelectionRules(size, count, count, List.of());
    }

    /// Whether the selection of the elements i with `bits >>> i & 1`, of at most 63, is feasible.
    public boolean isFeasible(long bits) {
        int count = Long.bitCount(bits);
        if (count < minimum || count > maximum) {
            return false;
        }
        for (Group group : groups) {
            int inside = group.count(bits);
            if (inside < group.minimum() || inside > group.maximum()) {
                return false;
            }
        }
        return true;
    }

    /// The only feasible selection, of at most 63 elements; empty where there are more. There must be one.
    public OptionalLong only() {
        long bits = 0;
        for (Group part : tightened().groups()) {
            if (part.minimum() == part.members().size()) {
                for (int member : part.members()) {
                    bits |= 1L << member;
                }
            } else if (part.maximum() > 0) {
                return OptionalLong.empty();
            }
        }
        return isFeasible(bits) ? OptionalLong.of(bits) : OptionalLong.empty();
    }

    /// For each element the index of its group, -1 outside of all.
    public int[] groupOf() {
        int[] group = new int[size];
        Arrays.fill(group, -1);
        for (int g = 0; g < groups.size(); g++) {
            for (int member : groups.get(g).members()) {
                group[member] = g;
            }
        }
        return group;
    }

    /// The elements of no group, ascending.
    @JsonIgnore
    public List<Integer> ungrouped() {
        int[] group = groupOf();
        var others = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            if (group[i] < 0) {
                others.add(i);
            }
        }
        return others;
    }

    /// The rules of the elements that are left, renumbered in their order, when `selected` are and `leftOut`
    /// are not.
    public SelectionRules fixing(Collection<Integer> selected, Collection<Integer> leftOut) {
        int[] number = new int[size];
        int left = 0;
        for (int i = 0; i < size; i++) {
            number[i] = selected.contains(i) || leftOut.contains(i) ? -1 : left++;
        }
        var rest = new ArrayList<Group>(groups.size());
        for (Group group : groups) {
            List<Integer> members = group.members().stream()
                    .map(member -> number[member])
                    .filter(member -> member >= 0)
                    .toList();
            int taken =
                    (int) group.members().stream().filter(selected::contains).count();
            rest.add(new Group(
                    group.name(),
                    members,
                    Math.max(0, group.minimum() - taken),
                    Math.min(members.size(), group.maximum() - taken)));
        }
        return new SelectionRules(
                left, Math.max(0, minimum - selected.size()), Math.min(left, maximum - selected.size()), rest);
    }

    /// The same feasible selections, each range as narrow as the others make it, elements of no group as a
    /// last group without a name. There must be a feasible selection.
    public SelectionRules tightened() {
        var parts = new ArrayList<>(groups);
        List<Integer> others = ungrouped();
        if (!others.isEmpty()) {
            parts.add(new Group("", others, 0, others.size()));
        }
        int low = parts.stream().mapToInt(Group::minimum).sum();
        int high = parts.stream().mapToInt(Group::maximum).sum();
        int least = Math.max(minimum, low);
        int most = Math.min(maximum, high);
        var narrow = new ArrayList<Group>(parts.size());
        for (Group part : parts) {
            narrow.add(new Group(
                    part.name(),
                    part.members(),
                    Math.max(part.minimum(), least - (high - part.maximum())),
                    Math.min(part.maximum(), most - (low - part.minimum()))));
        }
        return new SelectionRules(size, least, most, narrow);
    }
}
