package io.ketstream.results.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some dead letters, newest first.
///
/// @param next the `cursor` of the page after this one; absent when this is the last
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterPage(
        List<DeadLetterView> items, @Nullable String next) {
    public DeadLetterPage {
        items = List.copyOf(items);
    }
}
