import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// The documentation as a folder of pages, ready to be published: `Site ROOT SITE`, with the sample's report in `SITE/sample` if it was put there. A part of
/// `mvn -Pdist package`. A link that leads nowhere, to a page, a part of it or a picture, is named with its page, and ends the build.
///
/// Pages are made of what is written by the project itself; HTML in them is escaped all the same.
final class Site {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ANCHOR = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern TITLE = Pattern.compile("(?m)^# (.*)$");

    /// Pages that a reader begins with, before all others.
    private static final List<String> FIRST = List.of("README.md", "docs/README.md", "docs/install.md", "docs/first-week.md", "CHANGELOG.md");

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <link rel="stylesheet" href="%ssite.css">
            </head>
            <body>
            <nav>%s</nav>
            <main>
            %s</main>
            </body>
            </html>
            """;

    private static final String CSS = """
            :root { color-scheme: light dark; --line: #8884; --code: #8881; --link: #0b57c2 }
            @media (prefers-color-scheme: dark) { :root { --link: #8ab8ff } body { background: #16181d; color: #e3e5e8 } }
            body { font: 16px/1.55 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 0 1rem 4rem }
            nav { border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .75rem 0 }
            nav a { padding: .2rem 0 }
            a { color: var(--link) }
            h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .75rem }
            pre, code { background: var(--code); border-radius: 4px; font: .9em/1.45 ui-monospace, monospace }
            code { overflow-wrap: anywhere; padding: .1em .25em }
            pre { overflow-x: auto; padding: .75rem 1rem }
            pre code { background: none; overflow-wrap: normal; padding: 0 }
            main > table { border-collapse: collapse; display: block; overflow-x: auto }
            td, th { border-bottom: 1px solid var(--line); padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top }
            img { height: auto; max-width: 100% }
            @media print { nav { display: none } }
            """;

    private final Path root;
    private final Path site;
    private final Parser parser;
    private final HtmlRenderer renderer;

    private Site(Path root, Path site) {
        this.root = root;
        this.site = site;
        List<Extension> extensions = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
        this.parser = Parser.builder().extensions(extensions).build();
        this.renderer = HtmlRenderer.builder().extensions(extensions).escapeHtml(true).build();
    }

    public static void main(String[] args) throws IOException {
        List<String> wrong = new Site(Path.of(args[0]), Path.of(args[1])).write();
        wrong.forEach(System.err::println);
        if (!wrong.isEmpty()) {
            System.exit(1);
        }
    }

    private List<String> write() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        for (Path file : sources()) {
            String name = root.relativize(file).toString();
            pages.put(page(name), html(name, Files.readString(file)));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            put(page.getKey(), page.getValue().getBytes(StandardCharsets.UTF_8));
        }
        put("site.css", CSS.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> images = Files.list(root.resolve("docs/images"))) {
            for (Path image : images.toList()) {
                put("docs/images/" + image.getFileName(), Files.readAllBytes(image));
            }
        }
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> anchors = new HashMap<>();
        pages.forEach((name, html) -> anchors.put(name, found(ANCHOR, html)));
        for (Map.Entry<String, String> page : pages.entrySet()) {
            for (String link : found(LINK, page.getValue())) {
                if (leadsNowhere(page.getKey(), link, anchors)) {
                    wrong.add("site: " + page.getKey() + ": the link " + link + " leads nowhere");
                }
            }
        }
        System.out.println("site: " + pages.size() + " pages in " + site);
        return wrong;
    }

    private List<Path> sources() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : List.of(root, root.resolve("docs"), root.resolve("bench"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
            }
        }
        all.add(root.resolve("bench/unseen/README.md"));
        return all;
    }

    /// `README.md` is what a web server shows of a folder.
    private static String page(String source) {
        return source.replaceAll("README\\.md$", "index.html").replaceAll("\\.md$", ".html");
    }

    private String html(String name, String text) {
        Node document = parser.parse(text);
        String up = "../".repeat((int) name.chars().filter(c -> c == '/').count());
        String body = replaced(name, renderer.render(document));
        Matcher title = TITLE.matcher(text);
        String shown = (title.find() ? title.group(1) : name).replace("&", "&amp;").replace("<", "&lt;");
        StringBuilder nav = new StringBuilder();
        for (String first : FIRST) {
            String label = switch (first) {
                case "README.md" -> "Nightjar";
                case "docs/README.md" -> "Documentation";
                case "docs/install.md" -> "Install";
                case "docs/first-week.md" -> "First week";
                default -> "Changes";
            };
            nav.append("<a href=\"").append(up).append(page(first)).append("\">").append(label).append("</a> ");
        }
        if (Files.exists(site.resolve("sample/index.html"))) {
            nav.append("<a href=\"").append(up).append("sample/index.html\">A report</a>");
        }
        return PAGE.formatted(shown, up, nav, body);
    }

    /// Links to pages lead to their HTML; what is no page of the site, a source or a folder, is text.
    private String replaced(String name, String body) {
        Path folder = Path.of(name).getParent() == null ? Path.of("") : Path.of(name).getParent();
        return Pattern.compile("<a href=\"([^\"#:]+)(#[^\"]*)?\">(.*?)</a>", Pattern.DOTALL).matcher(body).replaceAll(match -> {
            String target = folder.resolve(match.group(1)).normalize().toString();
            String anchor = match.group(2) == null ? "" : match.group(2);
            String replaced = target.endsWith(".md")
                    ? "<a href=\"" + page(match.group(1)) + anchor + "\">" + match.group(3) + "</a>"
                    : Files.exists(root.resolve(target)) ? match.group(3) : match.group();
            return Matcher.quoteReplacement(replaced);
        });
    }

    private boolean leadsNowhere(String page, String link, Map<String, Set<String>> anchors) {
        if (link.matches("[a-z]+:.*")) {
            return false;
        }
        String path = link.contains("#") ? link.substring(0, link.indexOf('#')) : link;
        String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
        String target = path.isEmpty() ? page : URI.create(page).resolve(path).toString();
        return !Files.exists(site.resolve(target))
                || !anchor.isEmpty() && !anchors.getOrDefault(target, Set.of()).contains(anchor);
    }

    private static Set<String> found(Pattern pattern, String html) {
        Set<String> all = new HashSet<>();
        for (Matcher matcher = pattern.matcher(html); matcher.find(); ) {
            all.add(matcher.group(1).replace("&amp;", "&"));
        }
        return all;
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
