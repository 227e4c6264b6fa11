package snow.rt.ws;

import snow.rt.actor.Program;
import snow.rt.actor.World;
import snow.rt.collection.PersistentList;
import snow.rt.fn.Fn_LL_V;

/** A server for load generators: echoes, and after {@code JOIN x} broadcasts to room x. Argument: the port. */
final class BenchServer extends Program {
    private final long port;

    private BenchServer(long port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        World.runAndExit(new BenchServer(Long.parseLong(arguments[0])), arguments);
    }

    @Override
    public void main() {
        Handlers handlers = new HandlersBuilder()
                .onMessage(new Fn_LL_V() {
                    @Override
                    public void apply(Object connection, Object message) {
                        answer((Connection) connection, (String) message);
                    }
                })
                .onBinary(new Fn_LL_V() {
                    @Override
                    public void apply(Object connection, Object message) {
                        Ws.sendBinary((Connection) connection, message);
                    }
                })
                .build();
        Ws.serve(handlers, port);
    }

    private static void answer(Connection connection, String message) {
        if (message.startsWith("JOIN ")) {
            Ws.join(connection, message.substring(5));
            Ws.send(connection, "JOINED " + message.substring(5));
            return;
        }
        PersistentList rooms = Ws.rooms(connection);
        if (rooms.isEmpty()) {
            Ws.send(connection, message);
            return;
        }
        for (var cursor = rooms.cursor(); cursor.next(); ) {
            Ws.broadcast((String) cursor.current(), message);
        }
    }
}
