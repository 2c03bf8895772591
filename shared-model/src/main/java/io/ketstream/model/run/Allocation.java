package io.ketstream.model.run;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Shares of the capital in assets, and what is expected of them.
///
/// @param positions of every asset that has a weight or had one, in the order of the portfolio's symbols; of a
/// portfolio
///     that only stands beside that of a run that was taken apart, the largest 100
/// @param expectedReturn μᵀw, of the period that the returns are of
/// @param risk the standard deviation √(wᵀΣw) of the return, ex ante
/// @param objective ½·riskAversion·wᵀΣw − μᵀw + cost·turnover, which was minimised
/// @param turnover Σ|wᵢ − heldᵢ|
public record Allocation(
        List<Position> positions, double expectedReturn, double risk, double objective, double turnover) {

    /// @param weight share of the capital; below 0 where the asset is sold short
    /// @param trade what to buy of it, below 0 to sell: weight less what is held
    /// @param riskContribution wᵢ(Σw)ᵢ/risk; they add up to the risk
    public record Position(String symbol, double weight, double trade, double riskContribution) {}

    public Allocation {
        positions = List.copyOf(positions);
    }

    /// The same with its largest positions only, where it has more than `most`.
    public Allocation largest(int most) {
        if (positions.size() <= most) {
            return this;
        }
        Set<Position> largest = positions.stream()
                .sorted(Comparator.comparingDouble((Position position) -> -Math.abs(position.weight())))
                .limit(most)
                .collect(Collectors.toSet());
        List<Position> kept = positions.stream().filter(largest::contains).toList();
        return new Allocation(kept, expectedReturn, risk, objective, turnover);
    }
}
