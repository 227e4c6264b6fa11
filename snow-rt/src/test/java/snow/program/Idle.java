package snow.program;

import snow.rt.actor.Activity;
import snow.rt.actor.Receive;
import snow.rt.actor.Safepoint;
import snow.rt.io.Console;

/** What compiled code makes of an actor that waits for a text for ever and looks at the end at what is left. Tests know its line numbers. */
public final class Idle {
    static Object idle() {
        Receive cursor = Receive.begin();
        while (true) {
            Safepoint.poll();
            Object message = cursor.nextOrRestart();
            if (message == Receive.REST) {
                return new Resting();
            }
            if (message instanceof String) {
                throw new IllegalStateException("nobody sends a text");
            }
        }
    }

    public static final class Resting extends Activity {
        @Override
        public String name() {
            return "idle";
        }

        @Override
        public Object run() {
            return idle();
        }

        @Override
        public boolean hasTerminate() {
            return true;
        }

        @Override
        public void terminate() {
            Object left = Receive.begin(0).next();
            Console.println("left: " + (left == Receive.TIMEOUT ? "nothing" : left));
        }
    }
}
