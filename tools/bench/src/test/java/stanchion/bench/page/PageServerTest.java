package stanchion.bench.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageServerTest {
    private final Live live = new Live();
    private final Recorder desk = new Recorder();
    private final PageServer server = new PageServer(0, live, desk);
    private final int port = URI.create(server.address()).getPort();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void thePageAndItsLibraryAreServed() throws IOException {
        assertThat(get("/", "127.0.0.1:" + port)).startsWith("HTTP/1.1 200").contains("Stanchion");
        assertThat(get("/uplot.js", "localhost:" + port)).contains("uPlot");
        assertThat(get("/../bench.css", "localhost:" + port)).startsWith("HTTP/1.1 404");
    }

    @Test
    void aForeignNameForThisMachineIsTurnedAway() throws IOException {
        assertThat(get("/", "evil.example:" + port)).startsWith("HTTP/1.1 403");
        assertThat(get("/live", "evil.example")).startsWith("HTTP/1.1 403");
    }

    @Test
    void aControlNeedsTheTokenOfThisPage() throws IOException {
        assertThat(act("", "")).startsWith("HTTP/1.1 403");
        assertThat(act("X-Stanchion-Token: 00000000000000000000000000000000\r\n", ""))
                .startsWith("HTTP/1.1 403");
        assertThat(desk.lines).isEmpty();

        assertThat(act("X-Stanchion-Token: " + token() + "\r\n", "")).startsWith("HTTP/1.1 200");
        assertThat(desk.lines).containsExactly("plug");
    }

    @Test
    void anotherOriginMayNotActEvenWithTheToken() throws IOException {
        String answer =
                act("X-Stanchion-Token: " + token() + "\r\n", "Origin: http://evil.example\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403");
        assertThat(desk.lines).isEmpty();
    }

    @Test
    void aPageThatComesLateHearsTheStateAndTheNews() throws IOException {
        live.keep("state", "{\"old\":1}");
        live.keep("state", "{\"new\":2}");
        live.log("event", "{\"first\":1}");
        live.log("event", "{\"second\":2}");
        try (Socket socket = ask("GET /live HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n")) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            List<String> told =
                    reader.lines().filter(line -> line.startsWith("data:")).limit(3).toList();
            assertThat(told)
                    .containsExactly(
                            "data: {\"new\":2}", "data: {\"first\":1}", "data: {\"second\":2}");
        }
    }

    private String token() throws IOException {
        String page = get("/", "localhost:" + port);
        int at = page.indexOf("stanchion-token\" content=\"") + 26;
        return page.substring(at, at + 32);
    }

    private String act(String token, String more) throws IOException {
        return whole(
                "POST /act HTTP/1.1\r\nHost: localhost:"
                        + port
                        + "\r\nConnection: close\r\nContent-Length: 4\r\n"
                        + token
                        + more
                        + "\r\nplug");
    }

    private String get(String path, String host) throws IOException {
        return whole(
                "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private String whole(String request) throws IOException {
        try (Socket socket = ask(request)) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private Socket ask(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(UTF_8));
        out.flush();
        return socket;
    }

    /// A desk that remembers what it was told.
    private static final class Recorder implements Desk {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public Optional<String> act(String line) {
            lines.add(line);
            return Optional.empty();
        }

        @Override
        public Optional<String> run(String name, String text) {
            return Optional.of("not here");
        }

        @Override
        public void halt() {
            lines.clear();
        }

        @Override
        public List<String> shipped() {
            return List.of();
        }

        @Override
        public Optional<String> shipped(String name) {
            return Optional.empty();
        }
    }
}
