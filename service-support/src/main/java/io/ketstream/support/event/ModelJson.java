package io.ketstream.support.event;

import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// How values of the model are written in JSON: on topics, and as the content behind a link.
public final class ModelJson {

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new RequiredValues(), new JacksonAnnotationIntrospector()))
            .addModule(new WholeNumbers())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private ModelJson() {}

    /// Ignores unknown fields, as a reader of events must, and refuses a value that lacks one. Shared, thread-safe.
    public static JsonMapper mapper() {
        return LENIENT;
    }
}
