package io.ketstream.support.event;

import tools.jackson.core.JacksonException;

/// Where in a JSON text Jackson met an error: `problem.preprocessing[0].low`.
public final class FieldPath {

    private FieldPath() {}

    /// Empty at the root.
    public static String of(JacksonException error) {
        var path = new StringBuilder();
        for (JacksonException.Reference reference : error.getPath()) {
            if (reference.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            } else if (reference.getIndex() >= 0) {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return path.toString();
    }
}
