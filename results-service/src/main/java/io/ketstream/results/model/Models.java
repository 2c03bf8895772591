package io.ketstream.results.model;

import io.ketstream.model.RunId;
import io.ketstream.results.run.Paged;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The models of the runs that have learnt one.
public interface Models {

    /// The latest first.
    ///
    /// @param dataset name of the data set that they were trained on; absent: any
    Paged<ModelSummary> list(@Nullable String dataset, int page, int size);

    Optional<KeptModel> find(RunId run);
}
