package io.ketstream.benchmarks.learning;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Models of XanaduAI/qml-benchmarks (Bowles et al., arXiv 2403.07059) as runs of Ketstream.
enum PublishedModel {
    /// Support vectors on the fidelity of IQP states.
    IQP_KERNEL("IQPKernelClassifier", true, false, "") {
        @Override
        void describe(PublishedRow row, int rows, ObjectNode run) {
            ObjectNode kernel = kernel(row, run);
            kernel.putObject("featureMap").put("type", "iqp").put("repetitions", row.count("repeats"));
        }
    },

    /// On that of products of single qubits.
    SEPARABLE_KERNEL("SeparableKernelClassifier", true, false, "") {
        @Override
        void describe(PublishedRow row, int rows, ObjectNode run) {
            ObjectNode kernel = kernel(row, run);
            kernel.putObject("featureMap").put("type", "separable").put("layers", row.count("encoding_layers"));
        }
    },

    /// The classical Gaussian kernel: the control of a run, told its hyper-parameters. Its numbers are not scaled.
    GAUSSIAN_KERNEL("SVC", false, false, "rbf-svm") {
        @Override
        void describe(PublishedRow row, int rows, ObjectNode run) {
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
    },

    /// IQP states, strongly entangling layers with CZ, ⟨ZZ⟩, and the probability of a wrong answer
    /// as the loss.
    IQP_VARIATIONAL("IQPVariationalClassifier", true, true, "") {
        @Override
        void describe(PublishedRow row, int rows, ObjectNode run) {
            ObjectNode model = network(row, rows, run).put("readout", "zz").put("loss", "linear");
            model.putObject("featureMap").put("type", "iqp").put("repetitions", row.count("repeats"));
            model.putObject("layers")
                    .put("type", "strongly-entangling")
                    .put("layers", row.count("n_layers"))
                    .put("entangler", "cz");
        }
    },

    /// Rotations of single qubits, between them RY by each feature, and the mean of all ⟨Z⟩.
    SEPARABLE_VARIATIONAL("SeparableVariationalClassifier", true, true, "") {
        @Override
        void describe(PublishedRow row, int rows, ObjectNode run) {
            ObjectNode model = network(row, rows, run)
                    .put("readout", "mean-z")
                    .put("loss", "cross-entropy")
                    .put("scale", 6)
                    .put("reuploading", true)
                    .put("trainableFirst", true);
            model.putObject("featureMap").put("type", "angle");
            model.putObject("layers").put("type", "rotations").put("layers", row.count("encoding_layers") + 1);
        }
    },

    /// Rotations by features that are multiplied by weights, three a qubit, between layers of
    /// others, and the fidelities with the classes' states, multiplied by weights too. Rows whose
    /// observable is not of one qubit are left out: runs have the fidelity of the first.
    DATA_REUPLOADING("DataReuploadingClassifier", true, true, "") {
        @Override
        void describe(PublishedRow row, int rows, ObjectNode run) {
            ObjectNode model = network(row, rows, run)
                    .put("readout", "z")
                    .put("loss", "weighted-fidelity")
                    .put("reuploading", true)
                    .put("weighted", true)
                    .put("closing", true);
            model.putObject("featureMap")
                    .put("type", "dense-angle")
                    .putArray("rotations")
                    .add("rz")
                    .add("ry")
                    .add("rz");
            model.putObject("layers").put("type", "brickwork").put("layers", row.count("n_layers"));
            model.withObject("training").putObject("initial").put("low", 0).put("high", 1);
        }

        @Override
        boolean takes(PublishedRow row) {
            return row.settings().getOrDefault("observable_type", "single").equals("single");
        }
    };

    /// All variational models there are trained by at most so many steps.
    private static final int MOST_STEPS = 10_000;

    private static final int PLATEAU = 200;

    /// Looking at all rows is no part of the training.
    private static final int LOOK_EVERY = 125;

    private final String published;
    private final boolean scaled;
    private final boolean variational;
    private final String control;

    PublishedModel(String published, boolean scaled, boolean variational, String control) {
        this.published = published;
        this.scaled = scaled;
        this.variational = variational;
        this.control = control;
    }

    /// The model of a row; empty where runs have none like it.
    static Optional<PublishedModel> of(PublishedRow row) {
        for (PublishedModel model : values()) {
            if (model.published.equals(row.model()) && model.takes(row)) {
                return Optional.of(model);
            }
        }
        return Optional.empty();
    }

    /// Adds `model`, and what else is the row's, to the body of a run.
    ///
    /// @param rows of training
    abstract void describe(PublishedRow row, int rows, ObjectNode run);

    /// Whether runs have what the row's settings say.
    boolean takes(PublishedRow row) {
        return true;
    }

    /// Whether what comes of it depends on the seed.
    boolean isVariational() {
        return variational;
    }

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

    private static ObjectNode network(PublishedRow row, int rows, ObjectNode run) {
        int batch = row.count("batch_size");
        ObjectNode model = run.putObject("model").put("type", "quantum-neural-network");
        model.putObject("training")
                .put("method", "adam")
                .put("learningRate", row.number("learning_rate"))
                .put("batchSize", batch)
                .put("replacement", true)
                .put("epochs", Math.ceilDiv(MOST_STEPS, Math.ceilDiv(rows, batch)))
                .put("evaluateEvery", LOOK_EVERY)
                .putObject("plateau")
                .put("window", PLATEAU);
        return model;
    }
}
