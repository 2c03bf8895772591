package io.ketstream.results.run.report;

import io.ketstream.model.learning.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers as a person reads them.
final class Figures {

    static final String NONE = "–";

    private static final Map<String, String> NAMES = Map.of(
            "accuracy", "accuracy",
            "balancedAccuracy", "balanced accuracy",
            "macroF1", "macro F1",
            "logLoss", "log loss",
            "r2", "R²",
            "rmse", "root mean square error",
            "mae", "mean absolute error",
            "explainedVariance", "explained variance",
            "outliers", "rows told to be unlike the others",
            "supportVectors", "support vectors, of all rows");

    private Figures() {}

    static String name(String metric) {
        return NAMES.getOrDefault(metric, metric);
    }

    /// Four significant digits.
    static String number(@Nullable Double value) {
        if (value == null) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /// Of an axis, as short as it can be.
    static String tick(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    static String interval(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? NONE : number(low) + " to " + number(high);
    }

    static @Nullable Metric find(List<Metric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
