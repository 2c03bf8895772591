package io.ketstream.circuit.drawing;

/// SVG text being written, on a white page.
final class SvgPage {

    private static final String STYLE = """
            <style>
            svg { font: 13px system-ui, sans-serif; }
            .wire { stroke: #8a94a6; stroke-width: 1.2; }
            .link { stroke: #2757a6; stroke-width: 1.6; }
            .barrier { stroke: #8a94a6; stroke-width: 1; stroke-dasharray: 3 3; }
            .box { fill: #eaf1fc; stroke: #2757a6; stroke-width: 1.2; }
            .dot { fill: #2757a6; }
            .plus { fill: #fff; stroke: #2757a6; stroke-width: 1.6; }
            .label { fill: #5b6575; text-anchor: end; dominant-baseline: central; }
            .name { fill: #16325f; font-weight: 600; text-anchor: middle; dominant-baseline: central; }
            .angle { fill: #3a5683; font-size: 11px; text-anchor: middle; dominant-baseline: central; }
            .page { fill: #fff; }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    SvgPage(int width, int height) {
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\">\n"
                        .formatted(width, height));
        svg.append(STYLE);
        svg.append("<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n".formatted(width, height));
    }

    void line(int x1, int y1, int x2, int y2, String style) {
        svg.append("<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n".formatted(style, x1, y1, x2, y2));
    }

    void text(int x, int y, String style, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(style, x, y, escaped(text)));
    }

    /// A box with the gate's name, and below it the angles where there are any.
    void box(int x, int y, int width, String name, String angles) {
        svg.append("<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"36\" rx=\"4\"/>\n"
                .formatted(x - width / 2, y - 18, width));
        text(x, angles.isEmpty() ? y : y - 7, "name", name);
        if (!angles.isEmpty()) {
            text(x, y + 9, "angle", angles);
        }
    }

    void dot(int x, int y) {
        svg.append("<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"4.5\"/>\n".formatted(x, y));
    }

    void plus(int x, int y) {
        svg.append("<circle class=\"plus\" cx=\"%d\" cy=\"%d\" r=\"10\"/>\n".formatted(x, y));
        line(x - 10, y, x + 10, y, "link");
        line(x, y - 10, x, y + 10, "link");
    }

    void cross(int x, int y) {
        line(x - 6, y - 6, x + 6, y + 6, "link");
        line(x - 6, y + 6, x + 6, y - 6, "link");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return svg + "</svg>\n";
    }
}
