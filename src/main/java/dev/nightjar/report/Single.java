package dev.nightjar.report;

import dev.nightjar.model.Failure;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Wording;
import dev.nightjar.report.page.Sheet;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The report in one file: style and script stand in it, and its policy allows these two by their SHA-256 and
/// nothing
/// else. As much detail as fits into 400 kB.
final class Single {

    private static final int MOST_BYTES = 400_000;
    private static final int MOST_ISSUES = 500;

    private final PageTemplates templates;

    Single(PageTemplates templates) {
        this.templates = templates;
    }

    /// Fails with exit code 73 or 74 if the file cannot be written, or is not Nightjar's.
    Path write(Path file, Night night, Report.Page page) {
        byte[] html = fitting(night, page);
        Path target = file.toAbsolutePath().normalize();
        try {
            Folder.refuseForeign(target);
            Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
            try {
                try (FileChannel channel =
                        FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(html));
                    channel.force(true);
                }
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            return target;
        } catch (IOException e) {
            throw new Failure(Failure.Exit.CANNOT_CREATE, "cannot write the report to " + target + ": " + e, e);
        }
    }

    private byte[] fitting(Night night, Report.Page page) {
        List<Triaged> sorted = new ArrayList<>(night.issues());
        sorted.sort(Triaged.WORST_FIRST);
        int listed = Math.min(MOST_ISSUES, sorted.size());
        int detailed = listed;
        byte[] html = render(night, sorted, page, listed, detailed);
        while (html.length > MOST_BYTES && listed > 1) {
            if (detailed > 0) {
                detailed = detailed * 2 / 3;
            } else {
                listed = listed * 2 / 3;
            }
            html = render(night, sorted, page, listed, detailed);
        }
        return html;
    }

    private byte[] render(Night night, List<Triaged> sorted, Report.Page page, int listed, int detailed) {
        Wording words = new Wording(night.zone(), night.window());
        String style = text("style.css") + text("more.css") + text("single.css");
        String script = text("single.js");
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("sheet", Sheet.of(night, sorted, words, listed, detailed));
        model.put("policy", "script-src '" + hash(script) + "'; style-src '" + hash(style) + "'");
        try {
            model.put("style", HTMLOutputFormat.INSTANCE.fromMarkup(style));
            model.put("script", HTMLOutputFormat.INSTANCE.fromMarkup(script));
        } catch (TemplateModelException e) {
            throw new IllegalStateException(e);
        }
        return templates.render("single.ftlh", model).getBytes(StandardCharsets.UTF_8);
    }

    /// A file that is to stand in an element, which it must not end.
    private String text(String name) {
        String text = new String(templates.file(name), StandardCharsets.UTF_8);
        if (text.contains("</") || text.contains("<!--")) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION, "templates/" + name + " holds '</' or '<!--': a page cannot hold it");
        }
        return text;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
