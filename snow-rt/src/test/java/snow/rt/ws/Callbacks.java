package snow.rt.ws;

import java.util.function.BiConsumer;
import java.util.function.Function;
import snow.rt.collection.PersistentMap;
import snow.rt.fn.Fn_LJL_V;
import snow.rt.fn.Fn_LLL_L;
import snow.rt.fn.Fn_LL_V;
import snow.rt.fn.Fn_L_L;

/** Callbacks from Java's own functions. */
final class Callbacks {
    private Callbacks() {}

    interface Connect {
        Object answer(Connection connection, String target, PersistentMap headers);
    }

    interface Closed {
        void closed(Connection connection, long code, String reason);
    }

    static Fn_LLL_L connect(Connect body) {
        return new Fn_LLL_L() {
            @Override
            public Object apply(Object a, Object b, Object c) {
                return body.answer((Connection) a, (String) b, (PersistentMap) c);
            }
        };
    }

    static Fn_L_L connectShort(Function<Connection, Object> body) {
        return new Fn_L_L() {
            @Override
            public Object apply(Object a) {
                return body.apply((Connection) a);
            }
        };
    }

    static Fn_LL_V message(BiConsumer<Connection, String> body) {
        return any((connection, message) -> body.accept(connection, (String) message));
    }

    static Fn_LL_V any(BiConsumer<Connection, Object> body) {
        return new Fn_LL_V() {
            @Override
            public void apply(Object a, Object b) {
                body.accept((Connection) a, b);
            }
        };
    }

    static Fn_LJL_V closed(Closed body) {
        return new Fn_LJL_V() {
            @Override
            public void apply(Object a, long code, Object c) {
                body.closed((Connection) a, code, (String) c);
            }
        };
    }

    /** A server that echoes texts. */
    static HandlersBuilder echo() {
        return new HandlersBuilder().onMessage(message(Ws::send));
    }
}
