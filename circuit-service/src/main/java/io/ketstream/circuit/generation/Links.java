package io.ketstream.circuit.generation;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.support.ServiceAddresses;
import java.net.URI;

/// Addresses of what this service keeps. A link's digest is of the JSON bytes served there.
record Links(URI self) {

    Link circuit(Digest circuit, Digest json) {
        return new Link(ServiceAddresses.at(self, "/api/v1/circuits/" + circuit), json);
    }

    Link formulation(Digest formulation) {
        return new Link(ServiceAddresses.at(self, "/api/v1/formulations/" + formulation), formulation);
    }
}
