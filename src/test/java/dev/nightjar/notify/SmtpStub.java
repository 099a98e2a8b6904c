package dev.nightjar.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail server that answers as it is told. What is said of a place (`banner`, a verb, a whole command, or `END`)
/// holds until it is said otherwise; `DROP` ends the connection in place of an answer, `HANG` never answers. The
/// message that is taken is kept before the answer to it is given.
public final class SmtpStub implements AutoCloseable {

    private final ServerSocket server;
    private final Map<String, String> answers = Collections.synchronizedMap(new HashMap<>());
    private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final SSLContext tls;
    private final boolean implicit;

    private SmtpStub(SSLContext tls, boolean implicit) throws IOException {
        this.tls = tls;
        this.implicit = implicit;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public static SmtpStub plain() throws IOException {
        return new SmtpStub(null, false).with("EHLO", "250-stub\n250 AUTH PLAIN LOGIN");
    }

    public static SmtpStub offering(SSLContext tls) throws IOException {
        return new SmtpStub(tls, false).with("EHLO", "250-stub\n250-STARTTLS\n250 AUTH PLAIN LOGIN");
    }

    public static SmtpStub implicit(SSLContext tls) throws IOException {
        return new SmtpStub(tls, true).with("EHLO", "250 stub");
    }

    public SmtpStub with(String place, String answer) {
        answers.put(place, answer);
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Commands as they came, in capitals up to the first blank.
    public List<String> commands() {
        return List.copyOf(commands);
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket plain) {
        try {
            Socket socket = implicit ? upgraded(plain) : plain;
            BufferedReader in = reader(socket);
            boolean open = answer(socket, answers.getOrDefault("banner", "220 stub"));
            for (String line = open ? in.readLine() : null; line != null; line = open ? in.readLine() : null) {
                String verb = line.split(" ")[0].toUpperCase(Locale.ROOT);
                commands.add(verb + line.substring(verb.length()));
                String said = answers.getOrDefault(line, answers.getOrDefault(verb, usual(verb)));
                open = answer(socket, said);
                if (verb.equals("STARTTLS") && said.startsWith("220")) {
                    socket = upgraded(socket);
                    in = reader(socket);
                } else if (verb.equals("DATA") && said.startsWith("354")) {
                    messages.add(message(in));
                    open = answer(socket, answers.getOrDefault("END", "250 2.0.0 queued as 4F2A"));
                } else if (verb.equals("QUIT")) {
                    open = false;
                }
            }
            socket.close();
        } catch (IOException e) {
            // the other side is gone
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private String usual(String verb) {
        return switch (verb) {
            case "DATA" -> "354 go on";
            case "STARTTLS" -> tls == null ? "502 5.5.1 no TLS here" : "220 go on";
            case "AUTH" -> "235 welcome";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private boolean answer(Socket socket, String said) throws IOException {
        if (said.equals("DROP")) {
            socket.close();
            return false;
        }
        if (!said.equals("HANG")) {
            OutputStream out = socket.getOutputStream();
            out.write((said.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return !said.startsWith("421");
    }

    private static String message(BufferedReader in) throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return message.toString();
    }

    private Socket upgraded(Socket socket) throws IOException {
        SSLSocket upgraded = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        upgraded.setUseClientMode(false);
        upgraded.startHandshake();
        return upgraded;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}
