package io.ketstream.ingestion.dataset;

import java.util.List;

/// One page of a list, pages counted from 0.
///
/// @param total entries of the whole list
public record Paged<T>(List<T> items, int page, int size, long total) {
    public Paged {
        items = List.copyOf(items);
    }
}
