package dev.nightjar.report.hook;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;
import java.util.HexFormat;

/// What templates print, as the inside of a JSON string (RFC 8259, 7). As a markup format it is applied to every
/// value without being asked for. What a terminal might obey is written as an escape too.
final class JsonFormat extends CommonMarkupOutputFormat<JsonFormat.Model> {

    static final JsonFormat INSTANCE = new JsonFormat();

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private JsonFormat() {}

    /// Text that is JSON already.
    static final class Model extends CommonTemplateMarkupOutputModel<Model> {
        private Model(String plain, String markup) {
            super(plain, markup);
        }

        @Override
        public JsonFormat getOutputFormat() {
            return INSTANCE;
        }
    }

    @Override
    public String getName() {
        return "NightjarJSON";
    }

    @Override
    public String getMimeType() {
        return "application/json";
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escapePlainText(text));
    }

    @Override
    public String escapePlainText(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (isHarmful(c)) {
                out.append("\\u").append(HEX.toHexDigits(c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isHarmful(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String name) {
        return false;
    }

    @Override
    protected Model newTemplateMarkupOutputModel(String plain, String markup) {
        return new Model(plain, markup);
    }
}
