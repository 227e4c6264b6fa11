package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import snow.rt.collection.PersistentList;
import snow.rt.net.CompactHead;
import snow.rt.net.HeadReader;
import snow.rt.net.RequestHead;
import snow.rt.net.Targets;

final class HandshakeTest {
    private static final String GOOD =
            "GET /chat?x=1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    private static Handlers handlers() {
        return new HandlersBuilder()
                .protocols(PersistentList.of(new Object[] {"chat", "soap"}))
                .origins(PersistentList.of(new Object[] {"https://a.example"}))
                .build();
    }

    private static Handshake.Answer judge(String request) {
        return Handshake.judge(request.getBytes(StandardCharsets.UTF_8), handlers());
    }

    private static String text(Handshake.Answer answer) {
        return new String(answer.response(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String request, int status, String text) {
        var refused = assertInstanceOf(Handshake.Refused.class, judge(request), request);
        assertEquals(status + " " + text, refused.status() + " " + refused.text());
    }

    @Test
    void theAcceptedRequestGetsExactlyTheAgreedLines() {
        assertEquals(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
                text(judge(GOOD)));
    }

    @Test
    void theRefusalSaysWhy() {
        assertEquals(
                "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 46\r\nConnection: close\r\n\r\n"
                        + "Bad Request: missing or invalid Upgrade header",
                text(judge(GOOD.replace("websocket", "x"))));
        assertTrue(text(judge(GOOD.replace(": 13", ": 8"))).contains("\r\nSec-WebSocket-Version: 13\r\n"));
        assertTrue(text(Handshake.TOO_MANY_CONNECTIONS).contains("\r\nRetry-After: 1\r\n"));
    }

    @Test
    void everyCheckHasItsAnswer() {
        assertRefused("nonsense\r\n\r\n", 400, "malformed request line");
        assertRefused("\r\n" + GOOD, 400, "malformed request line");
        assertRefused(GOOD.replace(" HTTP/1.1", ""), 400, "malformed request line");
        assertRefused(GOOD.replace("GET", "POST"), 400, "method must be GET");
        assertRefused(GOOD.replace("HTTP/1.1", "HTTP/1.0"), 400, "HTTP version must be 1.1");
        assertRefused(GOOD.replace("Host: a", "Content-Length: 5"), 400, "unexpected request body");
        assertRefused(GOOD.replace("Host: a", "Transfer-Encoding: chunked"), 400, "unexpected request body");
        assertRefused(GOOD.replace("Upgrade: websocket\r\n", ""), 400, "missing or invalid Upgrade header");
        assertRefused(GOOD.replace("websocket", "websockets"), 400, "missing or invalid Upgrade header");
        assertRefused(
                GOOD.replace("Connection: Upgrade", "Connection: close"), 400, "missing or invalid Connection header");
        assertRefused(
                GOOD.replace("Connection: Upgrade", "Connection: upgraded"),
                400,
                "missing or invalid Connection header");
        assertRefused(GOOD.replace("Sec-WebSocket-Key", "Other"), 400, "missing Sec-WebSocket-Key header");
        assertRefused(GOOD.replace("ZQ==", "ZQ="), 400, "invalid Sec-WebSocket-Key header");
        assertRefused(GOOD.replace("dGhl", "dG l"), 400, "invalid Sec-WebSocket-Key header");
        assertRefused(
                GOOD.replace("Host: a", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
                400,
                "invalid Sec-WebSocket-Key header");
        assertRefused(
                GOOD.replace("Sec-WebSocket-Version", "Other"),
                400,
                "missing or invalid Sec-WebSocket-Version (must be 13)");
        assertRefused(GOOD.replace(": 13", ": 12"), 426, "missing or invalid Sec-WebSocket-Version (must be 13)");
        assertRefused(GOOD.replace("Host: a", "Origin: https://b.example"), 403, "origin not allowed");
    }

    @Test
    void whatIsAllowedIsAccepted() {
        String[] good = {
            GOOD.replace("\r\n", "\n"),
            GOOD.replace("Upgrade: websocket", "UPGRADE: foo, WebSocket"),
            GOOD.replace("Connection: Upgrade", "Connection: keep-alive\r\nconnection: UPGRADE"),
            GOOD.replace("Host: a", "Content-Length: 0"),
            GOOD.replace("Host: a\r\n", ""),
            GOOD.replace("Host: a", "Origin: HTTPS://A.example"),
            GOOD.replace("/chat?x=1", "http://a.example/chat?x=1"),
        };
        for (String request : good) {
            assertInstanceOf(Handshake.Accepted.class, judge(request), request);
        }
    }

    @Test
    void theClientsFirstKnownProtocolIsChosen() {
        var offered = GOOD.replace("Host: a", "Sec-WebSocket-Protocol: x, soap\r\nSec-WebSocket-Protocol: chat");
        var accepted = assertInstanceOf(Handshake.Accepted.class, judge(offered));
        assertEquals("soap", accepted.protocol());
        assertTrue(text(accepted).contains("\r\nSec-WebSocket-Protocol: soap\r\n"));
        var unknown = assertInstanceOf(
                Handshake.Accepted.class, judge(GOOD.replace("Host: a", "Sec-WebSocket-Protocol: SOAP")));
        assertEquals("", unknown.protocol());
    }

    @Test
    void aMalformedHeaderLineIsRefused() {
        for (String bad : new String[] {"nocolon", "a b: c", "a : c", " a: c", ": c", "a: b\u0001c"}) {
            assertRefused(GOOD.replace("Host: a", bad), 400, "malformed header line");
        }
    }

    @Test
    void aHundredHeadersAreReadAndNoMore() {
        String more = "A: b\r\n".repeat(95);
        assertInstanceOf(Handshake.Accepted.class, judge(GOOD.replace("Host: a\r\n", "Host: a\r\n" + more)));
        assertRefused(GOOD.replace("Host: a\r\n", "Host: a\r\nA: b\r\n" + more), 431, "too many headers");
    }

    @Test
    void aHeadIsReadFromAnyPiecesUpToTheLimit() {
        byte[] request = (GOOD + "frames").getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= GOOD.length(); cut++) {
            var reader = new HeadReader(GOOD.length());
            int first = reader.append(request, 0, cut);
            assertEquals(cut, first);
            int end = reader.append(request, cut, request.length);
            assertTrue(reader.isComplete());
            assertEquals(GOOD.length(), end);
            assertEquals(GOOD, new String(reader.head(), StandardCharsets.UTF_8));
        }
        var small = new HeadReader(GOOD.length() - 1);
        small.append(request, 0, request.length);
        assertTrue(small.isTooLarge());
    }

    @Test
    void aPackedHeadIsShortAndUnpacksToItself() {
        String browser =
                GOOD.replace("Host: a", "Host: a\r\nOrigin: https://a.example\r\nCookie: ü=1\tx; GET Cookie: Host: b");
        for (String head :
                new String[] {GOOD, browser, GOOD.replace("\r\n", "\n"), GOOD.toLowerCase(java.util.Locale.ROOT)}) {
            byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
            byte[] packed = CompactHead.pack(bytes);
            assertEquals(head, new String(CompactHead.unpack(packed), StandardCharsets.UTF_8));
            assertTrue(packed.length <= bytes.length);
        }
        assertTrue(CompactHead.pack(GOOD.getBytes(StandardCharsets.UTF_8)).length < GOOD.length() / 2);
    }

    @Test
    void headersAreAMapThatIgnoresCase() throws RequestHead.Malformed {
        String request = GOOD.replace("Host: a", "Accept: x\r\ncookie: a=1\r\nACCEPT: y\r\nCookie: b=2");
        var head = RequestHead.parse(request.getBytes(StandardCharsets.UTF_8));
        var map = Targets.headers(head);
        assertEquals("x, y", map.get("accept", ""));
        assertEquals("a=1; b=2", map.get("COOKIE", ""));
        assertEquals("Accept", map.keys().head());
        assertEquals("z", map.put("aCCept", "z").get("ACCEPT", ""));
        assertEquals(map.size(), map.put("aCCept", "z").size());
        assertEquals("none", map.delete("accepT").get("Accept", "none"));
        var many = map;
        for (int i = 0; i < 40; i++) {
            many = many.put("X-" + i, "" + i);
        }
        assertEquals("17", many.get("x-17", ""));
        assertEquals("/chat?x=1", head.pathAndQuery());
    }

    @Test
    void queriesAreDecodedAndTheLastCounts() {
        assertEquals(Optional.of("b c"), Targets.query("/p?a=1&a=b+c", "a"));
        assertEquals(Optional.of("ü&"), Targets.query("/p?x=%C3%BC%26", "x"));
        assertEquals(Optional.of(""), Targets.query("/p?&x&y=", "x"));
        assertEquals(Optional.of("100%"), Targets.query("/p?x=100%", "x"));
        assertEquals(Optional.empty(), Targets.query("/p", "x"));
    }
}
