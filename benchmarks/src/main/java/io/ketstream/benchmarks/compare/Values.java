package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import tools.jackson.databind.JsonNode;

/// The numbers of a workload on which all contenders must agree: ⟨H⟩ and its derivatives, or ⟨Zᵢ⟩ by qubit.
record Values(RealVector numbers) {

    static Values of(double... numbers) {
        return new Values(RealVector.of(numbers));
    }

    static Values of(JsonNode array) {
        return of(array.valueStream().mapToDouble(JsonNode::asDouble).toArray());
    }

    double first() {
        return numbers.get(0);
    }
}
