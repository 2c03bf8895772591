package io.ketstream.benchmarks.learning;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Models of XanaduAI/qml-benchmarks (Bowles et al., arXiv 2403.07059) as runs of Ketstream.
enum PublishedModel {
    /// Support vectors on the fidelity of IQP states.
    IQP_KERNEL("IQPKernelClassifier", true, "") {
        @Override
        void describe(PublishedRow row, ObjectNode run) {
            ObjectNode kernel = kernel(row, run);
            kernel.putObject("featureMap").put("type", "iqp").put("repetitions", row.count("repeats"));
        }
    },

    /// On that of products of single qubits.
    SEPARABLE_KERNEL("SeparableKernelClassifier", true, "") {
        @Override
        void describe(PublishedRow row, ObjectNode run) {
            ObjectNode kernel = kernel(row, run);
            kernel.putObject("featureMap").put("type", "separable").put("layers", row.count("encoding_layers"));
        }
    },

    /// The classical Gaussian kernel: the control of a run, told its hyper-parameters. Its numbers are not scaled.
    GAUSSIAN_KERNEL("SVC", false, "rbf-svm") {
        @Override
        void describe(PublishedRow row, ObjectNode run) {
            run.putObject("controls")
                    .putObject("rbf-svm")
                    .put("c", row.number("C"))
                    .put("gamma", row.number("gamma"));
            ObjectNode model = run.putObject("model").put("type", "support-vector-machine");
            model.putObject("kernel")
                    .put("type", "fidelity")
                    .putObject("featureMap")
                    .put("type", "angle");
        }
    };

    private final String published;
    private final boolean scaled;
    private final String control;

    PublishedModel(String published, boolean scaled, String control) {
        this.published = published;
        this.scaled = scaled;
        this.control = control;
    }

    static Optional<PublishedModel> of(PublishedRow row) {
        for (PublishedModel model : values()) {
            if (model.published.equals(row.model())) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }

    /// Adds `model`, and what else is the row's, to the body of a run.
    abstract void describe(PublishedRow row, ObjectNode run);

    /// Whether features go to [−π/2, π/2] first.
    boolean isScaled() {
        return scaled;
    }

    /// The control that is looked at; empty: the run's own model.
    String control() {
        return control;
    }

    private static ObjectNode kernel(PublishedRow row, ObjectNode run) {
        ObjectNode model =
                run.putObject("model").put("type", "support-vector-machine").put("c", row.number("C"));
        return model.putObject("kernel").put("type", "fidelity");
    }
}
