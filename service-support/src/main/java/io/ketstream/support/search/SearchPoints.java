package io.ketstream.support.search;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.SearchPoint;
import io.ketstream.support.event.FieldPath;
import io.ketstream.support.event.ModelJson;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/// Puts the values of a grid into a run whose defaults are filled in: a pure function, so that whoever checks a search
/// and whoever does it have the same points.
///
/// Where a grid has the type of something, the other fields that another type does not have are left out, and those
/// that only it has are its defaults.
public final class SearchPoints {

    /// A number written as text is refused, and so is a text that is a number.
    private static final JsonMapper JSON = ModelJson.mapper()
            .rebuild()
            .withCoercionConfigDefaults(config -> config.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9]+)|\\[(\\d+)]");

    /// What fields of a grid are parts of.
    private record Parts(LearningProblem problem, LearningModel model) {}

    private final GridSearch search;
    private final List<String> fields;
    private final List<List<Object>> values;
    private final ObjectNode whole;

    /// The fields that some point has with a value of the grid. What a field is without being told
    /// is not written, and so is not seen.
    private final BitSet taken = new BitSet();

    private SearchPoints(GridSearch search, LearningProblem problem, LearningModel model) {
        this.search = search;
        this.fields = List.copyOf(search.grid().keySet());
        this.values = List.copyOf(search.grid().values());
        this.whole = JSON.valueToTree(new Parts(problem, model));
    }

    /// In the order of their numbers.
    ///
    /// @throws InvalidValueException naming the value that is refused, as `search.grid.model.c[2]`
    public static List<SearchPoint> of(GridSearch search, LearningProblem problem, LearningModel model) {
        var points = new SearchPoints(search, problem, model);
        var all = new ArrayList<SearchPoint>(search.size());
        for (int number = 0; number < search.size(); number++) {
            all.add(points.point(number));
        }
        points.requireTaken();
        return all;
    }

    /// The refusal of a field of a point, seen from the search: at the value where the field is one of the grid.
    ///
    /// @param refused seen from the run
    public static InvalidValueException seenFromSearch(GridSearch search, int point, InvalidValueException refused) {
        List<String> fields = List.copyOf(search.grid().keySet());
        int[] places = search.places(point);
        int field = fields.indexOf(refused.field());
        return field >= 0
                ? new InvalidValueException(
                        "search.grid." + fields.get(field) + "[" + places[field] + "]", refused.rule())
                : new InvalidValueException(
                        "search.grid", "has a point, " + point + ", that is refused: " + refused.getMessage());
    }

    private SearchPoint point(int number) {
        int[] places = search.places(number);
        var chosen = new ArrayList<Object>();
        ObjectNode tree = whole.deepCopy();
        for (int i = 0; i < places.length; i++) {
            Object value = values.get(i).get(places[i]);
            chosen.add(value);
            put(tree, fields.get(i), value);
        }
        Parts parts;
        try {
            parts = JSON.treeToValue(tree, Parts.class);
        } catch (JacksonException e) {
            throw seenFromSearch(search, number, refusal(e));
        }
        ObjectNode read = JSON.valueToTree(parts);
        for (int i = 0; i < places.length; i++) {
            if (isAt(read, fields.get(i), JSON.valueToTree(chosen.get(i)))) {
                taken.set(i);
            }
        }
        return new SearchPoint(number, chosen, parts.problem(), parts.model());
    }

    private void requireTaken() {
        int missing = taken.nextClearBit(0);
        if (missing < fields.size()) {
            throw new InvalidValueException(
                    "search.grid." + fields.get(missing),
                    "is no field of this run, or is given no value but its default: leave it out");
        }
    }

    private static boolean isAt(ObjectNode tree, String field, JsonNode value) {
        JsonNode node = tree;
        for (String name : steps(field)) {
            node = node == null ? null : child(node, name);
        }
        if (node == null) {
            return false;
        }
        boolean numbers = node.isNumber() && value.isNumber();
        return numbers ? node.doubleValue() == value.doubleValue() : node.equals(value);
    }

    private static List<String> steps(String field) {
        return STEP.matcher(field)
                .results()
                .map(step -> step.group(1) == null ? step.group(2) : step.group(1))
                .toList();
    }

    private static @Nullable JsonNode child(JsonNode node, String name) {
        return node instanceof ArrayNode array ? array.get(Integer.parseInt(name)) : node.get(name);
    }

    private static void put(ObjectNode tree, String field, Object value) {
        List<String> steps = steps(field);
        JsonNode node = tree;
        for (String name : steps.subList(0, steps.size() - 1)) {
            JsonNode next = child(node, name);
            if (next == null) {
                throw absent(field);
            }
            node = next;
        }
        JsonNode leaf = JSON.valueToTree(value);
        String last = steps.getLast();
        switch (node) {
            case ObjectNode object when !(object.get(last) instanceof ObjectNode) -> object.set(last, leaf);
            case ArrayNode array
            when !last.isEmpty() && Character.isDigit(last.charAt(0)) -> {
                int place = Integer.parseInt(last);
                if (place >= array.size()) {
                    throw absent(field);
                }
                array.set(place, leaf);
            }
            default -> throw absent(field);
        }
    }

    private static InvalidValueException absent(String field) {
        return new InvalidValueException(
                "search.grid." + field, "is no field of this run that has a number, a text, true or false");
    }

    private static InvalidValueException refusal(JacksonException error) {
        String path = FieldPath.of(error);
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValueException refused) {
                return path.isEmpty() ? refused : refused.within(path);
            }
        }
        return error instanceof InvalidTypeIdException type
                ? new InvalidValueException(path + ".type", "is not known: '" + type.getTypeId() + "'")
                : new InvalidValueException(path, "must not be so: " + error.getOriginalMessage());
    }
}
