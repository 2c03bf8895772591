package io.ketstream.results.model.persistence;

import io.ketstream.model.RunId;
import io.ketstream.results.model.KeptModel;
import io.ketstream.results.model.ModelSummary;
import io.ketstream.results.model.Models;
import io.ketstream.results.model.TrainedModelJson;
import io.ketstream.results.run.Paged;
import io.ketstream.results.run.RunFactsJson;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// [Models] in PostgreSQL. A model is there once its run's submission has been projected, as the run itself is.
@Component
@Transactional(readOnly = true)
class StoredModels implements Models {

    private static final String KEPT = """
            from trained_model join run using (run_id)
            where run.submitted_at is not null and run.dataset is not null
            and (:dataset::text is null or run.dataset = :dataset)""";

    private final JdbcClient jdbc;

    StoredModels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Paged<ModelSummary> list(@Nullable String dataset, int page, int size) {
        long total = jdbc.sql("select count(*) " + KEPT)
                .param("dataset", dataset)
                .query(Long.class)
                .single();
        var found = jdbc.sql("select run_id, facts " + KEPT
                        + " order by run.ended_at desc, run_id limit :size offset :start")
                .param("dataset", dataset)
                .param("size", size)
                .param("start", (long) page * size)
                .query((row, number) -> ModelSummary.of(
                        new RunId(row.getObject("run_id", UUID.class)), RunFactsJson.read(row.getString("facts"))))
                .list();
        return new Paged<>(found, page, size, total);
    }

    @Override
    public Optional<KeptModel> find(RunId run) {
        return jdbc.sql("""
                        select facts, model from trained_model join run using (run_id)
                        where run_id = ? and submitted_at is not null and dataset is not null""")
                .param(run.value())
                .query((row, number) -> new KeptModel(
                        run, RunFactsJson.read(row.getString("facts")), TrainedModelJson.read(row.getString("model"))))
                .optional();
    }
}
