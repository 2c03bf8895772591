package io.ketstream.ingestion.strategy;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.strategy.History;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A day of a history that a strategy is told of.
///
/// @param since the first day that its estimates look at
/// @param asOf the last one, whose prices may be traded at
public record HistoryStep(LocalDate since, LocalDate asOf) {

    /// The steps of a history; each has a whole window behind it.
    ///
    /// @param days with prices, in ascending order
    /// @throws InvalidValueException naming `history`
    static List<HistoryStep> of(History history, List<LocalDate> days) {
        var steps = new ArrayList<HistoryStep>();
        int day = history.window();
        while (day < days.size() && history.from() != null && days.get(day).isBefore(history.from())) {
            day++;
        }
        for (; day < days.size(); day += history.every()) {
            LocalDate asOf = days.get(day);
            if (history.to() != null && asOf.isAfter(history.to())) {
                break;
            }
            steps.add(new HistoryStep(days.get(day - history.window() + 1), asOf));
        }
        if (steps.isEmpty()) {
            throw new InvalidValueException(
                    "history",
                    "must have at least one day with " + history.window() + " trading days before it; there are "
                            + days.size()
                            + (days.isEmpty() ? "" : " from " + days.getFirst() + " to " + days.getLast()));
        }
        if (steps.size() > History.MAX_STEPS) {
            throw new InvalidValueException(
                    "history", "must have at most " + History.MAX_STEPS + " steps, not " + steps.size());
        }
        return List.copyOf(steps);
    }
}
