package dev.nightjar.notify.hook;

import dev.nightjar.text.Json;
import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/// What templates print, as the inside of a JSON string (RFC 8259, 7). As a markup format it is applied to every
/// value without being asked for. What a terminal might obey is written as an escape too.
final class JsonFormat extends CommonMarkupOutputFormat<JsonFormat.Model> {

    static final JsonFormat INSTANCE = new JsonFormat();

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
        Json.escape(text, out);
    }

    @Override
    public String escapePlainText(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        try {
            Json.escape(text, out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail so", e);
        }
        return out.toString();
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
