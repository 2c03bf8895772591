package io.ketstream.benchmarks.loop;

import java.util.ArrayList;
import java.util.List;

/// Arrivals of questions and answers of one strictly alternating exchange, in nanoseconds: question k, answer k,
/// question k + 1.
///
/// @param questions one more than there are iterations to look at, or as many
record Trace(List<Long> questions, List<Long> answers) {
    Trace {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        if (questions.size() < 2 || answers.size() < questions.size() - 1) {
            throw new IllegalArgumentException("a trace needs two questions and all answers between them, not "
                    + questions.size() + " and " + answers.size());
        }
    }

    /// Without the first and last iterations, which start and end a run.
    Trace inner(int first, int last) {
        return new Trace(
                questions.subList(first, questions.size() - last),
                answers.subList(first, Math.min(answers.size(), questions.size() - last)));
    }

    int iterations() {
        return questions.size() - 1;
    }

    /// From one question to the next.
    Distribution iteration() {
        return between(questions, questions, 1);
    }

    /// From a question to its answer: the request hop and the computation.
    Distribution outward() {
        return between(questions, answers, 0);
    }

    /// From an answer to the next question: the result hop and the optimiser.
    Distribution homeward() {
        return between(answers, questions, 1);
    }

    /// Microseconds an iteration in consecutive stretches of `length` iterations: what one sees without a fine clock.
    List<Double> meansOver(int length) {
        List<Double> means = new ArrayList<>();
        for (int from = 0; from + length < questions.size(); from += length) {
            means.add((questions.get(from + length) - questions.get(from)) / 1e3 / length);
        }
        return means;
    }

    private Distribution between(List<Long> from, List<Long> to, int shift) {
        double[] micros = new double[iterations()];
        for (int k = 0; k < micros.length; k++) {
            micros[k] = (to.get(k + shift) - from.get(k)) / 1e3;
        }
        return Distribution.of(micros);
    }
}
