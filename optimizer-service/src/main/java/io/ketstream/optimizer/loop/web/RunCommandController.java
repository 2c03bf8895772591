package io.ketstream.optimizer.loop.web;

import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunCommand.Cancel;
import io.ketstream.model.event.RunCommand.Pause;
import io.ketstream.model.event.RunCommand.Resume;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Takes decisions about runs. 202: the decision is in its topic and will act when the loop reads it back; that the run
/// exists, or still goes on, is not checked.
@RestController
@RequestMapping("/api/v1/runs/{runId}")
@ResponseStatus(HttpStatus.ACCEPTED)
@ApiResponse(responseCode = "202", description = "decided; acts when the loop reads it back")
@Tag(name = "Runs")
class RunCommandController {

    private final RunCommandPublisher publisher;
    private final InstantSource clock = InstantSource.system();

    RunCommandController(RunCommandPublisher publisher) {
        this.publisher = publisher;
    }

    /// Ends the run CANCELLED with the best it has found; a run that has ended stays as it is.
    @Operation(
            summary = "End a run",
            description = "It becomes CANCELLED with the best it has found; a run that has ended stays as it is.")
    @PostMapping("/cancel")
    Accepted cancel(@PathVariable UUID runId) {
        return publish(new Cancel(metadata(runId, "cancel"), new RunId(runId)));
    }

    /// The run asks no further question until it is resumed.
    @Operation(summary = "Pause a run", description = "It asks no further question until it is resumed.")
    @PostMapping("/pause")
    Accepted pause(@PathVariable UUID runId) {
        return publish(new Pause(metadata(runId, "pause/" + UUID.randomUUID()), new RunId(runId)));
    }

    @Operation(summary = "Resume a run", description = "Goes on where it was paused.")
    @PostMapping("/resume")
    Accepted resume(@PathVariable UUID runId) {
        return publish(new Resume(metadata(runId, "resume/" + UUID.randomUUID()), new RunId(runId)));
    }

    record Accepted(RunId runId) {}

    private Accepted publish(RunCommand command) {
        publisher.publish(command);
        return new Accepted(command.runId());
    }

    private EventMetadata metadata(UUID run, String what) {
        return EventMetadata.of(run + "/" + what, clock.instant(), null);
    }
}
