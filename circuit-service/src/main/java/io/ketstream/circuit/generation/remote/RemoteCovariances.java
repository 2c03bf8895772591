package io.ketstream.circuit.generation.remote;

import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.circuit.generation.CovarianceSource;
import io.ketstream.circuit.generation.ProblemRefusedException;
import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Fetches covariances as they stream in, checked against the digest of the link.
@Component
class RemoteCovariances implements CovarianceSource {

    private final RemoteContent owners;
    private final Duration timeout;

    RemoteCovariances(RemoteContent owners, CircuitSettings settings) {
        this.owners = owners;
        this.timeout = settings.covarianceTimeout();
    }

    @Override
    public RealMatrix fetch(Link link, int assets) {
        ReceivedMatrix received = owners.fetch(
                link.href(), "application/octet-stream", timeout, body -> ReceivedMatrix.read(body, assets));
        RealMatrix covariance = received.matrix();
        if (covariance == null) {
            throw new ProblemRefusedException(
                    "The covariance at " + link.href() + " is not one of " + assets + " assets.", null);
        }
        if (!received.digest().equals(link.sha256())) {
            throw new ProblemRefusedException(
                    "The covariance at " + link.href() + " is not the one that was submitted: its digest differs.",
                    null);
        }
        return covariance;
    }
}
