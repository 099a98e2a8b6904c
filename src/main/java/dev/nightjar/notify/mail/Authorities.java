package dev.nightjar.notify.mail;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Who may vouch for a server: the authorities of the system and those of Java, which are as old as Java is. A
/// company's own is known to its systems alone.
public final class Authorities {

    /// Where systems keep all of theirs as one file: Debian and its like, RHEL and its like, SUSE.
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"));

    private Authorities() {}

    /// TLS that trusts the system's authorities and Java's.
    ///
    /// @throws Failure with exit code 69 if Java has no TLS, or its own authorities cannot be read
    public static SSLContext ofSystem() {
        try {
            return context(ofSystem(BUNDLES));
        } catch (GeneralSecurityException e) {
            throw new Failure(Failure.Exit.UNAVAILABLE, "this Java cannot do TLS: " + e, e);
        }
    }

    /// @param bundles the first that can be read is taken; none: Java's authorities alone
    static TrustManagerFactory ofSystem(List<Path> bundles) throws GeneralSecurityException {
        Optional<KeyStore> ours = bundles.stream()
                .filter(Files::isReadable)
                .flatMap(file -> read(file).stream())
                .findFirst();
        if (ours.isEmpty()) {
            return trusting(null);
        }
        KeyStore all = ours.get();
        int n = 0;
        for (TrustManager manager : trusting(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager javas) {
                for (X509Certificate one : javas.getAcceptedIssuers()) {
                    all.setCertificateEntry("java-" + n++, one);
                }
            }
        }
        return trusting(all);
    }

    /// TLS that trusts those of a file alone.
    ///
    /// @param file certificates as PEM
    /// @throws IOException if it cannot be read or holds none
    static SSLContext of(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = stored(file);
        if (store.size() == 0) {
            throw new IOException("none found");
        }
        return context(trusting(store));
    }

    /// What cannot be read is as if it were not there: Java's own authorities are left.
    private static Optional<KeyStore> read(Path bundle) {
        try {
            return Optional.of(stored(bundle));
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static KeyStore stored(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int n = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + n++, one);
            }
        }
        return store;
    }

    /// @param store null: those of Java
    private static TrustManagerFactory trusting(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static SSLContext context(TrustManagerFactory trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
