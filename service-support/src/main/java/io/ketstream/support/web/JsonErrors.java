package io.ketstream.support.web;

import io.ketstream.model.InvalidValueException;
import io.ketstream.support.event.FieldPath;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Turns what Jackson says of a request body into a problem that names the field.
final class JsonErrors {

    private JsonErrors() {}

    static ProblemDetail describe(JacksonException error) {
        String path = FieldPath.of(error);
        if (refusal(error) instanceof InvalidValueException refused) {
            InvalidValueException located = path.isEmpty() ? refused : refused.within(path);
            return Problems.invalid(HttpStatus.UNPROCESSABLE_CONTENT, located.field(), located.rule());
        }
        return switch (error) {
            case UnrecognizedPropertyException unknown ->
                Problems.invalid(HttpStatus.BAD_REQUEST, path, "is not a field here" + known(unknown));
            case InvalidTypeIdException type ->
                Problems.invalid(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        join(path, "type"),
                        type.getTypeId() == null ? "is required" : "is not known: '" + type.getTypeId() + "'");
            case InvalidFormatException format
            when format.getTargetType() != null && format.getTargetType().isEnum() ->
                Problems.invalid(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        path,
                        "must be one of " + constants(format.getTargetType()) + ", not '" + format.getValue() + "'");
            case InvalidNullException absent ->
                Problems.invalid(HttpStatus.UNPROCESSABLE_CONTENT, path, "must not be null");
            // the only trace that Jackson leaves of a number that is absent
            case MismatchedInputException absent
            when absent.getOriginalMessage().startsWith("Cannot map `null`") ->
                Problems.invalid(HttpStatus.UNPROCESSABLE_CONTENT, path, "is required");
            case MismatchedInputException mismatch ->
                Problems.invalid(HttpStatus.BAD_REQUEST, path, expectation(mismatch));
            case InputCoercionException number ->
                Problems.invalid(HttpStatus.UNPROCESSABLE_CONTENT, path, range(number.getTargetType()));
            case StreamConstraintsException limit ->
                Problems.invalid(HttpStatus.UNPROCESSABLE_CONTENT, path, beyond(limit, path));
            case StreamReadException syntax ->
                Problems.of(
                        HttpStatus.BAD_REQUEST,
                        "malformed-json",
                        "The body is not JSON: line " + syntax.getLocation().getLineNr() + ", column "
                                + syntax.getLocation().getColumnNr() + ".");
            default -> Problems.invalid(HttpStatus.BAD_REQUEST, path, "cannot be read");
        };
    }

    private static Throwable refusal(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValueException refused) {
                return refused;
            }
            if (cause instanceof IllegalArgumentException illegal && !(cause instanceof JacksonException)) {
                return new InvalidValueException("", String.valueOf(illegal.getMessage()));
            }
        }
        return error;
    }

    private static String join(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String known(UnrecognizedPropertyException unknown) {
        List<Object> known =
                unknown.getKnownPropertyIds() == null ? List.of() : List.copyOf(unknown.getKnownPropertyIds());
        return known.isEmpty()
                ? ""
                : "; there are " + known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(field -> {
                    var named = field.getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class);
                    return named == null ? field.getName() : named.value();
                })
                .collect(Collectors.joining(", "));
    }

    /// What a number must be that is one, and none of its type.
    private static String range(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
        }
        if (type == long.class || type == Long.class) {
            return "must be a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
        }
        return "is out of range";
    }

    /// Which limit it was, only its text says.
    private static String beyond(StreamConstraintsException limit, String path) {
        String text = String.valueOf(limit.getOriginalMessage());
        if (text.contains("nesting depth")) {
            return "is nested too deeply";
        }
        if (!text.contains("length")) {
            return "is beyond what is read";
        }
        return path.isEmpty() ? "has a text or a number that is too long" : "is too long";
    }

    private static String expectation(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        if (type == null) {
            return "has the wrong type";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "must be a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "must be a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == String.class) {
            return "must be a text";
        }
        if (type == java.time.Duration.class) {
            return "must be an ISO-8601 duration such as PT30S";
        }
        if (type == java.time.LocalDate.class) {
            return "must be an ISO-8601 date such as 2026-01-31";
        }
        if (java.util.Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be an array";
        }
        return "has the wrong type";
    }
}
