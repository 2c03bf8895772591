package io.ketstream.support.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.problem.Problem;
import io.ketstream.model.run.RunSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.util.TokenBuffer;

/// Looks for the type of the problem first. What has none is read as a run that optimises, which says what is amiss.
final class RunRequestReader extends ValueDeserializer<RunRequest> {

    private static final List<String> OPTIMIZED = names(Problem.class);
    private static final List<String> LEARNT = names(LearningProblem.class);

    @Override
    public RunRequest deserialize(JsonParser parser, DeserializationContext context) {
        TokenBuffer body = context.bufferAsCopyOfValue(parser);
        String type = problemType(body, context);
        if (type != null && LEARNT.contains(type)) {
            return new RunRequest.Learning(read(body, context, LearningSpecification.class));
        }
        if (type == null || OPTIMIZED.contains(type)) {
            return new RunRequest.Optimization(read(body, context, RunSpecification.class));
        }
        var known = new ArrayList<>(OPTIMIZED);
        known.addAll(LEARNT);
        throw new InvalidValueException(
                "problem.type", "is not known: '" + type + "'; there are " + String.join(", ", known));
    }

    private static List<String> names(Class<?> problem) {
        return Arrays.stream(problem.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();
    }

    private static <T> T read(TokenBuffer body, DeserializationContext context, Class<T> type) {
        try (JsonParser parser = body.asParser(context)) {
            parser.nextToken();
            return context.readValue(parser, type);
        }
    }

    private static @Nullable String problemType(TokenBuffer body, DeserializationContext context) {
        try (JsonParser parser = body.asParser(context)) {
            parser.nextToken();
            return moveTo("problem", parser)
                            && moveTo("type", parser)
                            && parser.currentToken() == JsonToken.VALUE_STRING
                    ? parser.getString()
                    : null;
        }
    }

    /// From the start of an object to the value of its property.
    private static boolean moveTo(String property, JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = parser.currentName().equals(property);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
