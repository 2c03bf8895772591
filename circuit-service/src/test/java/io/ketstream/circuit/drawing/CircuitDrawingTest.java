package io.ketstream.circuit.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.circuit.ansatz.AnsatzCircuit;
import io.ketstream.circuit.formulation.Formulator;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.problem.Interaction;
import io.ketstream.model.problem.MaxCutProblem;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.Mixer;
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
    void aLongCircuitIsCutAndSaysSo() {
        var gate = new Instruction.Apply(Gate.H, List.of(), List.of(0));
        ParameterizedCircuit circuit = ParameterizedCircuit.of(1, List.of(), Collections.nCopies(1000, gate));
        assertThat(CircuitDrawing.svg(circuit)).contains("600 more gates");
    }
}
