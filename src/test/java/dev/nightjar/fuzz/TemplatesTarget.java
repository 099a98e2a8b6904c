package dev.nightjar.fuzz;

import dev.nightjar.group.template.Template;
import dev.nightjar.model.event.Occurrence.Slot;

/// The slots of a template lie in its message, in order; the same message has the same template.
final class TemplatesTarget implements Target.Body {

    @Override
    public void check(byte[] input) {
        String message = Target.text(input);
        Template template = Rooms.GROUPING.template(message);
        int end = 0;
        for (Slot slot : template.slots()) {
            Target.must(end <= slot.from() && slot.from() <= slot.to(), "slots overlap: " + template);
            end = slot.to();
        }
        Target.must(end <= message.length(), "a slot behind the message's end: " + template);
        Target.must(template.equals(Rooms.GROUPING.template(message)), "another template at another look");
    }

    @Override
    public void work(byte[] input) {
        Rooms.GROUPING.template(Target.text(input));
    }
}
