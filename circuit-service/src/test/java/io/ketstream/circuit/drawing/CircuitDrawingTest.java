package io.ketstream.circuit.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.ansatz.AnsatzCircuit;
import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.circuit.learning.LearningCircuit;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
import io.ketstream.support.event.ModelJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class CircuitDrawingTest {

    @Test
    void aQaoaCircuitIsDrawnWithOneWirePerQubitAndItsAngles() throws Exception {
        var problem = new MaxCutProblem(
                4,
                List.of(
                        new Interaction(0, 1, 1),
                        new Interaction(1, 2, 1),
                        new Interaction(2, 3, 1),
                        new Interaction(0, 3, 1)));
        Ansatz ansatz = new Ansatz.Qaoa(1, Mixer.X);
        String svg = CircuitDrawing.svg(AnsatzCircuit.of(Formulator.formulate(problem, ansatz), ansatz));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(1);
        // the page, 4 Hadamards, 4 couplings of two boxes, 4 mixers
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 4 + 8 + 4);
        assertThat(svg).contains(">q3<", "1.41γ0", "2β0", "RZZ");
    }

    @Test
    void aNetworkIsDrawnWithItsInputsAndWeights() throws Exception {
        LearningModel network = ModelJson.mapper()
                .readValue(
                        "{\"type\": \"quantum-neural-network\", \"featureMap\": {\"type\": \"zz\", \"repetitions\": 1},"
                                + " \"layers\": {\"type\": \"strongly-entangling\", \"layers\": 1}}",
                        LearningModel.class);
        String svg = CircuitDrawing.svg(LearningCircuit.of(network, 2, 1).circuit());
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        // the page, 2 H, 2 RZ, a coupling of two boxes, 6 rotations
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 2 + 2 + 2 + 6);
        assertThat(svg).contains("2x0", "2x2", "RZZ", ">w0<", ">w5<");
    }

    @Test
    void aLongCircuitIsCutAndSaysSo() {
        var gate = new Instruction.Apply(Gate.H, List.of(), List.of(0));
        ParameterizedCircuit circuit = ParameterizedCircuit.of(1, List.of(), Collections.nCopies(1000, gate));
        assertThat(CircuitDrawing.svg(circuit)).contains("600 more gates");
    }
}
