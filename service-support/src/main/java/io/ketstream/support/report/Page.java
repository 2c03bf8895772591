package io.ketstream.support.report;

import java.util.List;
import java.util.stream.Collectors;

/// A page of headings, notes, tables and diagrams, in their order. It fetches nothing and runs
/// nothing.
public final class Page {

    private final StringBuilder page = new StringBuilder();

    public Page(String title, String lead) {
        add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + Html.escape(title)
                + "</title><style>\n" + Html.STYLE + "</style></head><body>");
        add("<h1>" + Html.escape(title) + "</h1>");
        add("<p class=\"lead\">" + Html.escape(lead) + "</p>");
    }

    public void heading(String text) {
        add("<h2>" + Html.escape(text) + "</h2>");
    }

    public void note(String text) {
        add("<p class=\"note\">" + Html.escape(text) + "</p>");
    }

    public void list(List<String> items) {
        add("<ul>");
        items.forEach(item -> add("<li>" + Html.escape(item) + "</li>"));
        add("</ul>");
    }

    /// A table of texts; of more columns than fit, it moves sideways.
    ///
    /// @param titles may have `\n`
    public void table(List<String> titles, List<List<String>> rows) {
        add("<div class=\"wide\"><table>");
        add(line("th", titles).replace("\n", "<br>"));
        rows.forEach(row -> add(line("td", row)));
        add("</table></div>");
    }

    private static String line(String element, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + element + ">" + Html.escape(cell) + "</" + element + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    /// Facts by their names.
    ///
    /// @param facts a name and a text each
    public void facts(List<List<String>> facts) {
        add("<table>");
        facts.forEach(fact -> add("<tr><td>" + Html.escape(fact.getFirst())
                + "</td><td style=\"text-align: left\"><code>" + Html.escape(fact.getLast()) + "</code></td></tr>"));
        add("</table>");
    }

    /// What is HTML already.
    public void add(String html) {
        page.append(html).append('\n');
    }

    public String html() {
        return page + "</body></html>\n";
    }
}
