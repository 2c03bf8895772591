package io.ketstream.ingestion.dataset;

import io.ketstream.model.learning.ColumnType;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Finds the type of a column by its fields: all are numbers, or none is.
final class ColumnGuess {

    /// Characters of a field that is refused.
    private static final int SHOWN = 40;

    private final String name;
    private final @Nullable ColumnType given;
    private boolean hasNumbers;
    private boolean hasTexts;
    private String firstText = "";
    private long textLine;

    ColumnGuess(String name, @Nullable ColumnType given) {
        this.name = name;
        this.given = given;
    }

    /// @throws InvalidTableException when the field does not fit the type, or those before
    void add(long line, String field) {
        OptionalDouble number = given == ColumnType.CATEGORY ? OptionalDouble.empty() : Decimal.parse(field);
        if (number.isPresent()) {
            hasNumbers = true;
            if (Math.abs(number.getAsDouble()) > Decimal.LARGEST) {
                throw new InvalidTableException(line, name, "'" + shown(field) + "' is beyond ±" + Decimal.LARGEST);
            }
        } else if (!hasTexts) {
            hasTexts = true;
            firstText = field;
            textLine = line;
        }
        if (given == ColumnType.CATEGORY) {
            return;
        }
        if (hasTexts && Decimal.isNotFinite(firstText)) {
            throw refused("is not a finite number; leave the field empty where there is no value");
        }
        if (hasTexts && given == ColumnType.NUMBER) {
            throw refused("is not a number");
        }
        if (hasTexts && hasNumbers) {
            throw refused("is not a number, but other fields are; leave it empty where there is no value, or give the "
                    + "column as a category");
        }
    }

    /// @throws InvalidTableException when there was no field
    ColumnType type() {
        if (!hasNumbers && !hasTexts) {
            throw new InvalidTableException(1, name, "has no value in any row");
        }
        return hasNumbers ? ColumnType.NUMBER : ColumnType.CATEGORY;
    }

    private InvalidTableException refused(String reason) {
        return new InvalidTableException(textLine, name, "'" + shown(firstText) + "' " + reason);
    }

    private static String shown(String field) {
        if (field.length() <= SHOWN) {
            return field;
        }
        int end = Character.isHighSurrogate(field.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return field.substring(0, end) + "…";
    }
}
