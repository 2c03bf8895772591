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
import java.util.Map;
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
    private static final Path SCHEMAS = Path.of("../docs/schemas");
    private static final boolean WRITE = Boolean.getBoolean("ketstream.contracts.write");
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /// @param end how the name of its golden sample ends
    record Sample(String end, Event event) {
        @Override
        public String toString() {
            return name(event.getClass()) + end;
        }
    }

    static Stream<Sample> events() {
        Stream<Sample> ofLists = Map.of(
                        FIRST, SampleEvents.all(),
                        GROWN, SampleEvents.grown(),
                        GROWN_AGAIN, SampleEvents.grownAgain(),
                        GROWN_FURTHER, SampleEvents.grownFurther())
                .entrySet()
                .stream()
                .flatMap(list -> list.getValue().stream().map(event -> new Sample(list.getKey(), event)));
        Stream<Sample> named =
                SampleEvents.named().stream().map(each -> new Sample(".v1-" + each.form() + ".json", each.event()));
        return Stream.concat(ofLists, named);
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
    void writesAndReadsExactly(Sample golden) throws IOException {
        Event event = golden.event();
        String json = JSON.writerFor(Event.class).writeValueAsString(event);
        Path sample = SAMPLES.resolve(golden.toString());
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
        assertThat(events().map(Sample::toString)).contains(sample.getFileName().toString());
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
