package snow.rt.ws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import snow.rt.net.RequestHead;

/** The checks of an upgrade request, in their order, and the answers (RFC 6455 §4.2, spec 06 §5). */
final class Handshake {
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Handshake() {}

    sealed interface Answer {
        /** The bytes to send. */
        byte[] response();
    }

    /** @param protocol the chosen subprotocol, {@code ""} if none */
    record Accepted(String protocol, byte[] response) implements Answer {}

    /** @param text what is wrong, for the body and the log */
    record Refused(int status, String text) implements Answer {
        @Override
        public byte[] response() {
            String body = phrase(status) + ": " + text;
            StringBuilder head = new StringBuilder(192);
            head.append("HTTP/1.1 ")
                    .append(status)
                    .append(' ')
                    .append(phrase(status))
                    .append("\r\n");
            head.append("Content-Type: text/plain\r\n");
            head.append("Content-Length: ").append(body.length()).append("\r\n");
            if (status == 426) {
                head.append("Sec-WebSocket-Version: 13\r\n");
            } else if (status == 503) {
                head.append("Retry-After: 1\r\n");
            }
            head.append("Connection: close\r\n\r\n").append(body);
            return head.toString().getBytes(StandardCharsets.US_ASCII);
        }
    }

    static final Refused TOO_LARGE = new Refused(431, "header section too large");
    static final Refused TOO_SLOW = new Refused(408, "handshake timed out");
    static final Refused TOO_MANY_CONNECTIONS = new Refused(503, "too many connections");

    /** Judges a request by its head alone; whether there is room for one more connection is asked afterwards. */
    static Answer judge(byte[] head, Handlers handlers) {
        RequestHead request;
        try {
            request = RequestHead.parse(head);
        } catch (RequestHead.Malformed fault) {
            return new Refused(fault.hasTooManyHeaders() ? 431 : 400, fault.getMessage());
        }
        return request.version().isEmpty() ? new Refused(400, "malformed request line") : judge(request, handlers);
    }

    private static Answer judge(RequestHead request, Handlers handlers) {
        if (!request.method().equals("GET")) {
            return new Refused(400, "method must be GET");
        }
        if (!request.version().equals("HTTP/1.1")) {
            return new Refused(400, "HTTP version must be 1.1");
        }
        if (announcesBody(request)) {
            return new Refused(400, "unexpected request body");
        }
        return judgeUpgrade(request, handlers);
    }

    /** The checks that an endpoint below a router makes as well. */
    static Answer judgeUpgrade(RequestHead request, Handlers handlers) {
        if (!request.lists("Upgrade", "websocket")) {
            return new Refused(400, "missing or invalid Upgrade header");
        }
        if (!request.lists("Connection", "upgrade")) {
            return new Refused(400, "missing or invalid Connection header");
        }
        Optional<String> key = request.first("Sec-WebSocket-Key");
        if (key.isEmpty()) {
            return new Refused(400, "missing Sec-WebSocket-Key header");
        }
        if (request.count("Sec-WebSocket-Key") > 1 || !isKey(key.get())) {
            return new Refused(400, "invalid Sec-WebSocket-Key header");
        }
        Optional<String> version = request.joined("Sec-WebSocket-Version");
        if (version.isEmpty() || !version.get().equals("13")) {
            return new Refused(version.isEmpty() ? 400 : 426, "missing or invalid Sec-WebSocket-Version (must be 13)");
        }
        Optional<String> origin = request.first("Origin");
        if (origin.isPresent() && !handlers.allowsOrigin(origin.get())) {
            return new Refused(403, "origin not allowed");
        }
        String protocol = choose(request.elements("Sec-WebSocket-Protocol"), handlers.protocols());
        return new Accepted(protocol, acceptance(key.get(), protocol));
    }

    private static byte[] acceptance(String key, String protocol) {
        StringBuilder head = new StringBuilder(192);
        head.append("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
        head.append("Sec-WebSocket-Accept: ").append(acceptKey(key)).append("\r\n");
        if (!protocol.isEmpty()) {
            head.append("Sec-WebSocket-Protocol: ").append(protocol).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    static String acceptKey(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static boolean announcesBody(RequestHead request) {
        if (request.first("Transfer-Encoding").isPresent()) {
            return true;
        }
        for (String length : request.elements("Content-Length")) {
            for (int i = 0; i < length.length(); i++) {
                if (length.charAt(i) != '0') {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isKey(String key) {
        if (key.length() != 24) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String choose(List<String> wanted, List<String> known) {
        for (String protocol : wanted) {
            if (known.contains(protocol)) {
                return protocol;
            }
        }
        return "";
    }

    private static String phrase(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 408 -> "Request Timeout";
            case 426 -> "Upgrade Required";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> throw new IllegalArgumentException("no refusal has status " + status);
        };
    }
}
