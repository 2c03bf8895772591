package io.ketstream.results.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Bytes as the API shows them: `text` when they are UTF-8, otherwise `base64`.
///
/// @param size in bytes, of all there is
/// @param cut whether less than that is shown
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShownBytes(@Nullable String text, @Nullable String base64, int size, boolean cut) {}
