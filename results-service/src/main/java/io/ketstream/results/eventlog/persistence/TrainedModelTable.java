package io.ketstream.results.eventlog.persistence;

import io.ketstream.model.learning.TrainedModel;
import io.ketstream.results.model.TrainedModelJson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of `trained_model`: that of the outcome that counts.
@Component
class TrainedModelTable {

    private final JdbcClient jdbc;

    TrainedModelTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param model absent where the run has none
    void replace(UUID run, @Nullable TrainedModel model) {
        jdbc.sql("delete from trained_model where run_id = ?").param(run).update();
        if (model != null) {
            jdbc.sql("insert into trained_model (run_id, model) values (?, ?)")
                    .params(run, TrainedModelJson.write(model))
                    .update();
        }
    }
}
