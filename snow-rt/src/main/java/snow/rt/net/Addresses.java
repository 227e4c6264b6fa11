package snow.rt.net;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Socket addresses as programs see them: {@code 203.0.113.7:51234}, {@code [2001:db8::1]:51234}. */
public final class Addresses {
    private static final int GROUPS = 8;

    private Addresses() {}

    /** Address and port. */
    public static String text(InetSocketAddress address) {
        String host = address.getAddress() instanceof Inet6Address six
                ? "[" + shortest(six.getAddress()) + "]"
                : address.getAddress().getHostAddress();
        return host + ":" + address.getPort();
    }

    /** The one recommended text of an IPv6 address: the longest run of zeros, the first of several, is {@code ::} (RFC 5952 §4). */
    static String shortest(byte[] address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (address[2 * i] & 0xFF) << 8 | (address[2 * i + 1] & 0xFF);
        }
        int start = GROUPS;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder out = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                out.append("::");
                i += length - 1;
            } else {
                if (i > 0 && i != start + length) {
                    out.append(':');
                }
                out.append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }
}
