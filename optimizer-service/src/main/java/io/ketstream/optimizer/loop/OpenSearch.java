package io.ketstream.optimizer.loop;

import io.ketstream.model.event.TrainingReady;
import io.ketstream.optimizer.training.SearchConclusion;
import io.ketstream.optimizer.training.SearchVersion;

/// A run that learns and tries the points of a grid before.
final class OpenSearch extends OpenParent<SearchConclusion> {

    final TrainingReady ready;
    final TrainingTables tables;

    /// That it was begun with, as soon as it has been.
    SearchVersion version = SearchVersion.current();

    OpenSearch(TrainingReady ready) {
        super(ready.runId(), OpenTraining.bytesOfTables(ready) + OpenTraining.bytesOfControls(ready));
        this.ready = ready;
        this.tables = new TrainingTables(ready);
    }
}
