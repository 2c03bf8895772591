package io.ketstream.circuit.generation.web;

import io.ketstream.circuit.formulation.CircuitRejectedException;
import io.ketstream.circuit.generation.CircuitGenerator;
import io.ketstream.circuit.generation.GeneratedCircuit;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.problem.PortfolioProblem;
import io.ketstream.model.run.RunSpecification;
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
    @Operation(summary = "The circuit that a run would get; nothing is started or stored")
    @ApiResponse(responseCode = "200", description = "the circuit")
    @ApiResponse(responseCode = "400", description = "the body is not JSON, or has a field that is not known")
    @ApiResponse(responseCode = "422", description = "a field is refused; errors names it and what is permitted")
    CircuitPreview preview(@RequestBody RunSpecification run) {
        if (run.problem() instanceof PortfolioProblem portfolio && portfolio.isByUniverse()) {
            throw new InvalidValueException(
                    "problem.universe", "cannot be previewed: give symbols, expectedReturns and covariance");
        }
        try {
            GeneratedCircuit generated = CircuitGenerator.generate(run.problem(), run.settings(0));
            return CircuitPreview.of(generated);
        } catch (CircuitRejectedException e) {
            throw new InvalidValueException(e.field(), e.rule());
        }
    }
}
