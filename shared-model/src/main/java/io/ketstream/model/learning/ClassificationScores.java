package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How well classes were told.
///
/// @param rows how many were told
/// @param accuracy share of them that were told right
/// @param interval of the accuracy
/// @param balancedAccuracy mean over the classes that occur of the share of their rows that were told right
/// @param macroF1 mean of F1 = 2·right/(told + there) over the classes that occur or were told
/// @param confusion row: the class that it is, column: the one that was told
/// @param logLoss mean of −ln p of the right class; absent where there are no probabilities
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClassificationScores(
        int rows,
        double accuracy,
        Interval interval,
        double balancedAccuracy,
        double macroF1,
        List<List<Integer>> confusion,
        @Nullable Double logLoss) {

    public ClassificationScores {
        confusion = confusion.stream().map(List::copyOf).toList();
    }
}
