package snow.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes do after the rewriting what they did before. */
class PlainClassesTest {
    /** What is rewritten: compared with itself, rewritten. */
    public sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Rect(int width, long height, String name, boolean filled) implements Shape {}

        record Empty() implements Shape {}
    }

    /** Decides by type, in the two ways there are. */
    public static final class Decisions implements Function<Object, String> {
        @Override
        public String apply(Object value) {
            return switch (value) {
                case null -> "null";
                case Shape.Circle circle when circle.radius() > 1 -> "large";
                case Shape.Circle(double radius) -> "small " + radius;
                case Shape.Rect rect -> rect.name();
                case CharSequence text -> "text " + text;
                case String[] array -> "array " + array.length;
                default -> "other";
            };
        }
    }

    private static final List<Class<?>> SUBJECTS =
            List.of(Shape.class, Shape.Circle.class, Shape.Rect.class, Shape.Empty.class, Decisions.class);

    /** Defines rewritten copies of the classes above. */
    private static final class Copies extends ClassLoader {
        Copies() throws IOException {
            super(PlainClassesTest.class.getClassLoader());
            for (var subject : SUBJECTS) {
                var file = PlainClasses.plain(original(subject));
                defineClass(subject.getName(), file, 0, file.length);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            var mine = findLoadedClass(name);
            return mine != null ? mine : super.loadClass(name, resolve);
        }
    }

    private static byte[] original(Class<?> subject) throws IOException {
        try (var in = subject.getResourceAsStream("/" + subject.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static Object make(ClassLoader loader, Class<?> like, Object... arguments)
            throws ReflectiveOperationException {
        return loader.loadClass(like.getName()).getConstructors()[0].newInstance(arguments);
    }

    @Test
    @SuppressWarnings("unchecked")
    void switchesDecideAsBefore() throws IOException, ReflectiveOperationException {
        var copies = new Copies();
        var decide = (Function<Object, String>) make(copies, Decisions.class);
        assertEquals("null", decide.apply(null));
        assertEquals("large", decide.apply(make(copies, Shape.Circle.class, 2.0)));
        assertEquals("small 0.5", decide.apply(make(copies, Shape.Circle.class, 0.5)));
        assertEquals("r", decide.apply(make(copies, Shape.Rect.class, 1, 2L, "r", true)));
        assertEquals("text t", decide.apply("t"));
        assertEquals("array 2", decide.apply(new String[2]));
        assertEquals("other", decide.apply(1));
    }

    @Test
    void recordsAreEqualAndHashAsBefore() throws IOException, ReflectiveOperationException {
        var copies = new Copies();
        Object[] fields = {1, 2L, "r", true};
        var copy = make(copies, Shape.Rect.class, fields);
        assertEquals(copy, make(copies, Shape.Rect.class, fields));
        assertEquals(copy, make(copies, Shape.Rect.class, 1, 2L, new String("r"), true));
        assertEquals(new Shape.Rect(1, 2L, "r", true).hashCode(), copy.hashCode());
        assertEquals(new Shape.Rect(1, 2L, "r", true).toString(), copy.toString());
        for (var other : List.of(
                make(copies, Shape.Rect.class, 2, 2L, "r", true),
                make(copies, Shape.Rect.class, 1, 3L, "r", true),
                make(copies, Shape.Rect.class, 1, 2L, "s", true),
                make(copies, Shape.Rect.class, 1, 2L, "r", false),
                make(copies, Shape.Rect.class, 1, 2L, null, true),
                "r")) {
            assertNotEquals(copy, other);
        }
        assertEquals(make(copies, Shape.Circle.class, Double.NaN), make(copies, Shape.Circle.class, Double.NaN));
        assertNotEquals(make(copies, Shape.Circle.class, 0.0), make(copies, Shape.Circle.class, -0.0));
        assertEquals(0, make(copies, Shape.Empty.class).hashCode());
    }

    @Test
    void twiceIsAsOnce() throws IOException {
        for (var subject : SUBJECTS) {
            var once = PlainClasses.plain(original(subject));
            assertSame(once, PlainClasses.plain(once));
        }
        assertArrayEquals(original(Shape.class), PlainClasses.plain(original(Shape.class)));
    }

    @Test
    void theSumBesideTheJarsIsThatOfTheirContents(@TempDir Path directory) throws IOException {
        jar(directory.resolve("a.jar"), "one");
        var first = sum(directory);
        assertEquals(first, sum(directory), "again");
        // of the same size and, as far as the file system knows, time
        var time = Files.getLastModifiedTime(directory.resolve("a.jar"));
        jar(directory.resolve("a.jar"), "two");
        Files.setLastModifiedTime(directory.resolve("a.jar"), time);
        var second = sum(directory);
        assertNotEquals(first, second);
        jar(directory.resolve("b.jar"), "one");
        assertNotEquals(second, sum(directory));
    }

    private static String sum(Path directory) throws IOException {
        PlainClasses.main(new String[] {directory.toString()});
        return Files.readString(directory.resolve("jars.sum"));
    }

    private static void jar(Path file, String content) throws IOException {
        try (var jar = new ZipOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry("content"));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
