package snow.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts {@code bin/snowc} as installed in a directory of its own, with Javas that only say how they were called. */
class LauncherTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new TreeMap<>();
    private Path home;

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(directory.resolve("snow home"));
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.copy(script(), home.resolve("bin/snowc"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(home.resolve("lib/snowc.jar"), "");
        environment.put("PATH", tools().toString());
        environment.put("HOME", directory.resolve("nobody").toString());
        environment.put("SNOW_CACHE", directory.resolve("cache").toString());
    }

    /** The launcher of this source tree; tests run in the directory of their module. */
    private static Path script() {
        return Path.of("").toAbsolutePath().getParent().resolve("bin/snowc");
    }

    /** A directory with the few programs that the launcher calls, and no Java. */
    private Path tools() throws IOException {
        var tools = Files.createDirectories(directory.resolve("tools"));
        for (var name : List.of("readlink", "mkdir", "mv", "rm", "rmdir", "find", "sleep", "touch")) {
            for (var at : List.of("/usr/bin/", "/bin/")) {
                if (Files.exists(Path.of(at + name))) {
                    program(tools.resolve(name), "exec " + at + name + " \"$@\"\n");
                    break;
                }
            }
        }
        return tools;
    }

    /** A Java that prints its own name and its arguments, one a line in brackets. */
    private Path java(String name, String version) throws IOException {
        var java = directory.resolve(name);
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(
                java.resolve("release"),
                "IMPLEMENTOR=\"Some Vendor\"\nJAVA_VERSION=\"" + version + "\"\nJAVA_RUNTIME_VERSION=\"" + version
                        + "+9\"\n");
        program(
                java.resolve("bin/java"),
                "echo " + name + "\nfor word; do printf '[%s]\\n' \"$word\"; done\nexit 42\n");
        // with an archive at hand the launcher does not set out to make one while the test goes on
        archive("Some-Vendor-" + version + "+9-");
        return java;
    }

    private Path archive(String build) throws IOException {
        var directory = Files.createDirectories(this.directory.resolve("cache/aot"));
        Files.writeString(directory.resolve(build + "snowc.aot.whole"), "");
        var archive = Files.writeString(directory.resolve(build + "snowc.aot"), "");
        return Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertTrue(file.toFile().setExecutable(true));
    }

    private record Outcome(int status, List<String> out, String err) {
        String java() {
            return out.isEmpty() ? "" : out.getFirst();
        }
    }

    private Outcome start(String... words) throws IOException, InterruptedException {
        return start(home.resolve("bin/snowc"), words);
    }

    private Outcome start(Path launcher, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(words));
        var out = directory.resolve("out");
        var err = directory.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end in 60 s");
        }
        return new Outcome(process.exitValue(), Files.readAllLines(out), Files.readString(err));
    }

    @Test
    void snowJavaHomeComesFirstThenJavaHomeThenPath() throws IOException, InterruptedException {
        environment.put("PATH", java("of path", "25.0.1") + "/bin:" + tools());
        assertEquals("of path", start().java());
        environment.put("JAVA_HOME", java("of JAVA_HOME", "25").toString());
        assertEquals("of JAVA_HOME", start().java());
        environment.put("SNOW_JAVA_HOME", java("of SNOW_JAVA_HOME", "26.0.1").toString());
        assertEquals("of SNOW_JAVA_HOME", start().java());
    }

    @Test
    void tooOldJavasArePassedOverInSilence() throws IOException, InterruptedException {
        environment.put("JAVA_HOME", java("old", "17.0.15").toString());
        environment.put("PATH", java("older", "1.8.0_400") + "/bin:" + java("new", "25.0.2") + "/bin:" + tools());
        var outcome = start();
        assertEquals("new", outcome.java());
        assertEquals("", outcome.err());
    }

    @Test
    void aJvmWithoutLanguageReadsUtf8AndOthersKeepTheirs() throws IOException, InterruptedException {
        var java = java("some", "25");
        program(java.resolve("bin/java"), "echo \"$LC_ALL $LANG\"\n");
        environment.put("SNOW_JAVA_HOME", java.toString());
        assertEquals("C.UTF-8 ", start().java());
        environment.put("LANG", "de_DE.UTF-8");
        assertEquals(" de_DE.UTF-8", start().java());
        environment.put("LC_ALL", "POSIX");
        assertEquals("C.UTF-8 de_DE.UTF-8", start().java());
    }

    @Test
    void aLinkOnThePathLeadsToItsHome() throws IOException, InterruptedException {
        var links = Files.createDirectories(directory.resolve("links"));
        Files.createSymbolicLink(links.resolve("java"), java("real", "25").resolve("bin/java"));
        environment.put("PATH", links + ":" + tools());
        assertEquals("real", start().java());
    }

    @Test
    void homesOfUsersAreSearchedNewestFirst() throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("nobody/.jdks"));
        Files.createDirectories(directory.resolve("nobody/.gradle/jdks"));
        java("nobody/.jdks/a", "97.0.9");
        java("nobody/.jdks/b", "97.0.10");
        java("nobody/.gradle/jdks/c", "96.1");
        assertEquals("nobody/.jdks/b", start().java());
    }

    @Test
    void withoutReleaseFileTheJavaIsAsked() throws IOException, InterruptedException {
        var java = java("asked", "25");
        Files.delete(java.resolve("release"));
        program(
                java.resolve("bin/java"),
                "case $1 in -version) echo 'openjdk version \"25.0.1\" 2025-10-21' >&2 ;; *) echo asked ;; esac\n");
        archive("");
        environment.put("SNOW_JAVA_HOME", java.toString());
        assertEquals("asked", start().java());
    }

    @Test
    void anUnsuitableSnowJavaHomeIsAnError() throws IOException, InterruptedException {
        environment.put("JAVA_HOME", java("good", "25").toString());
        environment.put("SNOW_JAVA_HOME", java("old", "21.0.2").toString());
        var text = "snowc: SNOW_JAVA_HOME=" + directory.resolve("old") + " is not a Java 25 or newer (found 21.0.2)\n";
        assertEquals(new Outcome(3, List.of(), text), start());
        environment.put("SNOW_JAVA_HOME", "/x");
        assertEquals(new Outcome(3, List.of(), "snowc: SNOW_JAVA_HOME=/x is not a Java 25 or newer\n"), start());
    }

    @Test
    void theCachedJavaIsUsedWhileItIsGood() throws IOException, InterruptedException {
        var first = java("first", "25");
        environment.put("PATH", directory.resolve("second") + "/bin:" + tools() + ":" + first + "/bin");
        assertEquals("first", start().java());
        assertTrue(Files.readString(directory.resolve("cache/java")).contains(first.toString()));
        // a second look would give another
        java("second", "25");
        assertEquals("first", start().java());
        Files.writeString(first.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        environment.put("JAVA_HOME", java("other", "25").toString());
        assertEquals("other", start().java());
    }

    @Test
    void aCacheThatCannotBeWrittenIsDoneWithout() throws IOException, InterruptedException {
        environment.put("PATH", java("some", "25") + "/bin:" + tools());
        environment.put("SNOW_CACHE", "/dev/null/cache");
        var outcome = start();
        assertEquals("some", outcome.java());
        assertEquals("", outcome.err());
    }

    @Test
    void argumentsAndStatusPassUnchanged() throws IOException, InterruptedException {
        environment.put("SNOW_JAVA_HOME", java("some", "25").toString());
        var outcome = start("run", "a b", "*", "", "'\"$HOME", "é");
        assertEquals(42, outcome.status());
        int jar = outcome.out().indexOf("[-jar]");
        assertEquals(
                List.of(
                        "[" + home.resolve("lib/snowc.jar").toRealPath() + "]",
                        "[run]",
                        "[a b]",
                        "[*]",
                        "[]",
                        "['\"$HOME]",
                        "[é]"),
                outcome.out().subList(jar + 1, outcome.out().size()));
    }

    @Test
    void onlyShortCommandsAreTunedForAShortLife() throws IOException, InterruptedException {
        environment.put("SNOW_JAVA_HOME", java("some", "25").toString());
        assertTrue(start("-q", "build", "run").out().contains("[-XX:TieredStopAtLevel=1]"));
        assertTrue(start("--version").out().contains("[-XX:TieredStopAtLevel=1]"));
        assertFalse(start("-C", "x", "--color", "never", "run", "a").out().contains("[-XX:TieredStopAtLevel=1]"));
    }

    @Test
    void furtherJvmOptionsComeFromTheUser() throws IOException, InterruptedException {
        environment.put("SNOW_JAVA_HOME", java("some", "25").toString());
        environment.put("SNOW_JVM_OPTS", "-Xmx1g -Da=*");
        var out = start("run").out();
        assertTrue(out.containsAll(List.of("[-Xmx1g]", "[-Da=*]")), out.toString());
    }

    @Test
    void theLauncherMayBeALinkToALink() throws IOException, InterruptedException {
        environment.put("SNOW_JAVA_HOME", java("some", "25").toString());
        var links = Files.createDirectories(directory.resolve("li nks"));
        Files.createSymbolicLink(links.resolve("one"), Path.of("../snow home/bin/snowc"));
        Files.createSymbolicLink(directory.resolve("two"), links.resolve("one"));
        assertTrue(start(directory.resolve("two"))
                .out()
                .contains("[" + home.resolve("lib/snowc.jar").toRealPath() + "]"));
    }

    @Test
    void anArchiveThatFitsTheJvmIsUsed() throws IOException, InterruptedException {
        environment.put("SNOW_JAVA_HOME", java("some", "25").toString());
        var archive = archive("Some-Vendor-25+9-");
        assertTrue(start("run").out().contains("[-XX:AOTCache=" + archive + "]"));
    }

    /** An upgrade leaves the cache of archives where it is, and a JVM may not notice that jars of the same size and time are others. */
    @Test
    void anArchiveOfOtherJarsIsNotUsed() throws IOException, InterruptedException {
        environment.put("SNOW_JAVA_HOME", java("some", "25").toString());
        for (var jars : List.of("0a1b", "2c3d")) {
            var archive = archive("Some-Vendor-25+9-" + jars + "-");
            Files.writeString(home.resolve("lib/jars.sum"), jars + "\n");
            assertTrue(start("run").out().contains("[-XX:AOTCache=" + archive + "]"), jars);
        }
    }

    /** A JVM does not notice all damage, and checking takes a third of the start; writing leaves its date. */
    @Test
    void anArchiveThatSomebodyHasWrittenToIsMadeAgain() throws IOException, InterruptedException {
        var java = java("some", "25");
        environment.put("SNOW_JAVA_HOME", java.toString());
        var archive = archive("Some-Vendor-25+9-");
        program(
                java.resolve("bin/java"),
                "case $1 in -XX:AOTCacheOutput=*) echo new >\"${1#*=}\" ;; *) printf '[%s]\\n' \"$@\" ;; esac\n");
        Files.writeString(archive, "damaged");
        assertTrue(start("run").out().contains("[-Xshare:auto]"));
        var mark = archive.resolveSibling(archive.getFileName() + ".whole");
        for (int i = 0; i < 1000 && !(Files.readString(archive).equals("new\n") && isOlder(archive, mark)); i++) {
            Thread.sleep(10);
        }
        assertEquals("new\n", Files.readString(archive));
        assertTrue(start("run").out().contains("[-XX:AOTCache=" + archive + "]"));
    }

    private static boolean isOlder(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) < 0;
    }
}
