package snow.rt.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import snow.rt.value.Result;

class TextFilesTest {
    @TempDir
    Path directory;

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    @Test
    void aFileIsWrittenExtendedReadAndDeleted() {
        assertEquals("Ok(())", TextFiles.write(path("notes"), "one\n").toString());
        assertEquals("Ok(())", TextFiles.append(path("notes"), "zwö\n").toString());
        assertEquals("Ok(one\nzwö\n)", TextFiles.read(path("notes")).toString());
        assertEquals("Ok(())", TextFiles.write(path("notes"), "x").toString());
        assertEquals("Ok(x)", TextFiles.read(path("notes")).toString());
        assertTrue(TextFiles.exists(path("notes")));
        assertEquals("Ok(())", TextFiles.delete(path("notes")).toString());
        assertFalse(TextFiles.exists(path("notes")));
    }

    @Test
    void failuresCarryTheSystemsReason() throws IOException {
        String missing = "Err(No such file or directory (os error 2))";
        assertEquals(missing, TextFiles.read(path("none")).toString());
        assertEquals(missing, TextFiles.read("").toString());
        assertEquals(missing, TextFiles.write(path("none/file"), "").toString());
        assertEquals(missing, TextFiles.delete(path("none")).toString());
        String isDirectory = "Err(Is a directory (os error 21))";
        assertEquals(isDirectory, TextFiles.read(directory.toString()).toString());
        assertEquals(isDirectory, TextFiles.append(directory.toString(), "").toString());
        assertEquals(isDirectory, TextFiles.delete(directory.toString()).toString());
        Files.writeString(directory.resolve("file"), "");
        assertEquals(
                "Err(Not a directory (os error 20))",
                TextFiles.read(path("file/below")).toString());
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff});
        assertEquals(
                "Err(stream did not contain valid UTF-8)",
                TextFiles.read(path("binary")).toString());
        assertTrue(TextFiles.read("nul\0").toString().startsWith("Err("));
    }

    @Test
    void aSlashAtTheEndMeansADirectory() throws IOException {
        Files.writeString(directory.resolve("file"), "kept");
        String isFile = "Err(Not a directory (os error 20))";
        assertEquals(isFile, TextFiles.read(path("file") + "/").toString());
        assertEquals(isFile, TextFiles.write(path("file") + "/", "").toString());
        assertEquals(isFile, TextFiles.delete(path("file") + "/").toString());
        assertFalse(TextFiles.exists(path("file") + "/"));
        String isDirectory = "Err(Is a directory (os error 21))";
        assertEquals(isDirectory, TextFiles.write(path("absent") + "/", "").toString());
        assertEquals(isDirectory, TextFiles.append(path("absent") + "/", "").toString());
        String isMissing = "Err(No such file or directory (os error 2))";
        assertEquals(isMissing, TextFiles.write(path("absent") + "/absent/", "").toString());
        assertEquals(isMissing, TextFiles.read(path("absent") + "/").toString());
        assertTrue(TextFiles.exists(directory + "/"));
        assertEquals("Ok(kept)", TextFiles.read(path("file")).toString());
    }

    @Test
    void deletingALinkLeavesItsTarget() throws IOException {
        Files.createDirectory(directory.resolve("target"));
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("target"));
        assertEquals("Ok(())", TextFiles.delete(path("link")).toString());
        assertTrue(TextFiles.exists(path("target")));
    }

    @Test
    void linesLoseTheirEndsAndTheEndOfInputIsEmpty() {
        byte[] input = ("one\r\n\ntwö\r" + "x".repeat(20_000) + "\nlast").getBytes(StandardCharsets.UTF_8);
        var reader = new LineReader(new ByteArrayInputStream(input));
        assertEquals(Result.ok("one"), reader.readLine());
        assertEquals(Result.ok(""), reader.readLine());
        assertEquals(Result.ok("twö\r" + "x".repeat(20_000)), reader.readLine());
        assertEquals(Result.ok("last"), reader.readLine());
        assertEquals(Result.ok(""), reader.readLine());
        assertEquals(Result.ok(""), reader.readLine());
    }

    @Test
    void aLineThatIsNotUtf8IsAnErrorAndTheNextOneIsRead() {
        var reader = new LineReader(new ByteArrayInputStream(new byte[] {(byte) 0xc3, '\n', 'o', 'k', '\n'}));
        assertEquals(
                "Err(stream did not contain valid UTF-8)", reader.readLine().toString());
        assertEquals("Ok(ok)", reader.readLine().toString());
    }

    @Test
    void aVariableNameThatCannotBeIsNotSet() {
        for (String name : new String[] {"", "A=B", "A\0B", "NO_SUCH_VARIABLE_HERE"}) {
            assertEquals("None", Env.get(name).toString());
        }
        assertTrue(Env.get("PATH").toString().startsWith("Some("));
    }
}
