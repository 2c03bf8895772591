package io.ketstream.support.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springframework.web.method.HandlerMethod;

/// Every error is a problem detail (RFC 9457): the refusals that an operation declares, and `default` for the others.
final class ProblemResponses {

    private static final String NAME = "ProblemDetail";
    private static final String PROBLEM_JSON = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    private ProblemResponses() {}

    static void declareIn(OpenAPI description) {
        var error = new ObjectSchema();
        error.addProperty("field", new StringSchema().example("problem.edges[3][1]"));
        error.addProperty("message", new StringSchema().description("What is permitted"));
        error.setRequired(List.of("field", "message"));
        var problem = new ObjectSchema();
        problem.addProperty("type", new StringSchema().format("uri").example("urn:ketstream:problem:invalid-request"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema().description("A sentence that a person can act on"));
        problem.addProperty("instance", new StringSchema().format("uri-reference"));
        problem.addProperty("errors", new ArraySchema().items(error).description("The refused fields"));
        problem.setRequired(List.of("type", "title", "status", "detail"));
        description.getComponents().addSchemas(NAME, problem);
    }

    static Operation addTo(Operation operation, HandlerMethod handler) {
        ApiResponses responses = operation.getResponses();
        responses.forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.content(content());
            }
        });
        responses.addApiResponse(
                ApiResponses.DEFAULT,
                new ApiResponse()
                        .description("Refused or failed; detail says why")
                        .content(content()));
        return operation;
    }

    private static Content content() {
        return new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(new Schema<>().$ref(NAME)));
    }
}
