package io.ketstream.ingestion.dataset;

import io.ketstream.model.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Data sets in memory.
public final class HeldDatasets implements DatasetStore {

    private final Map<String, Dataset> datasets = new TreeMap<>();
    private final Map<Digest, TableVersion> versions = new HashMap<>();
    private final Map<Digest, List<TablePart>> parts = new HashMap<>();

    @Override
    public Replaced replace(String name, Content content) throws IOException {
        var written = new ArrayList<TablePart>();
        TableVersion table =
                content.writeTo((number, firstRow, lines) -> written.add(number, new TablePart(firstRow, lines)));
        versions.put(table.digest(), table);
        parts.put(table.digest(), written);
        Dataset before = datasets.get(name);
        if (before != null && before.table().digest().equals(table.digest())) {
            return new Replaced(before, false);
        }
        var dataset = new Dataset(name, before == null ? 1 : before.version() + 1, Instant.EPOCH, table);
        datasets.put(name, dataset);
        return new Replaced(dataset, true);
    }

    @Override
    public Optional<Dataset> find(String name) {
        return Optional.ofNullable(datasets.get(name));
    }

    @Override
    public Optional<TableVersion> find(Digest digest) {
        return Optional.ofNullable(versions.get(digest));
    }

    @Override
    public Paged<DatasetSummary> list(int page, int size) {
        throw new UnsupportedOperationException("of the database");
    }

    @Override
    public Optional<TablePart> part(Digest digest, int number) {
        List<TablePart> all = parts.getOrDefault(digest, List.of());
        return number < all.size() ? Optional.of(all.get(number)) : Optional.empty();
    }

    @Override
    public Optional<TablePart> partOf(Digest digest, long row) {
        return parts.getOrDefault(digest, List.of()).stream()
                .filter(part -> !part.text(row, 1).isEmpty())
                .findFirst();
    }

    void forget(Digest digest) {
        versions.remove(digest);
        parts.remove(digest);
    }

    @Override
    public boolean delete(String name) {
        return datasets.remove(name) != null;
    }
}
