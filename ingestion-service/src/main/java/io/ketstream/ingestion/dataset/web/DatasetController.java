package io.ketstream.ingestion.dataset.web;

import io.ketstream.ingestion.dataset.ColumnTypes;
import io.ketstream.ingestion.dataset.Dataset;
import io.ketstream.ingestion.dataset.DatasetSummary;
import io.ketstream.ingestion.dataset.Datasets;
import io.ketstream.ingestion.dataset.InvalidTableException;
import io.ketstream.ingestion.dataset.Paged;
import io.ketstream.ingestion.dataset.TableTooLargeException;
import io.ketstream.ingestion.dataset.TableVersion;
import io.ketstream.ingestion.dataset.UploadsBusyException;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import io.ketstream.support.ServiceAddresses;
import io.ketstream.support.web.ApiException;
import io.ketstream.support.web.BodyText;
import io.ketstream.support.web.Parameters;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Data sets", description = "Tables that models learn from")
class DatasetController {

    private static final String CSV = "text/csv";
    private static final String UNKNOWN = "there is no such data set";
    private static final int MAX_PAGE = 1_000_000;
    private static final int MAX_DATASETS = 200;
    private static final int MAX_ROWS = 1_000;

    private final Datasets datasets;
    private final ServiceAddresses services;

    DatasetController(Datasets datasets, ServiceAddresses services) {
        this.datasets = datasets;
        this.services = services;
    }

    @Operation(
            summary = "Make a data set of a table",
            description = "CSV (RFC 4180) with the columns' names in its first line, plain or with Content-Encoding: "
                    + "gzip. An empty field is a missing value. A column whose fields are all numbers has numbers, one "
                    + "that has none has categories, unless its type is given. A bad line is named by its number; then, "
                    + "and whenever the answer is not 200, the data set stays as it was. The same table again changes "
                    + "nothing.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = HttpHeaders.CONTENT_ENCODING,
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"gzip", "identity"})),
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = CSV, schema = @Schema(type = "string"))))
    @ApiResponse(responseCode = "200", description = "the data set is this table now")
    @ApiResponse(responseCode = "413", description = "there are more bytes or rows than a data set may have")
    @ApiResponse(responseCode = "422", description = "a line or a parameter is refused")
    @ApiResponse(
            responseCode = "503",
            description = "several data sets are being loaded; Retry-After says when to try again")
    @PutMapping(path = "/datasets/{name}", consumes = CSV)
    DatasetView putDataset(
            @PathVariable String name,
            @Parameter(description = "Columns of numbers") @RequestParam(required = false) @Nullable
                    List<String> number,
            @Parameter(description = "Columns of categories") @RequestParam(required = false) @Nullable
                    List<String> category,
            HttpServletRequest request)
            throws IOException {
        var types = new ColumnTypes(number == null ? List.of() : number, category == null ? List.of() : category);
        try {
            Dataset loaded = BodyText.read(request, "table", bytes -> datasets.replace(name, bytes, types));
            return DatasetView.of(loaded, services.ingestion());
        } catch (InvalidTableException e) {
            throw new InvalidValueException("table", String.valueOf(e.getMessage()));
        } catch (TableTooLargeException e) {
            throw ApiException.tooLarge(String.valueOf(e.getMessage()));
        } catch (UploadsBusyException e) {
            throw ApiException.unavailable(String.valueOf(e.getMessage()));
        }
    }

    @Operation(summary = "Data sets, by their names")
    @ApiResponse(responseCode = "200", description = "a page of them")
    @ApiResponse(responseCode = "422", description = "a parameter is refused; errors names it")
    @GetMapping(path = "/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
    Paged<DatasetSummary> datasets(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        Rules.within("page", page, 0, MAX_PAGE);
        Rules.within("size", size, 1, MAX_DATASETS);
        return datasets.list(page, size);
    }

    @Operation(
            summary = "A data set and what is in it",
            description = "Warnings: constant (one value), unique (a name of the row), same (as other, in every row), "
                    + "determines (of few values, each of which comes with one value only of other).")
    @ApiResponse(responseCode = "200", description = "the data set")
    @ApiResponse(responseCode = "404", description = UNKNOWN)
    @GetMapping(path = "/datasets/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    DatasetView dataset(@PathVariable String name) {
        return DatasetView.of(find(name), services.ingestion());
    }

    @Operation(
            summary = "The rows of a data set, in their order",
            description =
                    "Numbers, texts, and null where a value is missing; at most 100000 fields, and some 4 million "
                            + "characters. All rows are at the data set's table.")
    @ApiResponse(responseCode = "200", description = "a page of them")
    @ApiResponse(responseCode = "404", description = UNKNOWN)
    @ApiResponse(responseCode = "422", description = "a parameter is refused; errors names it")
    @GetMapping(path = "/datasets/{name}/rows", produces = MediaType.APPLICATION_JSON_VALUE)
    Paged<List<@Nullable Object>> datasetRows(
            @PathVariable String name,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        Rules.within("page", page, 0, MAX_PAGE);
        Rules.within("size", size, 1, MAX_ROWS);
        return datasets.rows(find(name).table(), page, size);
    }

    @Operation(summary = "Delete a data set", description = "Its versions stay at their digests.")
    @ApiResponse(responseCode = "204", description = "there is no such data set any more")
    @ApiResponse(responseCode = "404", description = UNKNOWN)
    @DeleteMapping("/datasets/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteDataset(@PathVariable String name) {
        if (!datasets.delete(name)) {
            throw unknown(name);
        }
    }

    @Operation(
            summary = "A version of a data set",
            description = "Content-addressed; never changes. What is in it, or, as text/csv, the table: the digest is "
                    + "of these bytes. Names and categories are quoted there, numbers are not.")
    @ApiResponse(
            responseCode = "200",
            description = "the version",
            useReturnTypeSchema = true,
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", description = "there is no such version")
    @ApiResponse(responseCode = "422", description = "the digest is refused")
    @GetMapping(path = "/dataset-versions/{digest}", produces = MediaType.APPLICATION_JSON_VALUE)
    TableView datasetVersion(@PathVariable String digest) {
        return TableView.of(version(digest));
    }

    @Hidden // described with the JSON
    @GetMapping(path = "/dataset-versions/{digest}", produces = CSV)
    void datasetTable(@PathVariable String digest, HttpServletResponse response) throws IOException {
        TableVersion table = version(digest);
        response.setContentType(CSV);
        response.setCharacterEncoding("UTF-8");
        response.setContentLengthLong(table.bytes());
        datasets.write(table, response.getOutputStream());
    }

    private TableVersion version(String digest) {
        return datasets.find(Parameters.digest(digest))
                .orElseThrow(
                        () -> ApiException.notFound("There is no version of a data set with digest " + digest + "."));
    }

    private Dataset find(String name) {
        return datasets.find(name).orElseThrow(() -> unknown(name));
    }

    private static ApiException unknown(String name) {
        return ApiException.notFound("There is no data set '" + name + "'.");
    }
}
