package io.ketstream.model.strategy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A walk through prices that are there already, instead of those to come: a backtest. No step sees anything
/// later than its own day.
///
/// @param from the first day whose prices may be traded at; absent: as soon as the window is full
/// @param to the last one; absent: the last that there is
/// @param every trading days from one step to the next
/// @param window trading days that a step's estimates look back
@JsonInclude(JsonInclude.Include.NON_NULL)
public record History(@Nullable LocalDate from, @Nullable LocalDate to, int every, int window) {

    /// A backtest has at most as many steps.
    public static final int MAX_STEPS = 2000;

    public History {
        Rules.within("every", every, 1, 2520);
        Rules.within("window", window, 20, 2520);
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidValueException("to", "must not be before from");
        }
    }

    @JsonCreator
    static History of(
            @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Integer every, @Nullable Integer window) {
        return new History(from, to, every == null ? 21 : every, window == null ? 126 : window);
    }
}
