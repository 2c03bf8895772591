package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Steps that make features of columns, in their order: missing values and categories first, then what only numbers
/// can be put through.
public record Preprocessing(@JsonValue List<PreprocessingStep> steps) {

    public static final int MAX_STEPS = 16;

    private static final String FORM = "preprocessing 1";

    @JsonCreator
    public Preprocessing {
        Rules.required("", steps);
        if (steps.size() > MAX_STEPS) {
            throw new InvalidValueException("", "must have at most " + MAX_STEPS + " steps, not " + steps.size());
        }
        boolean numbersOnly = false;
        for (int i = 0; i < steps.size(); i++) {
            PreprocessingStep step = Rules.required("[" + i + "]", steps.get(i));
            boolean first = step instanceof PreprocessingStep.Impute || step instanceof PreprocessingStep.OneHot;
            if (first && numbersOnly) {
                throw new InvalidValueException("[" + i + "]", "must come before scale, pca and bandwidth");
            }
            if (!(step instanceof PreprocessingStep.Scale) && occurs(steps.subList(0, i), step)) {
                throw new InvalidValueException("[" + i + "]", "is there twice");
            }
            numbersOnly |= !first;
        }
        steps = List.copyOf(steps);
    }

    private static boolean occurs(List<PreprocessingStep> steps, PreprocessingStep step) {
        return steps.stream().anyMatch(other -> other.getClass() == step.getClass());
    }

    /// The step of this kind, where there is one.
    <S extends PreprocessingStep> Optional<S> find(Class<S> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// Whether what it makes of a row depends on the rows that it was fitted on.
    public boolean dependsOnTraining() {
        return steps.stream().anyMatch(step -> switch (step) {
            case PreprocessingStep.Impute impute -> impute.value() == null;
            case PreprocessingStep.Bandwidth _ -> false;
            case PreprocessingStep.OneHot _, PreprocessingStep.Scale _, PreprocessingStep.Pca _ -> true;
        });
    }

    /// Takes from these rows what the steps need. It depends on nothing else, and is the same at every call.
    ///
    /// @param columns of which the rows have fields
    /// @param rows of training; a missing value is NaN, a category its place in [TableColumn#categoryNames()]
    /// @throws InvalidValueException naming the step, or the column that is not a number at the end
    public FittedPreprocessing fit(List<TableColumn> columns, double[][] rows) {
        Rules.within("rows", rows.length, 1, Integer.MAX_VALUE);
        var features = Features.of(columns, rows);
        var fitted = new ArrayList<FittedStep>();
        for (int i = 0; i < steps.size(); i++) {
            try {
                FittedStep step = Fits.fit(steps.get(i), features);
                features = features.after(step);
                fitted.add(step);
            } catch (InvalidValueException e) {
                throw e.within("[" + i + "]");
            }
        }
        features.requireNumbers();
        return new FittedPreprocessing(columns.size(), fitted, features.names());
    }

    /// What results made of this table's columns by these steps have in common: SHA-256 over lines of text, the
    /// table's digest and the columns among them.
    public Digest digest(Digest table, List<String> columns) {
        return Digest.of(FORM + "\n" + table + "\n"
                + columns.stream().map(Preprocessing::line).collect(Collectors.joining())
                + steps.stream().map(step -> line(text(step))).collect(Collectors.joining()));
    }

    /// Ends where it says, whatever is in it.
    private static String line(String text) {
        return text.length() + " " + text + "\n";
    }

    private static String text(PreprocessingStep step) {
        return switch (step) {
            case PreprocessingStep.Impute impute -> "impute " + impute.method() + " " + impute.value();
            case PreprocessingStep.OneHot _ -> "one-hot";
            case PreprocessingStep.Scale scale -> "scale " + scale.method() + " " + scale.low() + " " + scale.high();
            case PreprocessingStep.Pca pca -> "pca " + pca.components();
            case PreprocessingStep.Bandwidth bandwidth -> "bandwidth " + bandwidth.factor();
        };
    }
}
