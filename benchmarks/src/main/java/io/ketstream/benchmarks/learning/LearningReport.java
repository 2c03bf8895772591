package io.ketstream.benchmarks.learning;

import java.util.List;

/// The figures for a reader, as Markdown.
final class LearningReport {

    private LearningReport() {}

    static String of(LearningFigures figures) {
        var text = new StringBuilder("""
                # Published rows, through the services

                Accuracies published by XanaduAI/qml-benchmarks (Bowles et al., arXiv 2403.07059), hyper-parameters as there, and those of runs here; \
                %d processors.
                """.formatted(figures.processors()));
        if (!figures.rows().isEmpty()) {
            rows(figures.rows(), text);
        }
        if (!figures.seeded().isEmpty()) {
            seeded(figures.seeded(), text);
        }
        return text.toString();
    }

    private static void rows(List<LearningFigures.Row> rows, StringBuilder text) {
        text.append("""

                Models that no seed changes. The difference is in rows told right, of training and of test.

                | model | data set | published | here | difference | seconds |
                |---|---|---|---|---|---|
                """);
        for (LearningFigures.Row row : rows) {
            text.append("| %s | %s | %.4f, %.4f | %.4f, %.4f | %s | %.1f |%n"
                    .formatted(
                            row.model(),
                            row.dataset(),
                            row.published().train(),
                            row.published().test(),
                            row.own().train(),
                            row.own().test(),
                            row.isExact() ? "none" : "%+d, %+d".formatted(row.trainDifference(), row.testDifference()),
                            row.seconds()));
        }
        long exact = rows.stream().filter(LearningFigures.Row::isExact).count();
        long right = rows.stream().filter(LearningFigures.Row::isRight).count();
        text.append("%n%d of %d exact, %d to one sample (goal: all).%n".formatted(exact, rows.size(), right));
    }

    private static void seeded(List<LearningFigures.SeededRow> rows, StringBuilder text) {
        text.append("""

                Variational models: means of several seeds, of training and of test, and how many standard errors of their difference they are apart. \
                The runs of a row are side by side; an evaluation is a row of a step, or of a look at all rows. \
                Of means that estimate the same thing one in twelve is more than two apart, by five seeds each.

                | model | data set | published | here | seeds | apart | evaluations | seconds |
                |---|---|---|---|---|---|---|---|
                """);
        for (LearningFigures.SeededRow row : rows) {
            LearningFigures.Means train = row.train();
            LearningFigures.Means test = row.test();
            text.append("| %s | %s | %.4f, %.4f | %.4f, %.4f | %d | %+.1f, %+.1f | %d | %.1f |%n"
                    .formatted(
                            row.model(),
                            row.dataset(),
                            train.published(),
                            test.published(),
                            train.own(),
                            test.own(),
                            row.own().size(),
                            train.errors(),
                            test.errors(),
                            row.evaluations(),
                            row.seconds()));
        }
        long right = rows.stream().filter(LearningFigures.SeededRow::isRight).count();
        text.append("%n%d of %d within two standard errors, of training and of test (goal: all).%n"
                .formatted(right, rows.size()));
    }
}
