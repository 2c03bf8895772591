package io.ketstream.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.stack.client.RunView;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What the demo calls right, and that it does not call anything else right.
class DemoProblemTest {
    private static final String RIGHT_CUT = """
            {"status":"SUCCEEDED","verdict":"EQUAL","best":{"objective":80,"sense":"MAXIMIZE","feasible":true},
             "expectation":{"value":71.5},"optimum":{"probability":0.04,"uniformProbability":0.0005},
             "controls":{"exact":{"objective":80},"random":{"objective":75,"mean":45.5}}}""";
    private static final String RIGHT_ENERGY = """
            {"status":"SUCCEEDED","verdict":"EQUAL","best":{"objective":-1.1372,"sense":"MINIMIZE"},
             "controls":{"exact":{"objective":-1.1372701748},"random":{"objective":-0.9,"mean":-0.1}}}""";

    @Test
    void aRightCutIsRight() {
        assertThat(complaints(new DemoProblem.MaxCut(), RIGHT_CUT)).isEmpty();
    }

    @Test
    void anythingLessIsNot() {
        DemoProblem cut = new DemoProblem.MaxCut();
        assertThat(complaints(cut, RIGHT_CUT.replace("\"objective\":80,\"sense\"", "\"objective\":79,\"sense\"")))
                .containsExactly("the best is not the exact optimum");
        assertThat(complaints(cut, RIGHT_CUT.replace("71.5", "45")))
                .containsExactly("the mean is no better than random sampling's");
        assertThat(complaints(cut, RIGHT_CUT.replace("0.04", "0.0004")))
                .containsExactly("the optimum is no likelier than in a uniform sample");
        assertThat(complaints(cut, RIGHT_CUT.replace("EQUAL", "WORSE"))).containsExactly("its verdict is WORSE");
        assertThat(complaints(cut, "{\"status\":\"FAILED\"}")).hasSizeGreaterThan(3);
    }

    @Test
    void aMinimumIsComparedTheOtherWayRound() {
        String right = """
                {"status":"SUCCEEDED","verdict":"EQUAL","best":{"objective":-2,"sense":"MINIMIZE","feasible":true},
                 "expectation":{"value":-1.8},"optimum":{"probability":0.1,"uniformProbability":0.001},
                 "controls":{"exact":{"objective":-2},"random":{"objective":-1.9,"mean":-1}}}""";
        assertThat(complaints(new DemoProblem.Portfolio(), right)).isEmpty();
        assertThat(complaints(new DemoProblem.Portfolio(), right.replace("-1.8", "-0.9")))
                .containsExactly("the mean is no better than random sampling's");
        assertThat(complaints(new DemoProblem.Portfolio(), right.replace("true", "false")))
                .containsExactly("the best selection does not hold 6 assets");
    }

    @Test
    void anEnergyIsRightWithinChemicalAccuracyOfThePublishedOne() {
        DemoProblem molecule = new DemoProblem.HydrogenMolecule();
        assertThat(complaints(molecule, RIGHT_ENERGY)).isEmpty();
        assertThat(complaints(molecule, RIGHT_ENERGY.replace("-1.1372,", "-1.1356,")))
                .containsExactly("the energy is not within chemical accuracy of -1.137270174");
        assertThat(complaints(molecule, RIGHT_ENERGY.replace("-1.1372701748", "-1.1372702748")))
                .containsExactly("the exact control is not the published energy -1.137270174");
    }

    @Test
    void theGraphIsTheSameEveryTime() {
        assertThat(new DemoProblem.MaxCut().run()).isEqualTo(new DemoProblem.MaxCut().run());
        assertThat(new DemoProblem.MaxCut().run().path("problem").path("edges")).hasSize(18);
    }

    private static List<String> complaints(DemoProblem problem, String run) {
        return problem.complaints(new RunView(JsonMapper.shared().readTree(run)));
    }
}
