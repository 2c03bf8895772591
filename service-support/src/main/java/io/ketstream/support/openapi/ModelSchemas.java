package io.ketstream.support.openapi;

import io.ketstream.model.Digest;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RealVector;
import io.ketstream.model.RunId;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.problem.Interaction;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import java.time.Duration;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Values that stand in a body as a text or as an array of numbers.
final class ModelSchemas {

    private ModelSchemas() {}

    static void register() {
        SpringDocUtils.getConfig()
                .replaceWithSchema(RunId.class, new UUIDSchema())
                .replaceWithSchema(
                        Digest.class,
                        new StringSchema().pattern("^[0-9a-f]{64}$").description("SHA-256"))
                .replaceWithSchema(
                        PauliString.class,
                        new StringSchema().pattern("^[IXYZ]+$").description("The rightmost letter acts on qubit 0"))
                .replaceWithSchema(
                        Duration.class, new StringSchema().format("duration").example("PT30S"))
                .replaceWithSchema(SseEmitter.class, new StringSchema())
                .replaceWithSchema(RealVector.class, vector())
                .replaceWithSchema(RealMatrix.class, new ArraySchema().items(vector()))
                .replaceWithSchema(
                        Interaction.class, vector().minItems(3).maxItems(3).description("[i, j, weight]"));
    }

    private static Schema<?> vector() {
        return new ArraySchema().items(new NumberSchema().format("double"));
    }
}
