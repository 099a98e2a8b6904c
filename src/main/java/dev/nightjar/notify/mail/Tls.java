package dev.nightjar.notify.mail;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes TLS sockets that trust the system's authorities, or those of a file; remembers the last, to tell about
/// it.
final class Tls extends SSLSocketFactory {

    private final SSLSocketFactory factory;
    private @Nullable SSLSocket last;

    private Tls(SSLSocketFactory factory) {
        this.factory = factory;
    }

    /// Fails with exit code 78 if the file holds no certificate that can be read.
    static Tls trusting(Optional<Path> authorities) {
        try {
            SSLContext context = authorities.isEmpty() ? Authorities.ofSystem() : Authorities.of(authorities.get());
            return new Tls(context.getSocketFactory());
        } catch (IOException | GeneralSecurityException e) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    "smtp.trust " + authorities.map(Path::toString).orElse("") + " holds no certificates (PEM): " + e,
                    e);
        }
    }

    /// `TLSv1.3, certificate of CN=… until 2027-03-01`; empty if nothing was negotiated.
    String negotiated() {
        SSLSession session = last == null ? null : last.getSession();
        if (session == null || !session.isValid()) {
            return "";
        }
        try {
            X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
            return session.getProtocol() + ", certificate of "
                    + Conversation.visible(certificate.getSubjectX500Principal().getName()) + " until "
                    + certificate.getNotAfter().toInstant().toString().substring(0, 10);
        } catch (SSLException e) {
            return session.getProtocol();
        }
    }

    private Socket noted(Socket socket) {
        last = socket instanceof SSLSocket tls ? tls : null;
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return noted(factory.createSocket());
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean close) throws IOException {
        return noted(factory.createSocket(plain, host, port, close));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return noted(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return noted(factory.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return noted(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return noted(factory.createSocket(host, port, local, localPort));
    }
}
