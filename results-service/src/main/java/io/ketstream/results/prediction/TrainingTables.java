package io.ketstream.results.prediction;

import io.ketstream.model.Link;
import io.ketstream.model.learning.DataTable;

/// The tables that models were trained on.
public interface TrainingTables {

    /// The table behind a link, whose digest has been checked.
    ///
    /// @throws UnansweredException when it is not to be had
    DataTable table(Link link);
}
