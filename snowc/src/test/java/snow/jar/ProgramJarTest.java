package snow.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ProgramJarTest {
    @TempDir
    Path directory;

    /** A program that prints its first argument, as the compiler would emit it. */
    private static Map<String, byte[]> echo() {
        var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        writer.visit(Opcodes.V25, Opcodes.ACC_PUBLIC, "snow/start/Entry", null, "snow/rt/actor/Program", null);
        var init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, "snow/rt/actor/Program", "<init>", "()V", false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        var main = writer.visitMethod(Opcodes.ACC_PUBLIC, "main", "()V", null, null);
        main.visitMethodInsn(Opcodes.INVOKESTATIC, "snow/rt/actor/World", "current", "()Lsnow/rt/actor/World;", false);
        main.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "snow/rt/actor/World", "arguments", "()Ljava/util/List;", false);
        main.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/util/List", "getFirst", "()Ljava/lang/Object;", true);
        main.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
        main.visitMethodInsn(Opcodes.INVOKESTATIC, "snow/rt/io/Console", "println", "(Ljava/lang/String;)V", false);
        main.visitInsn(Opcodes.RETURN);
        main.visitMaxs(0, 0);
        return Map.of("snow/start/Entry", writer.toByteArray());
    }

    private static byte[] jar(boolean executable) {
        return ProgramJar.of(echo(), "0.1.0", executable, Instant.EPOCH);
    }

    private record Outcome(int status, String out, String err) {}

    private Outcome run(String... command) throws IOException, InterruptedException {
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("SNOW_JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end in 60 s: " + List.of(command));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Test
    void theJarRunsWithNothingElse() throws IOException, InterruptedException {
        var file = Files.write(directory.resolve("echo.jar"), jar(false));
        assertEquals(new Outcome(0, "a  b *\n", ""), run(java(), "-jar", file.toString(), "a  b *"));
    }

    @Test
    void theExecutableRunsByItselfAndAsAJar() throws IOException, InterruptedException {
        var file = Files.write(directory.resolve("echo it"), jar(true));
        assertTrue(file.toFile().setExecutable(true));
        assertEquals(new Outcome(0, "a  b *\n", ""), run(file.toString(), "a  b *"));
        assertEquals(new Outcome(0, "x\n", ""), run(java(), "-jar", file.toString(), "x"));
        try (var zip = new JarFile(file.toFile())) {
            assertEquals(
                    StartClasses.MAIN_CLASS,
                    zip.getManifest().getMainAttributes().getValue("Main-Class"));
        }
    }

    @Test
    void argumentsOfAnExecutableAreUtf8WhereNoLanguageIsSet() throws IOException, InterruptedException {
        var file = Files.write(directory.resolve("echo"), jar(true));
        assertTrue(file.toFile().setExecutable(true));
        var script = "LC_ALL=C exec \"$0\" \"$(printf '\\303\\251')\"";
        assertEquals(new Outcome(0, "é\n", ""), run("/bin/sh", "-c", script, file.toString()));
    }

    @Test
    void theScriptOfAnExecutableIsShort() {
        var script = new String(LaunchScript.bytes(), StandardCharsets.UTF_8);
        assertTrue(script.lines().count() <= 60);
        assertTrue(script.endsWith("\nexec \"$java\" -jar \"$0\" \"$@\"\n"));
    }

    @Test
    void anOldJavaIsToldSo() throws IOException, InterruptedException {
        var file = Files.write(directory.resolve("echo.jar"), jar(false));
        var classPath = String.join(java.io.File.pathSeparator, file.toString(), System.getProperty("java.class.path"));
        assertEquals(
                new Outcome(3, "", "This program needs Java 25 or newer (found 21.0.2).\n"),
                run(java(), "-cp", classPath, OldJava.class.getName(), "21", "21.0.2"));
        assertEquals(
                new Outcome(3, "", "This program needs Java 25 or newer (found 1.8.0_400).\n"),
                run(java(), "-cp", classPath, OldJava.class.getName(), "1.8", "1.8.0_400"));
    }

    @Test
    void theStartClassIsForJava8AndNamesNoNewerClassInItsHeader() {
        var start = StartClasses.classFiles().get("snow/start/Main");
        assertEquals(52, start[6] << 8 | start[7]);
    }

    @Test
    void theManifestIsExact() throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar(false)))) {
            assertEquals("META-INF/MANIFEST.MF", zip.getNextEntry().getName());
            assertEquals(
                    "Manifest-Version: 1.0\r\nCreated-By: snowc 0.1.0\r\nMain-Class: snow.start.Main\r\n"
                            + "Enable-Native-Access: ALL-UNNAMED\r\nAdd-Opens: java.base/java.lang\r\n\r\n",
                    new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void entriesAreSortedStoredAndOfOneTime() throws IOException {
        var file = Files.write(directory.resolve("echo.jar"), jar(false));
        var names = new ArrayList<String>();
        try (var zip = new JarFile(file.toFile())) {
            zip.stream().skip(1).forEach(entry -> {
                names.add(entry.getName());
                assertEquals(java.util.zip.ZipEntry.STORED, entry.getMethod());
                assertEquals("1980-01-01T00:00", entry.getTimeLocal().toString());
                assertEquals(null, entry.getExtra());
                assertFalse(entry.isDirectory());
            });
        }
        var sorted = new ArrayList<>(names);
        sorted.sort(null);
        assertEquals(sorted, names);
        assertTrue(names.contains("snow/rt/actor/World.class"));
    }

    @Test
    void onlyWhatIsUsedIsInside() throws IOException {
        var jar = jar(false);
        assertTrue(jar.length <= 600 << 10, "hello takes " + jar.length + " bytes");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName();
                assertTrue(
                        name.startsWith("snow/rt/")
                                || name.startsWith("snow/program/")
                                || name.startsWith("snow/start/")
                                || name.equals("META-INF/MANIFEST.MF"),
                        name);
                for (var unwanted : List.of("snow/rt/ws/", "snow/rt/http/", "snow/rt/json/", "snow/rt/db/")) {
                    assertFalse(name.startsWith(unwanted), name);
                }
            }
        }
    }

    @Test
    void theBytesDependOnNothingAround() {
        var first = jar(true);
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            Locale.setDefault(Locale.of("tr", "TR"));
            assertArrayEquals(first, jar(true));
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void theTimeOfTheEntriesCanBeGiven() throws IOException {
        var file = directory.resolve("echo.jar");
        Files.write(file, ProgramJar.of(echo(), "0.1.0", false, Instant.parse("2024-02-29T12:34:56Z")));
        try (var zip = new JarFile(file.toFile())) {
            assertEquals(
                    "2024-02-29T12:34:56",
                    zip.getEntry("snow/start/Entry.class").getTimeLocal().toString());
        }
        Files.write(file, ProgramJar.of(echo(), "0.1.0", false, Instant.parse("2500-01-01T00:00:00Z")));
        try (var zip = new JarFile(file.toFile())) {
            assertEquals(
                    "2107-12-31T23:59:58",
                    zip.getEntry("snow/start/Entry.class").getTimeLocal().toString());
        }
    }
}
