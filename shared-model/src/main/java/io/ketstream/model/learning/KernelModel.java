package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// A fitted model that tells of a new row x by its kernel k(x, xᵢ) with rows xᵢ of training, and by
/// nothing else.
///
/// Every function here is pure and has the same bits on every machine: sums run in the order of
/// [#rows()], and exponentials are `StrictMath`'s.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SupportVectorClassifier.class, name = "support-vector-classifier"),
    @JsonSubTypes.Type(value = KernelRidgeClassifier.class, name = "kernel-ridge-classifier"),
    @JsonSubTypes.Type(value = GaussianProcessClassifier.class, name = "gaussian-process-classifier"),
    @JsonSubTypes.Type(value = SupportVectorRegressor.class, name = "support-vector-regressor"),
    @JsonSubTypes.Type(value = KernelRidgeRegressor.class, name = "kernel-ridge-regressor"),
    @JsonSubTypes.Type(value = GaussianProcessRegressor.class, name = "gaussian-process-regressor"),
    @JsonSubTypes.Type(value = OneClassModel.class, name = "one-class"),
    @JsonSubTypes.Type(value = KernelPrincipalComponents.class, name = "kernel-principal-components")
})
public sealed interface KernelModel
        permits KernelClassifier, KernelRegressor, OneClassModel, KernelPrincipalComponents {

    /// The rows of training, counted from 0, that a new row's kernel is needed with; ascending.
    List<Integer> rows();

    /// What the model tells of a row.
    ///
    /// @param kernelRow k(x, xᵢ) for the rows xᵢ of [#rows()], in their order
    /// @throws InvalidValueException when it has another length
    Decision decide(double[] kernelRow);

    /// The same without what only says how sure its predictions are.
    default KernelModel lighter() {
        return switch (this) {
            case GaussianProcessRegressor process -> process.withoutVariance();
            case GaussianProcessClassifier process -> process.withoutVariance();
            case SupportVectorClassifier _,
                    SupportVectorRegressor _,
                    KernelRidgeClassifier _,
                    KernelRidgeRegressor _,
                    OneClassModel _,
                    KernelPrincipalComponents _ -> this;
        };
    }

    /// The entries of a row of the whole kernel matrix (test × training) that [#decide(double[])]
    /// takes.
    default double[] needed(double[] wholeRow) {
        return rows().stream().mapToDouble(row -> wholeRow[row]).toArray();
    }
}
