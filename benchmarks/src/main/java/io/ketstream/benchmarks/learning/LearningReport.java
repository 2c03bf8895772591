package io.ketstream.benchmarks.learning;

/// The figures for a reader, as Markdown.
final class LearningReport {

    private LearningReport() {}

    static String of(LearningFigures figures) {
        var text = new StringBuilder("""
                # Published rows, through the services

                Accuracies published by XanaduAI/qml-benchmarks (Bowles et al., arXiv 2403.07059), hyper-parameters as there, and those of runs here; \
                %d processors. The difference is in rows told right, of training and of test.

                | model | data set | published | here | difference | seconds |
                |---|---|---|---|---|---|
                """.formatted(figures.processors()));
        for (LearningFigures.Row row : figures.rows()) {
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
        long exact =
                figures.rows().stream().filter(LearningFigures.Row::isExact).count();
        long right =
                figures.rows().stream().filter(LearningFigures.Row::isRight).count();
        text.append("%n%d of %d exact, %d to one sample (goal: all).%n"
                .formatted(exact, figures.rows().size(), right));
        return text.toString();
    }
}
