package snow.rt.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import snow.rt.actor.Activity;
import snow.rt.actor.Actors;
import snow.rt.actor.Program;
import snow.rt.actor.Settings;
import snow.rt.actor.World;

@Timeout(30)
class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Console console, Runnable main) {
        Program program = new Program() {
            @Override
            public void main() {
                main.run();
            }
        };
        return World.run(program, new String[0], Settings.embedded(console));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void textIsUtf8() {
        run(new Console(out, err, false), () -> {
            Console.print("é€");
            Console.println("😀");
            Console.eprintln("ß");
        });
        assertEquals("é€😀\n", printed());
        assertEquals("ß\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aTerminalGetsEachLineAtOnce() {
        run(new Console(out, err, true), () -> {
            Console.println("line");
            assertEquals("line\n", printed());
            Console.print("a\nb");
            assertEquals("line\na\nb", printed());
        });
    }

    @Test
    void otherStreamsGetTheTextBeforeTheProgramWaits() {
        run(new Console(out, err, false), () -> {
            Console.println("one");
            assertEquals("", printed());
            Actors.sleep(20);
            assertEquals("one\n", printed());
        });
    }

    @Test
    void textsAroundTheSizeOfTheBufferArriveWhole() {
        StringBuilder expected = new StringBuilder();
        String big = "x".repeat(100_000);
        for (int length : new int[] {32767, 1, 32768, 0, 32769, 100_000, 5}) {
            expected.append(big, 0, length).append('\n');
        }
        run(new Console(out, err, false), () -> {
            for (int length : new int[] {32767, 1, 32768, 0, 32769, 100_000, 5}) {
                Console.println(big.substring(0, length));
            }
        });
        assertEquals(expected.toString(), printed());
    }

    @Test
    void linesOfManyProcessesDoNotMix() {
        run(new Console(out, err, false), () -> {
            for (int i = 0; i < 8; i++) {
                String line = String.valueOf((char) ('a' + i)).repeat(50);
                Actors.spawn(new Activity() {
                    @Override
                    public String name() {
                        return "printer";
                    }

                    @Override
                    public Object run() {
                        for (int k = 0; k < 2000; k++) {
                            Console.println(line);
                        }
                        return null;
                    }
                });
            }
        });
        String[] lines = printed().split("\n");
        assertEquals(16_000, lines.length);
        for (String line : lines) {
            assertEquals(50, line.length());
            assertTrue(line.chars().allMatch(c -> c == line.charAt(0)), line);
        }
    }

    @Test
    void aBrokenPipeIsIgnored() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        int status = run(new Console(broken, broken, true), () -> {
            Console.println("lost");
            Console.eprintln("lost");
        });
        assertEquals(0, status);
    }
}
