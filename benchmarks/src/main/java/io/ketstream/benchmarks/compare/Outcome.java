package io.ketstream.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that was measured.
final class Outcome {
    private final List<Figure> figures = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();

    void add(Figure figure) {
        figures.add(figure);
    }

    void addAbsence(Absence absence) {
        absences.add(absence);
    }

    List<Figure> figures() {
        return figures;
    }

    List<Absence> absences() {
        return absences;
    }

    Optional<Figure> find(String workload, int threads, Contender contender) {
        return figures.stream()
                .filter(figure -> figure.workload().id().equals(workload)
                        && figure.threads() == threads
                        && figure.contender() == contender)
                .findFirst();
    }
}
