package dev.nightjar.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a terminal shows, as a page: text with SGR sequences (ECMA-48, 8.3.117) becomes spans.
final class Ansi {

    private static final Pattern SGR = Pattern.compile("\u001b\\[([0-9;]*)m");
    private static final Map<String, String> DARK = Map.of(
            "31", "#ff7b72",
            "32", "#7ee787",
            "33", "#e3b341",
            "34", "#79c0ff",
            "35", "#d2a8ff",
            "36", "#76e3ea",
            "37", "#c9d1d9",
            "90", "#8b949e");

    private Ansi() {}

    /// A page of one terminal.
    ///
    /// @param screen as a terminal multiplexer captures it, with its sequences
    static String page(String screen, String command) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = SGR.matcher(screen);
        int from = 0;
        String style = "";
        while (matcher.find()) {
            span(out, screen.substring(from, matcher.start()), style);
            style = style(style, matcher.group(1));
            from = matcher.end();
        }
        span(out, screen.substring(from), style);
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Terminal</title><style>
                body{margin:0;padding:18px;background:#0d1117;display:inline-block}
                pre{margin:0;font:15px/1.32 "DejaVu Sans Mono",monospace;color:#c9d1d9}
                p{margin:0 0 10px;font:15px "DejaVu Sans Mono",monospace;color:#8b949e}
                </style><p>$ %s</p><pre>%s</pre></html>""".formatted(escape(command), out);
    }

    private static String style(String before, String codes) {
        String style = before;
        for (String code : codes.split(";")) {
            style = switch (code) {
                case "", "0" -> "";
                case "1" -> style + "font-weight:bold;";
                case "2" -> style + "opacity:.65;";
                case "3" -> style + "font-style:italic;";
                case "4" -> style + "text-decoration:underline;";
                case "7" -> style + "background:#c9d1d9;color:#0d1117;";
                case "22" -> style.replace("font-weight:bold;", "").replace("opacity:.65;", "");
                case "27" -> style.replace("background:#c9d1d9;color:#0d1117;", "");
                case "39" -> style.replaceAll("color:#[0-9a-f]+;", "");
                default -> DARK.containsKey(code) ? style + "color:" + DARK.get(code) + ";" : style;
            };
        }
        return style;
    }

    private static void span(StringBuilder out, String text, String style) {
        if (!text.isEmpty()) {
            out.append("<span style=\"")
                    .append(style)
                    .append("\">")
                    .append(escape(text))
                    .append("</span>");
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
