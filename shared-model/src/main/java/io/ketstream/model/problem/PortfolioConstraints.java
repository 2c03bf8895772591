package io.ketstream.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a selection has to keep beside its cardinality. Everything is optional, and everything can be combined.
///
/// @param minCardinality at least so many assets, where the portfolio's `cardinality` then is the most;
///     absent: exactly `cardinality`
/// @param groups disjoint, with bounds of how many assets each has and of their share of the capital
/// @param mandatory symbols that are in every selection
/// @param forbidden symbols that are in none
/// @param minWeight the least share of the capital in an asset that is selected: not more than 1/minWeight
///     assets
/// @param maxWeight the largest: not fewer than 1/maxWeight
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PortfolioConstraints(
        @Nullable Integer minCardinality,
        List<AssetGroup> groups,
        List<String> mandatory,
        List<String> forbidden,
        @Nullable Double minWeight,
        @Nullable Double maxWeight) {

    public static final PortfolioConstraints NONE =
            new PortfolioConstraints(null, List.of(), List.of(), List.of(), null, null);

    /// Shares such as 0.1 and 1/3 are not exact, counts made of them are.
    static final double ROUNDING = 1e-9;

    public PortfolioConstraints {
        groups = List.copyOf(groups);
        mandatory = List.copyOf(mandatory);
        forbidden = List.copyOf(forbidden);
        if (minCardinality != null) {
            Rules.within("minCardinality", minCardinality, 1, Integer.MAX_VALUE);
        }
        checkGroups(groups);
        checkDistinct("mandatory", mandatory, Set.of());
        checkDistinct("forbidden", forbidden, Set.copyOf(mandatory));
        if (minWeight != null) {
            Rules.positive("minWeight", minWeight, 1);
        }
        if (maxWeight != null) {
            Rules.positive("maxWeight", maxWeight, 1);
            if (minWeight != null && minWeight > maxWeight) {
                throw new InvalidValueException("minWeight", "must not be greater than maxWeight");
            }
        }
    }

    @JsonCreator
    static PortfolioConstraints of(
            @Nullable Integer minCardinality,
            @Nullable List<AssetGroup> groups,
            @Nullable List<String> mandatory,
            @Nullable List<String> forbidden,
            @Nullable Double minWeight,
            @Nullable Double maxWeight) {
        return new PortfolioConstraints(
                minCardinality, orEmpty(groups), orEmpty(mandatory), orEmpty(forbidden), minWeight, maxWeight);
    }

    /// The fewest assets of a selection: as many as can take all of the capital, none more than `maxWeight`
    /// of it.
    public int fewest(int cardinality) {
        int byWeight = maxWeight == null ? 0 : whole(Math.ceil(1 / maxWeight - ROUNDING));
        return Math.max(minCardinality == null ? cardinality : minCardinality, byWeight);
    }

    /// The most: as many as can each have `minWeight`.
    public int most(int cardinality) {
        int byWeight = minWeight == null ? Integer.MAX_VALUE : whole(Math.floor(1 / minWeight + ROUNDING));
        return Math.min(cardinality, byWeight);
    }

    /// The same where only these assets are left.
    ///
    /// @throws InvalidValueException naming what cannot be kept without the others
    PortfolioConstraints among(Set<String> assets) {
        for (int i = 0; i < mandatory.size(); i++) {
            if (!assets.contains(mandatory.get(i))) {
                throw new InvalidValueException(
                        "mandatory[" + i + "]", "must be one of the assets that are left, not " + mandatory.get(i));
            }
        }
        var narrowed = new ArrayList<AssetGroup>();
        for (int g = 0; g < groups.size(); g++) {
            AssetGroup group = groups.get(g);
            List<String> left =
                    group.symbols().stream().filter(assets::contains).toList();
            if (group.minCount() > left.size()) {
                throw new InvalidValueException(
                        "groups[" + g + "].minCount",
                        "must be at most " + left.size() + ", as many of '" + group.name() + "' are left");
            }
            if (left.isEmpty() && group.leastWeight() > 0) {
                throw new InvalidValueException(
                        "groups[" + g + "].minWeight", "must be 0, as nothing of '" + group.name() + "' is left");
            }
            if (!left.isEmpty()) {
                narrowed.add(new AssetGroup(
                        group.name(),
                        left,
                        group.minCount(),
                        Math.min(group.maxCount(), left.size()),
                        group.minWeight(),
                        group.maxWeight()));
            }
        }
        return new PortfolioConstraints(
                minCardinality,
                narrowed,
                mandatory,
                forbidden.stream().filter(assets::contains).toList(),
                minWeight,
                maxWeight);
    }

    static int whole(double count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    private static void checkGroups(List<AssetGroup> groups) {
        var names = new HashSet<String>();
        Map<String, String> owners = new HashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            AssetGroup group = groups.get(g);
            if (!names.add(group.name())) {
                throw new InvalidValueException("groups[" + g + "].name", "must be distinct");
            }
            for (int i = 0; i < group.symbols().size(); i++) {
                String owner = owners.put(group.symbols().get(i), group.name());
                if (owner != null) {
                    throw new InvalidValueException(
                            "groups[" + g + "].symbols[" + i + "]",
                            "must not be in two groups, it is in '" + owner + "' too");
                }
            }
        }
        double least = groups.stream().mapToDouble(AssetGroup::leastWeight).sum();
        if (least > 1 + ROUNDING) {
            throw new InvalidValueException(
                    "groups", "must have minWeights that add up to at most 1, not " + GroupCounts.share(least));
        }
    }

    private static void checkDistinct(String field, List<String> symbols, Set<String> taken) {
        var seen = new HashSet<String>();
        for (int i = 0; i < symbols.size(); i++) {
            String at = field + "[" + i + "]";
            if (!seen.add(symbols.get(i))) {
                throw new InvalidValueException(at, "must be distinct");
            }
            if (taken.contains(symbols.get(i))) {
                throw new InvalidValueException(at, "must not be mandatory too");
            }
        }
    }
}
