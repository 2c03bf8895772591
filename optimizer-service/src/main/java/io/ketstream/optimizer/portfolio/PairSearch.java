package io.ketstream.optimizer.portfolio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The change of up to two selected assets and up to two others that lowers f most: what leads on where limits of two
/// groups, or a number of assets, stand in the way of either alone, or where two assets are only worth it together.
///
/// It looks among the [#CANDIDATES] selected assets, and as many others, that cost least by themselves, taken in turn
/// from every group: 10⁵ changes at most, whatever the number of assets, and of those only where the parts of a change
/// by themselves do not cost more than is gained at best by making them together.
final class PairSearch {

    static final int CANDIDATES = 24;

    private static final int NONE = -1;

    private final Selection selection;
    private final Tally tally;
    private final List<Integer> selected;
    private final List<Integer> others;
    private final double[][] couplings;

    /// Of each selected candidate with those two others that it has most to do with.
    private final double[] most;

    /// Up to two candidates by their places.
    ///
    /// @param change of f when only they leave, or enter
    /// @param magnitude of the numbers that it is computed from
    private record Part(int first, int second, double change, double magnitude) {

        int size() {
            return first == NONE ? 0 : second == NONE ? 1 : 2;
        }
    }

    private record Candidate(int asset, double cost) {}

    private PairSearch(Selection selection, SelectionLimits limits, Tally tally) {
        this.selection = selection;
        this.tally = tally;
        this.selected = candidates(selection, limits, true);
        this.others = candidates(selection, limits, false);
        this.couplings = new double[selected.size()][others.size()];
        for (int i = 0; i < selected.size(); i++) {
            for (int j = 0; j < others.size(); j++) {
                couplings[i][j] = selection.coupling(selected.get(i), others.get(j));
            }
        }
        this.most = new double[selected.size()];
        Arrays.setAll(most, i -> mostOfTwo(couplings[i]));
    }

    private static double mostOfTwo(double[] couplings) {
        double first = 0;
        double second = 0;
        for (double coupling : couplings) {
            second = Math.max(second, Math.min(first, coupling));
            first = Math.max(first, coupling);
        }
        return first + second;
    }

    /// Null where nothing lowers f.
    static @Nullable Exchange best(Selection selection, SelectionLimits limits, Tally tally) {
        return new PairSearch(selection, limits, tally).best();
    }

    private @Nullable Exchange best() {
        List<Part> leaving = parts(selected);
        List<Part> entering = parts(others);
        double lowest = 0;
        Exchange best = null;
        for (Part out : leaving) {
            double enough = lowest - out.change() + most(out.first()) + most(out.second());
            for (Part in : entering) {
                if (in.change() >= enough) {
                    break;
                }
                if (!tally.permitsMore(in.size() - out.size())) {
                    continue;
                }
                double coupling = coupling(out.first(), in) + coupling(out.second(), in);
                double change = out.change() + in.change() - coupling;
                double size = out.magnitude() + in.magnitude() + Math.abs(coupling);
                if (change < lowest && change < -SwapPolish.ROUNDING * size) {
                    var exchange = new Exchange(assets(out, selected), assets(in, others));
                    if (tally.permits(exchange)) {
                        lowest = change;
                        best = exchange;
                    }
                }
            }
        }
        return best;
    }

    private double most(int out) {
        return out == NONE ? 0 : most[out];
    }

    private double coupling(int out, Part in) {
        if (out == NONE) {
            return 0;
        }
        return (in.first() == NONE ? 0 : couplings[out][in.first()])
                + (in.second() == NONE ? 0 : couplings[out][in.second()]);
    }

    private static List<Integer> assets(Part part, List<Integer> candidates) {
        return switch (part.size()) {
            case 0 -> List.of();
            case 1 -> List.of(candidates.get(part.first()));
            default -> List.of(candidates.get(part.first()), candidates.get(part.second()));
        };
    }

    /// None, each, and each two of them; what costs least first.
    private List<Part> parts(List<Integer> candidates) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(NONE, NONE, 0, 0));
        Part[] alone = new Part[candidates.size()];
        for (int i = 0; i < alone.length; i++) {
            int asset = candidates.get(i);
            alone[i] = new Part(i, NONE, selection.flipping(asset), selection.magnitude(asset));
            parts.add(alone[i]);
            for (int j = 0; j < i; j++) {
                double coupling = selection.coupling(asset, candidates.get(j));
                parts.add(new Part(
                        i,
                        j,
                        alone[i].change() + alone[j].change() + coupling,
                        alone[i].magnitude() + alone[j].magnitude() + Math.abs(coupling)));
            }
        }
        parts.sort(Comparator.comparingDouble(Part::change));
        return parts;
    }

    /// The best of each group, by what they cost, then the second of each, and so on.
    private static List<Integer> candidates(Selection selection, SelectionLimits limits, boolean areSelected) {
        List<List<Candidate>> groups = new ArrayList<>();
        for (int g = 0; g < limits.groups(); g++) {
            groups.add(sorted(selection, limits.members(g), areSelected));
        }
        List<Integer> candidates = new ArrayList<>();
        for (int rank = 0; candidates.size() < CANDIDATES; rank++) {
            List<Candidate> round = new ArrayList<>();
            for (List<Candidate> group : groups) {
                if (rank < group.size()) {
                    round.add(group.get(rank));
                }
            }
            if (round.isEmpty()) {
                return candidates;
            }
            round.sort(Comparator.comparingDouble(Candidate::cost));
            round.stream().limit(CANDIDATES - candidates.size()).forEach(each -> candidates.add(each.asset()));
        }
        return candidates;
    }

    private static List<Candidate> sorted(Selection selection, List<Integer> group, boolean areSelected) {
        List<Candidate> sorted = new ArrayList<>();
        for (int asset : group) {
            if (selection.contains(asset) == areSelected) {
                sorted.add(new Candidate(asset, selection.flipping(asset)));
            }
        }
        sorted.sort(Comparator.comparingDouble(Candidate::cost));
        return sorted;
    }
}
