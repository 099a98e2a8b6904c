package dev.nightjar.report;

import freemarker.ext.util.WrapperTemplateModel;
import freemarker.template.AdapterTemplateModel;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.Version;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// A record of a view as templates see it: its parts by their names and nothing else. Beans would be looked through
/// by
/// reflection, with every method that they have, a dozen thousand times a page.
final class RecordModel implements TemplateHashModel, AdapterTemplateModel, WrapperTemplateModel {

    private final Record record;
    private final Wrapper wrapper;

    /// Wraps what is no record as FreeMarker does by itself.
    static final class Wrapper extends DefaultObjectWrapper {

        Wrapper(Version version) {
            super(version);
        }

        @Override
        protected TemplateModel handleUnknownType(Object object) throws TemplateModelException {
            return object instanceof Record record ? new RecordModel(record, this) : super.handleUnknownType(object);
        }

        private TemplateModel bean(Record record) throws TemplateModelException {
            return super.handleUnknownType(record);
        }
    }

    private RecordModel(Record record, Wrapper wrapper) {
        this.record = record;
        this.wrapper = wrapper;
    }

    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
        Method part = Content.part(record.getClass(), name);
        if (part != null) {
            return wrapper.wrap(Content.get(part, record));
        }
        return wrapper.bean(record) instanceof TemplateHashModel bean ? bean.get(name) : null;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public Object getAdaptedObject(Class<?> hint) {
        return record;
    }

    @Override
    public Object getWrappedObject() {
        return record;
    }
}
