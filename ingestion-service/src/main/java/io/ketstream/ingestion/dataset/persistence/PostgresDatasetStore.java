package io.ketstream.ingestion.dataset.persistence;

import io.ketstream.ingestion.dataset.Dataset;
import io.ketstream.ingestion.dataset.DatasetStore;
import io.ketstream.ingestion.dataset.DatasetSummary;
import io.ketstream.ingestion.dataset.Paged;
import io.ketstream.ingestion.dataset.TablePart;
import io.ketstream.ingestion.dataset.TableVersion;
import io.ketstream.model.Digest;
import io.ketstream.model.learning.TableDescription;
import io.ketstream.support.event.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

@Component
class PostgresDatasetStore implements DatasetStore {

    /// Keeps no table of names, which refuses categories of equal hashes: they are names of properties.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostgresDatasetStore(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Replaced replace(String name, Content content) throws IOException {
        noteUse(name);
        try {
            return Objects.requireNonNull(transaction.execute(status -> store(name, content)), "it is never null");
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    @Override
    public Optional<Dataset> find(String name) {
        return jdbc
                .query(
                        "select d.name, d.version, d.loaded_at, v.digest, v.bytes, v.description "
                                + "from ingestion.dataset d join ingestion.dataset_version v using (digest) "
                                + "where d.name = ?",
                        (row, number) -> new Dataset(
                                row.getString("name"),
                                row.getLong("version"),
                                row.getTimestamp("loaded_at").toInstant(),
                                version(row)),
                        name)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<TableVersion> find(Digest digest) {
        return jdbc
                .query(
                        "select digest, bytes, description from ingestion.dataset_version where digest = ?",
                        (row, number) -> version(row),
                        digest.value())
                .stream()
                .findFirst();
    }

    @Override
    public Paged<DatasetSummary> list(int page, int size) {
        Long total = jdbc.queryForObject("select count(*) from ingestion.dataset", Long.class);
        List<DatasetSummary> datasets = jdbc.query(
                "select d.name, d.version, d.loaded_at, v.digest, v.rows, v.columns "
                        + "from ingestion.dataset d join ingestion.dataset_version v using (digest) "
                        + "order by d.name limit ? offset ?",
                (row, number) -> new DatasetSummary(
                        row.getString("name"),
                        row.getLong("version"),
                        row.getTimestamp("loaded_at").toInstant(),
                        new Digest(row.getString("digest")),
                        row.getLong("rows"),
                        row.getInt("columns")),
                size,
                (long) page * size);
        return new Paged<>(datasets, page, size, total == null ? 0 : total);
    }

    @Override
    public Optional<TablePart> part(Digest digest, int number) {
        return jdbc
                .query(
                        "select first_row, content from ingestion.dataset_part where digest = ? and part = ?",
                        (row, index) -> part(row),
                        digest.value(),
                        number)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<TablePart> partOf(Digest digest, long row) {
        return jdbc
                .query(
                        "select first_row, content from ingestion.dataset_part where digest = ? and first_row <= ? "
                                + "order by part desc limit 1",
                        (found, index) -> part(found),
                        digest.value(),
                        row)
                .stream()
                .findFirst();
    }

    @Override
    public boolean delete(String name) {
        noteUse(name);
        return jdbc.update("delete from ingestion.dataset where name = ?", name) > 0;
    }

    /// Says of the version that it is the data set's until now. On its own, before another one is: two data sets
    /// that change their tables for each other's would wait for each other if this were part of it.
    private void noteUse(String name) {
        jdbc.update(
                "update ingestion.dataset_version set stored_at = ? "
                        + "where digest = (select digest from ingestion.dataset where name = ?)",
                Timestamp.from(clock.instant()),
                name);
    }

    /// The digest is known when all parts are there, so they are set aside until then.
    private Replaced store(String name, Content content) {
        jdbc.execute("create temporary table uploaded_part (part integer, first_row bigint, content bytea) "
                + "on commit drop");
        try {
            TableVersion version = content.writeTo((number, firstRow, lines) -> jdbc.update(
                    "insert into uploaded_part (part, first_row, content) values (?, ?, ?)", number, firstRow, lines));
            save(version);
            boolean changed = point(name, version.digest());
            return new Replaced(find(name).orElseThrow(), changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its row is the lock under which the parts are stored, once.
    private void save(TableVersion version) {
        jdbc.update(
                "insert into ingestion.dataset_version (digest, bytes, rows, columns, description, stored_at) "
                        + "values (?, ?, ?, ?, ?, ?) "
                        + "on conflict (digest) do update set stored_at = excluded.stored_at",
                version.digest().value(),
                version.bytes(),
                version.description().rows(),
                version.description().columns().size(),
                ModelJson.mapper().writeValueAsString(version.description()),
                Timestamp.from(clock.instant()));
        jdbc.update(
                "insert into ingestion.dataset_part (digest, part, first_row, content) "
                        + "select ?, part, first_row, content from uploaded_part "
                        + "where not exists (select from ingestion.dataset_part where digest = ?)",
                version.digest().value(),
                version.digest().value());
    }

    private boolean point(String name, Digest digest) {
        return jdbc.update(
                        "insert into ingestion.dataset (name, digest, version, loaded_at) values (?, ?, 1, ?) "
                                + "on conflict (name) do update set digest = excluded.digest, "
                                + "version = dataset.version + 1, loaded_at = excluded.loaded_at "
                                + "where dataset.digest <> excluded.digest",
                        name,
                        digest.value(),
                        Timestamp.from(clock.instant()))
                > 0;
    }

    private static TablePart part(ResultSet row) throws SQLException {
        return new TablePart(row.getLong("first_row"), row.getBytes("content"));
    }

    private static TableVersion version(ResultSet row) throws SQLException {
        return new TableVersion(
                new Digest(row.getString("digest")), row.getLong("bytes"), description(row.getString("description")));
    }

    private static TableDescription description(String json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            return ModelJson.mapper().readValue(parser, TableDescription.class);
        }
    }
}
