package io.ketstream.results.kernel.web;

import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.results.kernel.GramMatrices;
import io.ketstream.results.kernel.GramMatrix;
import io.ketstream.results.kernel.NoMatrixException;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.web.CsvWriter;
import io.ketstream.results.run.web.RunNotFound;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@Tag(name = "Runs")
class KernelController {

    private static final String PATH = "/api/v1/runs/{runId}/kernel";

    /// As JSON has it.
    ///
    /// @param rows of the table, and columns
    record Kernel(int rows, RealMatrix matrix) {}

    private final Runs runs;
    private final GramMatrices matrices;

    KernelController(Runs runs, GramMatrices matrices) {
        this.runs = runs;
        this.matrices = matrices;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The kernel matrix of all rows of a run's table, in the table's order",
            description = "Of a run of type kernel, or of one that learns by a kernel and is validated in folds or on"
                    + " another data set; not of a search or its parts, and not by landmarks (nystrom) or a kernel that"
                    + " is trained (alignment). As JSON, as text/csv without a header, or, as application/octet-stream, in the"
                    + " format that numpy.load reads. Entries are as they were measured, with shots before any repair.")
    @ApiResponse(
            responseCode = "200",
            description = "the matrix",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Kernel.class)),
                @Content(mediaType = CsvWriter.MEDIA_TYPE, schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                        schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "404", description = "there is no such run, or it has no such matrix, or none any more")
    @ApiResponse(responseCode = "409", description = "the run is under way, or not all of it has arrived here")
    ResponseEntity<StreamingResponseBody> json(@PathVariable UUID runId) {
        GramMatrix matrix = matrix(runId);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(output -> MatrixText.json(matrix, output));
    }

    @GetMapping(path = PATH, produces = CsvWriter.MEDIA_TYPE)
    @Hidden // described with the JSON
    ResponseEntity<StreamingResponseBody> csv(@PathVariable UUID runId) {
        GramMatrix matrix = matrix(runId);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf(CsvWriter.MEDIA_TYPE))
                .body(output -> MatrixText.csv(matrix, output));
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Hidden // described with the JSON
    ResponseEntity<StreamingResponseBody> numpy(@PathVariable UUID runId) {
        GramMatrix matrix = matrix(runId);
        var name = ContentDisposition.attachment()
                .filename("kernel-" + runId + ".npy")
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(NumpyFormat.length(matrix.rows()))
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(output -> {
                    var numpy = NumpyFormat.begin(matrix.rows(), output);
                    matrix.forEachRow(numpy::row);
                });
    }

    private GramMatrix matrix(UUID runId) {
        var run = new RunId(runId);
        try {
            return matrices.of(run, runs.facts(run).orElseThrow(() -> new RunNotFound(run)));
        } catch (NoMatrixException e) {
            String reason = String.valueOf(e.getMessage());
            throw switch (e.kind()) {
                case NEVER -> ApiException.notFound(reason);
                case NOT_YET -> ApiException.conflict(reason);
            };
        }
    }
}
