package io.ketstream.support.openapi;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import io.ketstream.model.problem.HamiltonianProblem;
import io.ketstream.model.run.OptimizerSpecification;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the library does not see of a record: a property is required unless it is [Nullable] (where a creator fills in
/// defaults, in the creator's parameters), one that is written although it is absent is null, and the entries of a map
/// may stand beside the properties.
final class RecordSchemas implements ModelConverter {

    /// What a creator takes as absent only to refuse it by name.
    private static final Map<Class<?>, String> REFUSED_WHEN_ABSENT =
            Map.of(OptimizerSpecification.class, "type", HamiltonianProblem.Term.class, "pauli");

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        JavaType java = Json.mapper().constructType(type.getType());
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            Schema<?> schema = resolved.get$ref() == null ? resolved : referred(resolved.get$ref(), context);
            if (schema != null && schema.getProperties() != null) {
                complete(schema, java.getRawClass());
            }
        }
        return resolved;
    }

    private static @Nullable Schema<?> referred(String reference, ModelConverterContext context) {
        return context.getDefinedModels().get(reference.substring(Components.COMPONENTS_SCHEMAS_REF.length()));
    }

    private static void complete(Schema<?> schema, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonAnyGetter.class)) {
                Schema<?> entries = schema.getProperties().remove(component.getName());
                if (entries != null) {
                    schema.setAdditionalProperties(entries.getAdditionalProperties());
                }
            }
        }
        Optional<Method> creator = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonCreator.class))
                .findFirst();
        List<String> required = schema.getProperties().keySet().stream()
                .filter(name -> creator.map(method -> isRequired(method, name)).orElseGet(() -> isRequired(type, name)))
                .toList();
        schema.setRequired(required);
        JsonInclude include = type.getAnnotation(JsonInclude.class);
        if (include == null || include.value() != JsonInclude.Include.NON_NULL) {
            schema.getProperties().forEach((name, property) -> {
                if (property.getTypes() != null && isNullableScalar(type, name)) {
                    property.addType("null");
                }
            });
        }
    }

    /// Of a type of the JDK's own, whose schema is no other property's.
    private static boolean isNullableScalar(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .anyMatch(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                        && component.getType().getPackageName().startsWith("java."));
    }

    private static boolean isRequired(Method creator, String name) {
        if (name.equals(REFUSED_WHEN_ABSENT.get(creator.getDeclaringClass()))) {
            return true;
        }
        for (Parameter parameter : creator.getParameters()) {
            if (name.equals(parameter.getName())) {
                return !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
            }
        }
        return false;
    }

    private static boolean isRequired(Class<?> type, String name) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (name.equals(component.getName())) {
                return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            }
        }
        return false;
    }
}
