package io.ketstream.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import io.ketstream.model.Digest;
import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.ExecutionId;
import io.ketstream.model.learning.Preprocessing;
import io.ketstream.model.learning.PreprocessingStep;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.strategy.StrategyId;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What other programs may rely on: the schemas of `docs/schemas`, and that every event ever published can be read.
///
/// `-Dtest=EventContractTest -Dtest.jvm.extra=-Dketstream.contracts.write=true` writes both anew; a golden
/// sample that has been released is never rewritten: a changed event gets a new name.
class EventContractTest {

    private static final Path SAMPLES = Path.of("src/test/resources/events");
    private static final String FIRST = ".v1.json";
    private static final String GROWN = ".v1-grown.json";
    private static final String GROWN_AGAIN = ".v1-grown-again.json";
    private static final String GROWN_FURTHER = ".v1-grown-further.json";
    private static final String GROWN_ONCE_MORE = ".v1-grown-once-more.json";
    private static final Path SCHEMAS = Path.of("../docs/schemas");
    private static final boolean WRITE = Boolean.getBoolean("ketstream.contracts.write");
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    static Stream<Event> events() {
        return Stream.of(
                        SampleEvents.all(),
                        SampleEvents.grown(),
                        SampleEvents.grownAgain(),
                        SampleEvents.grownFurther(),
                        SampleEvents.grownOnceMore())
                .flatMap(List::stream);
    }

    /// How the name of an event's golden sample ends.
    private static String end(Event event) {
        if (SampleEvents.all().contains(event)) {
            return FIRST;
        }
        if (SampleEvents.grown().contains(event)) {
            return GROWN;
        }
        if (SampleEvents.grownAgain().contains(event)) {
            return GROWN_AGAIN;
        }
        return SampleEvents.grownFurther().contains(event) ? GROWN_FURTHER : GROWN_ONCE_MORE;
    }

    static Stream<Class<?>> types() {
        return Arrays.stream(Event.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::value);
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void writesAndReadsExactly(Event event) throws IOException {
        String json = JSON.writerFor(Event.class).writeValueAsString(event);
        Path sample = SAMPLES.resolve(name(event.getClass()) + end(event));
        if (WRITE) {
            Files.createDirectories(SAMPLES);
            Files.writeString(sample, json + "\n");
        }

        assertThat(JSON.readValue(json, Event.class)).isEqualTo(event);
        String goldenSample = Files.readString(sample);
        assertThat(JSON.readTree(json)).isEqualTo(JSON.readTree(goldenSample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsEveryEventEverPublished(Path sample) throws IOException {
        Event event = JSON.readValue(Files.readString(sample), Event.class);

        assertThat(event.key()).isNotEmpty();
        String name = name(event.getClass());
        assertThat(sample.getFileName().toString())
                .isIn(name + FIRST, name + GROWN, name + GROWN_AGAIN, name + GROWN_FURTHER, name + GROWN_ONCE_MORE);
    }

    @Test
    void hasASampleOfEachType() {
        assertThat(SampleEvents.all())
                .map(Object::getClass)
                .containsExactlyInAnyOrderElementsOf(
                        types().map(type -> (Class<?>) type).toList());
    }

    @Test
    void ignoresUnknownFields() throws IOException {
        String json = Files.readString(SAMPLES.resolve("cancel.v1.json"));

        assertThat(JSON.readValue(json.replaceFirst("\\{", "{\"later\": 1,"), Event.class))
                .isInstanceOf(RunCommand.Cancel.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void matchesItsSchema(Class<?> type) throws IOException {
        ObjectNode generated = generator().generateSchema(type);
        generated.withObject("/properties/type").put("const", name(type));
        String schema = JSON.writeValueAsString(generated) + "\n";
        Path file = SCHEMAS.resolve(name(type) + ".v1.schema.json");
        if (Files.exists(file)) {
            assertThat(SchemaCompatibility.breaks(JSON.readTree(Files.readString(file)), JSON.readTree(schema)))
                    .as("a change that old readers or old events do not bear: give the event a new name")
                    .isEmpty();
        }
        if (WRITE) {
            Files.createDirectories(SCHEMAS);
            Files.writeString(file, schema);
        }

        assertThat(JSON.readTree(schema)).isEqualTo(JSON.readTree(Files.readString(file)));
    }

    private static SchemaGenerator generator() {
        var builder = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY, JacksonOption.INLINE_TRANSFORMED_SUBTYPES))
                .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        builder.forTypesInGeneral().withCustomDefinitionProvider(EventContractTest::scalar);
        builder.forFields()
                .withIgnoreCheck(field -> isSpreadOut(field.getRawMember()))
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
        return new SchemaGenerator(builder.build());
    }

    /// Whether a component's entries stand in the JSON as fields of their own.
    private static boolean isSpreadOut(Field field) {
        return Arrays.stream(field.getDeclaringClass().getMethods())
                .anyMatch(method ->
                        method.getName().equals(field.getName()) && method.isAnnotationPresent(JsonAnyGetter.class));
    }

    /// Values whose JSON does not show their components.
    private static @Nullable CustomDefinition scalar(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        if (List.of(Digest.class, RunId.class, StrategyId.class, PauliString.class, ExecutionId.class)
                .contains(raw)) {
            schema.put("type", "string");
        } else if (raw == RealVector.class || raw == Interaction.class) {
            schema.put("type", "array").putObject("items").put("type", "number");
        } else if (raw == RealMatrix.class) {
            schema.put("type", "array")
                    .putObject("items")
                    .put("type", "array")
                    .putObject("items")
                    .put("type", "number");
        } else if (raw == PackedMatrix.class) {
            ObjectNode properties = schema.put("type", "object").putObject("properties");
            List.of("rows", "columns")
                    .forEach(size -> properties.putObject(size).put("type", "integer"));
            properties.putObject("values").put("type", "string");
            schema.putArray("required").add("rows").add("columns").add("values");
        } else if (raw == Preprocessing.class) {
            schema = context.createDefinition(context.getTypeContext().resolve(List.class, PreprocessingStep.class));
        } else {
            return null;
        }
        return new CustomDefinition(
                schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.NO);
    }

    /// As its `type` property and its files say it.
    static String name(Class<?> type) {
        return Arrays.stream(Event.class.getAnnotation(JsonSubTypes.class).value())
                .filter(candidate -> candidate.value() == type)
                .findFirst()
                .orElseThrow()
                .name();
    }
}
