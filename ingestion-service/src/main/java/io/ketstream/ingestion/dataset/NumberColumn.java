package io.ketstream.ingestion.dataset;

import io.ketstream.model.learning.NumberSummary;
import io.ketstream.model.learning.TableColumn;

/// Numbers. Mean and variance are updated as Welford has it (1962), which loses nothing to a large mean.
final class NumberColumn implements ColumnSummary {

    /// Two numbers rise half of the time.
    private static final int FEWEST = 3;

    private final String name;
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double mean;
    private double squares;
    private boolean rises = true;

    NumberColumn(String name) {
        this.name = name;
    }

    @Override
    public String add(long line, String field) {
        double value = Decimal.parse(field)
                .orElseThrow(() -> new InvalidTableException(line, name, "'" + field + "' is not a number"));
        rises &= value == Math.rint(value) && value > max;
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        double difference = value - mean;
        mean += difference / count;
        squares += difference * (value - mean);
        return Double.toString(value);
    }

    @Override
    public boolean isConstant() {
        return min == max;
    }

    @Override
    public boolean isUnique() {
        return rises && count >= FEWEST;
    }

    @Override
    public TableColumn describe(long missing) {
        // the mean of equal numbers may be next to them
        NumberSummary numbers = isConstant()
                ? new NumberSummary(min, max, min, 0)
                : new NumberSummary(min, max, mean, Math.sqrt(squares / count));
        return TableColumn.ofNumbers(name, missing, numbers);
    }
}
