package io.ketstream.execution.job.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.execution.backend.BackendDescription;
import io.ketstream.execution.backend.Router;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lists what circuits can run on.
@RestController
@RequestMapping("/api/v1/backends")
@Tag(name = "Backends")
class BackendController {

    /// A backend's state beside its description.
    enum Status {
        AVAILABLE
    }

    /// @param queueDepth requests and jobs that wait or run, in all instances
    /// @param calibration summary of the last calibration; absent for a simulator without noise
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BackendView(
            String name,
            int qubits,
            List<String> basisGates,
            Status status,
            long queueDepth,
            @Nullable String calibration,
            BackendDescription.Price price,
            boolean exact,
            boolean gradients,
            boolean samples,
            boolean dynamicCircuits,
            int maximumShots,
            boolean synchronous) {}

    private final Router router;
    private final LongSupplier queueDepth;

    BackendController(Router router, LongSupplier queueDepth) {
        this.router = router;
        this.queueDepth = queueDepth;
    }

    @Operation(summary = "What circuits can run on")
    @GetMapping
    List<BackendView> list() {
        long depth = queueDepth.getAsLong();
        return router.backends().stream()
                .map(backend -> view(backend.description(), depth))
                .toList();
    }

    private static BackendView view(BackendDescription description, long depth) {
        return new BackendView(
                description.name(),
                description.qubits(),
                description.basisGates(),
                Status.AVAILABLE,
                depth,
                null,
                description.price(),
                description.exact(),
                description.gradients(),
                description.samples(),
                description.dynamicCircuits(),
                description.maximumShots(),
                description.synchronous());
    }
}
