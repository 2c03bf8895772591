package io.ketstream.support.report;

import java.util.List;

/// Text in a page that fetches nothing and runs nothing.
public final class Html {

    /// What such a page looks like.
    public static final String STYLE = """
            :root { color-scheme: light; }
            body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 1040px; margin: 2em auto; padding: 0 1em; }
            h1 { font-size: 1.6em; margin-bottom: 0.2em; } h2 { font-size: 1.15em; margin: 2.2em 0 0.3em; }
            p { max-width: 60em; } p.lead, p.note { color: #555; } svg { width: 100%; min-width: 640px; height: auto; display: block; }
            table { border-collapse: collapse; font-size: 13.5px; font-variant-numeric: tabular-nums; margin: 0.6em 0; }
            th, td { padding: 3px 10px; text-align: right; border-bottom: 1px solid #e4e4e4; }
            th { font-weight: 600; vertical-align: bottom; } th:first-child, td:first-child { text-align: left; padding-left: 0; }
            .legend span { display: inline-block; margin: 0 1.4em 0.2em 0; font-size: 13px; }
            .legend i { display: inline-block; width: 18px; height: 10px; margin-right: 6px; border-radius: 2px; }
            .wide { overflow-x: auto; } code { font-size: 13px; word-break: break-all; }
            """;

    private Html() {}

    /// What no page may have, a character 0, becomes the one that stands for such.
    public static String escape(String text) {
        return text.replace('\0', '\ufffd')
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// A colour and what it stands for.
    public static String entry(String colour, String title) {
        return "<span><i style=\"background: %s\"></i>%s</span>".formatted(colour, escape(title));
    }

    public static String legend(List<String> entries) {
        return "<div class=\"legend\">" + String.join("", entries) + "</div>\n";
    }
}
