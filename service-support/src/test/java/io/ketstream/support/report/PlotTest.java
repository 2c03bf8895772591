package io.ketstream.support.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {

    private static final List<String> MODELS = List.of(
            "the model",
            "majority",
            "mlp",
            "rbf-svm",
            "boosted-trees",
            "random-fourier-features",
            "separable-twin",
            "twin");

    /// Eight places have some 110 units each.
    @Test
    void aLabelThatIsWiderThanItsPlaceHasTwoLines() {
        String svg =
                Plot.linear(320, -0.5, 7.5, 0, 1).places("validation", MODELS).svg();
        assertThat(svg)
                .contains(">random-fourier-</text>", ">features</text>", ">boosted-trees</text>", ">the model</text>")
                .doesNotContain(">random-fourier-features<");
    }

    /// Narrower than its letters can be read it moves sideways.
    @Test
    void aDiagramIsAsWideAsItHasToBe() {
        assertThat(Plot.linear(320, 0, 1, 0, 1).svg())
                .startsWith("<div class=\"wide\"><svg ")
                .endsWith("</svg></div>\n");
        assertThat(Html.STYLE).contains(".wide { overflow-x: auto; }", "svg { width: 100%; min-width: ");
    }

    /// Two have 450.
    @Test
    void aLabelThatFitsHasOne() {
        assertThat(Plot.linear(320, -0.5, 1.5, 0, 1)
                        .places("validation", List.of("random-fourier-features", "mlp"))
                        .svg())
                .contains(">random-fourier-features</text>");
    }

    @Test
    void aLongLabelThatHasNoPlaceToBePartedAtHasOne() {
        assertThat(Plot.linear(320, 0, 8, 0, 1)
                        .places("validation", Collections.nCopies(9, "incomprehensibilities"))
                        .svg())
                .contains(">incomprehensibilities</text>");
    }
}
