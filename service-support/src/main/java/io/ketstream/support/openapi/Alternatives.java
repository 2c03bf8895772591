package io.ketstream.support.openapi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Sealed types as a choice between self-contained schemas, each with the one value that its discriminator has.
///
/// The library describes them as it would a class hierarchy, where nothing says which name belongs to which subtype.
@SuppressWarnings("rawtypes") // the library's maps of schemas
final class Alternatives {

    private final SchemaNames names;

    Alternatives(SchemaNames names) {
        this.names = names;
    }

    void describe(OpenAPI description, List<Class<?>> types) {
        Map<String, Schema> schemas = description.getComponents().getSchemas();
        for (Class<?> type : types) {
            if (schemas.containsKey(names.of(type))) {
                describe(schemas, type);
            }
        }
    }

    private void describe(Map<String, Schema> schemas, Class<?> type) {
        String property = type.getAnnotation(JsonTypeInfo.class).property();
        var choice = new Schema<>();
        var discriminator = new Discriminator().propertyName(property);
        for (JsonSubTypes.Type alternative :
                type.getAnnotation(JsonSubTypes.class).value()) {
            String name = names.of(alternative.value());
            String reference = Components.COMPONENTS_SCHEMAS_REF + name;
            choice.addOneOfItem(new Schema<>().$ref(reference));
            discriminator.mapping(alternative.name(), reference);
            Schema<?> inherited = Objects.requireNonNull(schemas.get(name), name);
            schemas.put(name, alone(inherited, property, alternative.name()));
        }
        schemas.put(names.of(type), choice.discriminator(discriminator));
    }

    private static Schema<?> alone(Schema<?> inherited, String property, String value) {
        var alone = new ObjectSchema();
        alone.addProperty(property, new StringSchema().addEnumItem(value));
        alone.addRequiredItem(property);
        if (inherited.getAllOf() != null) {
            for (Schema<?> part : inherited.getAllOf()) {
                if (part.getProperties() != null) {
                    part.getProperties().forEach(alone::addProperty);
                }
            }
        }
        if (inherited.getRequired() != null) {
            inherited.getRequired().forEach(alone::addRequiredItem);
        }
        return alone;
    }
}
