package dev.nightjar.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.notify.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A company's own authority is known to its systems; Java's own list is kept beside.
class AuthoritiesTest {

    @TempDir
    Path dir;

    private static List<String> names(TrustManagerFactory trust) {
        X509TrustManager manager = (X509TrustManager) trust.getTrustManagers()[0];
        return Arrays.stream(manager.getAcceptedIssuers())
                .map(X509Certificate::getSubjectX500Principal)
                .map(Object::toString)
                .toList();
    }

    @Test
    void trustsTheSystemsAuthoritiesAndThoseOfJava() throws Exception {
        Path company = Certificates.of(dir, "company", "dns:localhost").authority();
        List<String> javas = names(Authorities.ofSystem(List.of()));
        assertThat(javas).hasSizeGreaterThan(50);
        assertThat(names(Authorities.ofSystem(List.of(dir.resolve("not-there.crt"), company))))
                .contains("CN=company")
                .containsAll(javas)
                .hasSize(javas.size() + 1);
    }

    @Test
    void aBundleThatIsNoneLeavesThoseOfJava() throws Exception {
        Path broken = Files.writeString(
                dir.resolve("broken.crt"), "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n");
        assertThat(names(Authorities.ofSystem(List.of(broken)))).isEqualTo(names(Authorities.ofSystem(List.of())));
        assertThatThrownBy(() -> Authorities.of(Files.writeString(dir.resolve("empty.pem"), "")))
                .isInstanceOf(IOException.class)
                .hasMessage("none found");
    }
}
