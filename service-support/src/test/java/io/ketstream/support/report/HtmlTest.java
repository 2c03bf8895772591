package io.ketstream.support.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {

    @Test
    void textStaysText() {
        assertThat(Html.escape("<b class=\"x\">&\0</b>"))
                .isEqualTo("&lt;b class=&quot;x&quot;&gt;&amp;\ufffd&lt;/b&gt;");
    }

    /// A step of the axis may be less than the last bit of its values.
    @ParameterizedTest
    @CsvSource({
        "0.6931471805599452, 0.6931471805599453",
        "0.6931471805599453, 0.6931471805599453",
        "1e17, 1e17",
        "-3, -3",
        "0, 0",
        "0, 4.9e-324",
        "1e-300, 2e-300",
        "-1, 1",
        "999.999, 1000"
    })
    @Timeout(10)
    void anAxisHasSomeTicksWhateverItsValues(double low, double high) {
        var labels = new ArrayList<Double>();
        Plot plot = Plot.linear(100, 0, 3, low, high).values("y", value -> {
            labels.add(value);
            return String.valueOf(value);
        });
        assertThat(labels).hasSizeBetween(3, 11).isSorted().doesNotHaveDuplicates();
        plot.line(new double[] {1, 3}, new double[] {low, high}, "#123456", "");
        assertThat(plot.svg()).contains("points=\"384.0,").doesNotContain("NaN", "Infinity");
    }

    @Test
    void aDiagramWritesNumbersAsEnglishDoes() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Plot plot = Plot.linear(100, 0, 3, 0, 1).places("x", List.of("a<", "b", "c", "d"));
            plot.line(new double[] {0, 0.5, 0.25, 1}, "#123456", "");
            // 84 to 984 from left to right, 46 down to 12
            assertThat(plot.svg())
                    .contains("points=\"84.0,46.0 384.0,29.0 684.0,37.5 984.0,12.0\"", ">a&lt;</text>")
                    .endsWith("</svg></div>\n");
        } finally {
            Locale.setDefault(before);
        }
    }
}
