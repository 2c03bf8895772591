package io.ketstream.circuit.generation.web;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.generation.CircuitGenerator;
import io.ketstream.circuit.generation.LearningCircuitGenerator;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.Kernel;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.LearningSpecification;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.RunSpecification;
import io.ketstream.support.web.RunRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Circuits")
class PreviewController {

    @PostMapping("/api/v1/circuits/preview")
    @Operation(
            summary = "The circuit that a run would get; nothing is started or stored",
            description =
                    "No data set is read. Of a run that learns, the features are counted from problem.features, or"
                            + " are the components of a pca, and a network that classifies has the output of two classes.")
    @ApiResponse(responseCode = "200", description = "the circuit")
    @ApiResponse(responseCode = "400", description = "the body is not JSON, or has a field that is not known")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    CircuitPreview preview(@RequestBody RunRequest run) {
        try {
            return switch (run) {
                case RunRequest.Optimization optimization -> preview(optimization.specification());
                case RunRequest.Learning learning -> preview(learning.specification());
            };
        } catch (CircuitRejectedException e) {
            throw new InvalidValueException(e.field(), e.rule());
        }
    }

    private static CircuitPreview preview(RunSpecification run) {
        if (run.problem() instanceof PortfolioProblem portfolio && portfolio.isByUniverse()) {
            throw new InvalidValueException(
                    "problem.universe", "cannot be previewed: give symbols, expectedReturns and covariance");
        }
        return CircuitPreview.of(CircuitGenerator.generate(run.problem(), run.settings(0)));
    }

    private static CircuitPreview preview(LearningSpecification run) {
        LearningSettings settings = run.settings(0);
        LearningModel model = settings.model();
        int features = PreviewedFeatures.of(run.problem());
        boolean compared =
                model instanceof LearningModel.OfKernel ofKernel && ofKernel.kernel() instanceof Kernel.Fidelity;
        return CircuitPreview.of(
                LearningCircuitGenerator.generate(model, settings.execution().shots() != null, features, 1),
                compared ? LearningCircuitGenerator.overlap(model, features) : null);
    }
}
