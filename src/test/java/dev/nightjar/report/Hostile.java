package dev.nightjar.report;

import dev.nightjar.text.Visible;
import java.util.List;

/// Texts that broke out of pages, attributes, scripts, URLs and templates elsewhere.
public final class Hostile {

    public static final List<String> TEXTS = List.of(
            "<script>alert(1);window.pwned=1</script>",
            "<img src=x onerror=\"window.pwned=1;alert(1)\">",
            "\"><svg onload=window.pwned=1>",
            "' onmouseover='window.pwned=1' x='",
            "\" autofocus onfocus=\"window.pwned=1",
            "</title><script>window.pwned=1</script>",
            "</textarea><script>window.pwned=1</script>",
            "</script><script>window.pwned=1</script>",
            "--><script>window.pwned=1</script><!--",
            "]]><script>window.pwned=1</script>",
            "</style><script>window.pwned=1</script>",
            "<a href=\"javascript:window.pwned=1\">x</a>",
            "<iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe>",
            "<link rel=stylesheet href=http://evil.example/x.css><base href=http://evil.example/>",
            "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">",
            "<form action=http://evil.example/><button>x</button></form>",
            "\\\";window.pwned=1;//",
            "\u2028window.pwned=1\u2029",
            "${7*7} <#assign x=1> ${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
            "{{constructor.constructor('window.pwned=1')()}} `${window.pwned=1}`",
            "\u001b[2J\u001b]8;;http://evil.example\u0007link\u0000 \u009b31m\u007f",
            "invoice\u202etxt.exe \u2066x\u2069 \ufeff\u200b",
            "../../etc/cron.d/x",
            "..\\..\\windows\\win.ini",
            "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+window.pwned=1//'>",
            "&lt;b&gt; &amp;amp; &#60;script&#62;",
            "half \ud83d surrogate",
            "\r\nSet-Cookie: x=1\r\n\r\n<script>window.pwned=1</script>",
            "data:text/html,<script>window.pwned=1</script>",
            "<int> <uuid> <script> <b>",
            "</foreignObject></svg><img src=x onerror=window.pwned=1>",
            "very long " + "<b>x</b>\"'".repeat(60));

    private Hostile() {}

    /// As pages show them where there is one line.
    static List<String> lines() {
        return TEXTS.stream().map(Visible::line).toList();
    }
}
