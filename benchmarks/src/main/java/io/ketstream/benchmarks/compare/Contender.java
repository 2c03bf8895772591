package io.ketstream.benchmarks.compare;

import java.util.Arrays;
import java.util.List;

/// What is measured beside what. `docs/compare.md` says how each peer is run.
enum Contender {
    KETSTREAM("ketstream", "Ketstream f64", Precision.F64, Kind.OWN);

    enum Kind {
        OWN,
        PEER,
        PROTOTYPE
    }

    enum Precision {
        F32(1e-6),
        F64(1e-9);

        private final double tolerance;

        Precision(double tolerance) {
            this.tolerance = tolerance;
        }

        /// How far a number may be from what the others say, relative to the largest of its workload.
        double tolerance() {
            return tolerance;
        }
    }

    private final String id;
    private final String title;
    private final Precision precision;
    private final Kind kind;

    Contender(String id, String title, Precision precision, Kind kind) {
        this.id = id;
        this.title = title;
        this.precision = precision;
        this.kind = kind;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    Precision precision() {
        return precision;
    }

    Kind kind() {
        return kind;
    }

    boolean takes(Workload workload) {
        return switch (this) {
            case KETSTREAM -> true;
        };
    }

    static List<Contender> own() {
        return Arrays.stream(values()).filter(each -> each.kind == Kind.OWN).toList();
    }
}
