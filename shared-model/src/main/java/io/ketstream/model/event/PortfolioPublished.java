package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.ketstream.model.RunId;
import io.ketstream.model.run.Portfolio;
import java.util.List;

/// What to hold, by a run that has succeeded.
///
/// @param selection the symbols that were selected
@JsonClassDescription("What to hold, by a run that has succeeded: weights, trades, expected return and risk.")
public record PortfolioPublished(EventMetadata metadata, RunId runId, List<String> selection, Portfolio portfolio)
        implements RunEvent {

    public PortfolioPublished {
        selection = List.copyOf(selection);
    }
}
