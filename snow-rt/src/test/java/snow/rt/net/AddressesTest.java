package snow.rt.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

final class AddressesTest {
    @Test
    void addressesHaveTheirShortestText() throws UnknownHostException {
        String[][] cases = {
            {"203.0.113.7", "203.0.113.7:80"},
            {"2001:db8:0:0:0:0:0:1", "[2001:db8::1]:80"},
            {"0:0:0:0:0:0:0:1", "[::1]:80"},
            {"0:0:0:0:0:0:0:0", "[::]:80"},
            {"2001:db8:0:1:1:1:1:1", "[2001:db8:0:1:1:1:1:1]:80"},
            {"2001:0:0:1:0:0:0:1", "[2001:0:0:1::1]:80"},
            {"2001:db8:0:0:1:0:0:1", "[2001:db8::1:0:0:1]:80"},
            {"fe80:0:0:0:1:2:0:0", "[fe80::1:2:0:0]:80"},
            {"1:2:3:4:5:6:0:0", "[1:2:3:4:5:6::]:80"},
        };
        for (String[] one : cases) {
            assertEquals(one[1], Addresses.text(new InetSocketAddress(InetAddress.getByName(one[0]), 80)));
        }
    }
}
