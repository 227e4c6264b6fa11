package snow.rt.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.collection.PersistentList;

class BytesTest {
    private static final Bytes SNOW = Bytes.fromString("snow");

    @Test
    void textGoesThroughUtf8AndBack() {
        assertEquals(6, Bytes.length(Bytes.fromString("é😀")));
        assertEquals("Ok(é😀)", Bytes.toString(Bytes.fromString("é😀")).toString());
        assertEquals("Ok(\uFFFD)", Bytes.toString(Bytes.fromString("\uFFFD")).toString());
        assertEquals(
                "Err(invalid UTF-8)",
                Bytes.toString(Bytes.of(new byte[] {(byte) 0xc3})).toString());
    }

    @Test
    void listsOfOtherNumbersAreNoBytes() {
        assertEquals("[115, 255]", Bytes.toList(Bytes.of(new byte[] {115, -1})).toString());
        assertEquals(
                "Ok(Bytes(2))",
                Bytes.fromList(PersistentList.of(new long[] {0, 255})).toString());
        assertEquals(
                "Err(300 is not a byte)",
                Bytes.fromList(PersistentList.of(new long[] {1, 300, -1})).toString());
    }

    @Test
    void slicesAreClampedAndIndicesOptional() {
        assertEquals("Ok(no)", Bytes.toString(Bytes.slice(SNOW, 1, 3)).toString());
        assertEquals("Ok(snow)", Bytes.toString(Bytes.slice(SNOW, -9, 99)).toString());
        assertEquals(0, Bytes.length(Bytes.slice(SNOW, 3, 2)));
        assertEquals("Some(115) None None", Bytes.get(SNOW, 0) + " " + Bytes.get(SNOW, 4) + " " + Bytes.get(SNOW, -1));
    }

    @Test
    void base64AndHexAreReadStrictly() {
        assertEquals("c25vdw==", Bytes.toBase64(SNOW));
        assertEquals("736e6f77", Bytes.toHex(SNOW));
        assertTrue(Bytes.fromBase64("c25vdw==") instanceof Result.Ok_L ok && SNOW.eq(ok._0));
        assertTrue(Bytes.fromHex("736E6f77") instanceof Result.Ok_L ok && SNOW.eq(ok._0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c25vdw", "c25vdx==", "c25v\ndw==", "c25vd*==", "=", "é"})
    void badBase64IsRefused(String text) {
        assertEquals("Err(invalid base64)", Bytes.fromBase64(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "zz", "0x", "é0"})
    void badHexIsRefused(String text) {
        assertEquals("Err(invalid hex)", Bytes.fromHex(text).toString());
    }

    @Test
    void orderIsUnsignedAndLexicographic() {
        assertTrue(Bytes.of(new byte[] {1, -1}).compare(Bytes.of(new byte[] {1, 1})) > 0);
        assertTrue(Bytes.of(new byte[] {1}).compare(Bytes.of(new byte[] {1, 0})) < 0);
    }
}
