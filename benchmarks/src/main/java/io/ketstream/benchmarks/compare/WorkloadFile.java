package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A workload as JSON, from which every contender makes its own, ours included.
///
/// A gate is `[name, qubits, angles]` with OpenQASM 3's names, controls first; an angle is
/// `[constant, [[parameter, coefficient], …]]`. The rightmost letter of a Pauli string acts on qubit 0. Where there are
/// inputs, parameters are numbered from theirs on.
final class WorkloadFile {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Gate> BY_NAME =
            Arrays.stream(Gate.values()).collect(Collectors.toMap(Gate::qasmName, gate -> gate));

    private WorkloadFile() {}

    static void write(Workload workload, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("id", workload.id())
                .put("family", workload.family().name())
                .put("task", workload.task().name())
                .put("qubits", workload.qubits())
                .put("ones", workload.ones());
        root.set("parameters", JSON.valueToTree(workload.parameters()));
        ArrayNode gates = root.putArray("gates");
        for (Instruction instruction : workload.circuit().instructions()) {
            if (instruction instanceof Instruction.Apply apply) {
                addGate(gates.addArray(), apply);
            }
        }
        ArrayNode observable = root.putArray("observable");
        for (PauliSum.Term term : workload.observable().terms()) {
            observable.addArray().add(term.pauli().label()).add(term.coefficient());
        }
        root.set("inputs", JSON.valueToTree(workload.data().inputs()));
        root.set("targets", JSON.valueToTree(workload.data().targets()));
        Files.writeString(file, JSON.writeValueAsString(root));
    }

    private static void addGate(ArrayNode gate, Instruction.Apply apply) {
        gate.add(apply.gate().qasmName());
        ArrayNode qubits = gate.addArray();
        apply.qubits().forEach(qubits::add);
        ArrayNode angles = gate.addArray();
        for (ParameterExpression angle : apply.angles()) {
            ArrayNode terms = angles.addArray().add(angle.constant()).addArray();
            angle.terms().forEach(term -> terms.addArray().add(term.parameter()).add(term.coefficient()));
        }
    }

    static Workload read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readString(file));
        int qubits = root.get("qubits").asInt();
        RealVector parameters = JSON.treeToValue(root.get("parameters"), RealVector.class);
        List<Instruction> instructions = new ArrayList<>();
        for (JsonNode gate : root.get("gates")) {
            List<ParameterExpression> angles = new ArrayList<>();
            gate.get(2).forEach(angle -> angles.add(angle(angle)));
            List<Integer> on = new ArrayList<>();
            gate.get(1).forEach(qubit -> on.add(qubit.asInt()));
            instructions.add(new Instruction.Apply(gateNamed(gate.get(0).asString()), angles, on));
        }
        List<RealVector> inputs = new ArrayList<>();
        for (JsonNode input : root.get("inputs")) {
            inputs.add(JSON.treeToValue(input, RealVector.class));
        }
        var data = new Workload.Data(inputs, JSON.treeToValue(root.get("targets"), RealVector.class));
        List<String> names = new ArrayList<>();
        for (int parameter = 0; parameter < data.features() + parameters.size(); parameter++) {
            names.add("x" + parameter);
        }
        List<PauliSum.Term> terms = new ArrayList<>();
        for (JsonNode term : root.get("observable")) {
            terms.add(new PauliSum.Term(
                    new PauliString(term.get(0).asString()), term.get(1).asDouble()));
        }
        return new Workload(
                root.get("id").asString(),
                Workload.Family.valueOf(root.get("family").asString()),
                Workload.Task.valueOf(root.get("task").asString()),
                ParameterizedCircuit.of(qubits, names, instructions),
                parameters,
                new PauliSum(qubits, terms),
                root.get("ones").asInt(),
                data);
    }

    private static Gate gateNamed(String name) {
        return Objects.requireNonNull(BY_NAME.get(name), () -> "there is no gate " + name);
    }

    private static ParameterExpression angle(JsonNode angle) {
        List<ParameterExpression.Term> terms = new ArrayList<>();
        for (JsonNode term : angle.get(1)) {
            terms.add(new ParameterExpression.Term(
                    term.get(0).asInt(), term.get(1).asDouble()));
        }
        return new ParameterExpression(angle.get(0).asDouble(), terms);
    }
}
