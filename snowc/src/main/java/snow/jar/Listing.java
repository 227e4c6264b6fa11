package snow.jar;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.SortedMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.TraceClassVisitor;

/** Class files as text. */
public final class Listing {
    private Listing() {}

    /** One listing of all classes, in the order given. */
    public static String of(SortedMap<String, byte[]> classes) {
        var text = new StringWriter();
        for (var file : classes.values()) {
            new ClassReader(file).accept(new TraceClassVisitor(new PrintWriter(text)), 0);
            text.append('\n');
        }
        return text.toString();
    }
}
