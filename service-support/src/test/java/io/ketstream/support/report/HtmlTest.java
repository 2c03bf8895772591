package io.ketstream.support.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void textStaysText() {
        assertThat(Html.escape("<b class=\"x\">&\0</b>"))
                .isEqualTo("&lt;b class=&quot;x&quot;&gt;&amp;\ufffd&lt;/b&gt;");
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
                    .endsWith("</svg>\n");
        } finally {
            Locale.setDefault(before);
        }
    }
}
