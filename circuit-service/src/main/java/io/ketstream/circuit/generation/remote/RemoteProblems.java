package io.ketstream.circuit.generation.remote;

import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.circuit.generation.ProblemRefusedException;
import io.ketstream.circuit.generation.ProblemSource;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.problem.Problem;
import io.ketstream.support.event.ModelJson;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Fetches problems, checked against the digest of the link.
@Component
class RemoteProblems implements ProblemSource {

    private final RemoteContent owners;
    private final Duration timeout;
    private final long limit;

    RemoteProblems(RemoteContent owners, CircuitSettings settings) {
        this.owners = owners;
        this.timeout = settings.problemTimeout();
        this.limit = settings.problemLimit().toBytes();
    }

    @Override
    public Problem fetch(Link link) {
        URI address = link.href();
        int most = (int) Math.min(limit + 1, Integer.MAX_VALUE - 8);
        byte[] content = owners.fetch(address, "application/json", timeout, body -> body.readNBytes(most));
        if (content.length > limit) {
            throw new ProblemRefusedException(
                    "The problem at " + address + " has more than " + limit + " bytes.", null);
        }
        if (!Digest.of(content).equals(link.sha256())) {
            throw new ProblemRefusedException(
                    "The problem at " + address + " is not the one that was submitted: its digest differs.", null);
        }
        try {
            return ModelJson.mapper().readValue(content, Problem.class);
        } catch (JacksonException e) {
            throw new ProblemRefusedException("The problem at " + address + " cannot be read.", e);
        }
    }
}
