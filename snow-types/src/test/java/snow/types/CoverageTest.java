package snow.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.types.PatternMaker.BOX;
import static snow.types.PatternMaker.LAMP;
import static snow.types.PatternMaker.OPTION;
import static snow.types.PatternMaker.SHAPE;
import static snow.types.PatternMaker.any;
import static snow.types.PatternMaker.bool;
import static snow.types.PatternMaker.cons;
import static snow.types.PatternMaker.floating;
import static snow.types.PatternMaker.integer;
import static snow.types.PatternMaker.named;
import static snow.types.PatternMaker.or;
import static snow.types.PatternMaker.string;
import static snow.types.PatternMaker.tuple;
import static snow.types.PatternMaker.unit;
import static snow.types.PatternMaker.variant;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import snow.types.tree.Pattern;
import snow.types.tree.SumType;

class CoverageTest {
    private static final Type LAMP_TYPE = new Type.Named(LAMP.name());
    private static final Type OPTION_TYPE = new Type.Named(OPTION.name(), List.of(Type.BOOL));

    private static Coverage.Row row(Pattern... patterns) {
        return new Coverage.Row(List.of(patterns), false);
    }

    private static Coverage.Row guarded(Pattern... patterns) {
        return new Coverage.Row(List.of(patterns), true);
    }

    private static Coverage.Result check(Type scrutinee, Coverage.Row... rows) {
        return Coverage.check(List.of(scrutinee), List.of(rows), PatternMaker::sumType);
    }

    private static String missing(Type scrutinee, Coverage.Row... rows) {
        return String.join(", ", check(scrutinee, rows).missing());
    }

    @Test
    void aBoolThatIsTestedForOneTruthMissesTheOther() {
        assertEquals("false", missing(Type.BOOL, row(bool(true))));
        assertEquals("", missing(Type.BOOL, row(bool(false)), row(bool(true))));
    }

    @Test
    void missingVariantsAreShownWithAWildcardForEachField() {
        assertEquals("On(_)", missing(LAMP_TYPE, row(variant(LAMP, "Off"))));
        var shape = new Type.Named(SHAPE.name());
        assertEquals("Circle(_), Point", missing(shape, row(variant(SHAPE, "Rect", any(), any()))));
    }

    @Test
    void aVariantThatOccursIsRefined() {
        var option = new Type.Named(OPTION.name(), List.of(OPTION_TYPE));
        assertEquals(
                "Some(None)",
                missing(
                        option,
                        row(variant(OPTION, "None")),
                        row(variant(OPTION, "Some", variant(OPTION, "Some", any())))));
    }

    @Test
    void nothingCoveredShowsEveryVariantOneLevelDeep() {
        assertEquals("Off, On(_)", missing(LAMP_TYPE));
        assertEquals("true, false", missing(Type.BOOL, guarded(any())));
        assertEquals("[], _ :: _", missing(Type.list(Type.INT), guarded(any())));
        assertEquals("(_, _)", missing(new Type.Tuple(List.of(Type.BOOL, LAMP_TYPE)), guarded(any())));
        assertEquals("()", missing(Type.UNIT, guarded(any())));
        assertEquals("_", missing(Type.INT));
    }

    @Test
    void moreThanFiveMissingPatternsEndInAnEllipsis() {
        var colour = PatternMaker.enumeration("Colour", 7);
        assertEquals(
                List.of("V1", "V2", "V3", "V4", "V5", "…"),
                check(new Type.Named(colour.name()), row(variant(colour, "V0"))).missing());
        assertEquals(
                List.of("V1", "V2", "V3", "V4", "V5"),
                check(new Type.Named(colour.name()), row(variant(colour, "V0")), row(variant(colour, "V6")))
                        .missing());
    }

    @Test
    void tuplesOfCoveredComponentsNeedNoWildcard() {
        var pair = new Type.Tuple(List.of(LAMP_TYPE, LAMP_TYPE));
        var off = variant(LAMP, "Off");
        var on = variant(LAMP, "On", any());
        var result = check(pair, row(tuple(off, off)), row(or(tuple(on, off), tuple(off, on))), row(tuple(on, on)));
        assertTrue(result.isComplete());
        assertEquals(List.of(), result.redundantRows());
        assertEquals("(Off, On(_)), (On(_), _)", missing(pair, row(tuple(off, off))));
        assertEquals(
                "(_, false)", missing(new Type.Tuple(List.of(Type.BOOL, Type.BOOL)), row(tuple(any(), bool(true)))));
    }

    @Test
    void severalScrutineesAreShownAsATuple() {
        var result = Coverage.check(
                List.of(Type.INT, OPTION_TYPE),
                List.of(row(any(), variant(OPTION, "Some", any()))),
                PatternMaker::sumType);
        assertEquals(List.of("(_, None)"), result.missing());
        var nothing = Coverage.check(List.of(Type.INT, Type.INT), List.of(), PatternMaker::sumType);
        assertEquals(List.of("(_, _)"), nothing.missing());
    }

    @Test
    void literalsNeverCoverTheirType() {
        assertEquals("_", missing(Type.INT, row(integer(1)), row(integer(2))));
        assertEquals("_", missing(Type.STRING, row(string("a"))));
        assertEquals("", missing(Type.INT, row(integer(1)), row(any())));
        assertEquals(
                "(_, true)",
                missing(
                        new Type.Tuple(List.of(Type.INT, Type.BOOL)),
                        row(tuple(integer(1), bool(true))),
                        row(tuple(any(), bool(false)))));
    }

    @Test
    void aMatchOnlyOfConsIsCompleteWhenConsIsReadAsWildcard() {
        var result = check(Type.list(Type.INT), row(cons(any(), any())));
        assertEquals(List.of("[]"), result.missing());
        assertTrue(result.completeWhenConsIsWildcard());
        var withGuard = check(Type.list(Type.INT), guarded(cons(any(), any())));
        assertEquals(List.of("[]", "_ :: _"), withGuard.missing());
        assertFalse(withGuard.completeWhenConsIsWildcard());
    }

    @Test
    void nestedListsAreShownWithTheParenthesesTheyNeed() {
        var rows = new Coverage.Row[] {row(cons(cons(any(), any()), any()))};
        assertEquals("[], [] :: _", missing(Type.list(Type.list(Type.INT)), rows));
        assertEquals(
                "[], [] :: _, (_ :: []) :: _",
                missing(Type.list(Type.list(Type.INT)), row(cons(cons(any(), cons(any(), any())), any()))));
        assertEquals("[], _ :: []", missing(Type.list(Type.INT), row(cons(any(), cons(any(), any())))));
    }

    @Test
    void anArmBehindOneThatTakesEverythingIsRedundant() {
        var result = check(Type.INT, row(any()), row(integer(1)), guarded(any()));
        assertEquals(List.of(1, 2), result.redundantRows());
    }

    @Test
    void aGuardedArmHidesNothingAndCoversNothing() {
        var result = check(Type.BOOL, guarded(any()), row(bool(true)), guarded(bool(true)), row(bool(false)));
        assertTrue(result.isComplete());
        assertEquals(List.of(2), result.redundantRows());
    }

    @Test
    void literalsAreComparedByValue() {
        var result = check(
                Type.FLOAT,
                row(floating(1.0)),
                row(floating(1.00)),
                row(floating(0.0)),
                row(floating(-0.0)),
                row(any()));
        assertEquals(List.of(1, 3), result.redundantRows());
        assertEquals(
                List.of(1),
                check(Type.INT, row(integer(-3)), row(integer(-3)), row(any())).redundantRows());
    }

    @Test
    void anAlternativeOfAnOrPatternMayBeUnreachable() {
        var result = check(Type.BOOL, row(or(bool(true), bool(true))), row(or(bool(true), bool(false))));
        assertTrue(result.isComplete());
        assertEquals(List.of(), result.redundantRows());
    }

    @Test
    void aPatternWithANameCoversWhatItCoversWithout() {
        assertEquals("false", missing(Type.BOOL, row(named(bool(true)))));
        assertEquals("", missing(Type.BOOL, row(named(any()))));
    }

    @Test
    void unitIsCoveredByUnit() {
        assertEquals("", missing(Type.UNIT, row(unit())));
        assertEquals(List.of(1), check(Type.UNIT, row(unit()), row(any())).redundantRows());
    }

    @Test
    void recursiveTypesAreRefinedAsDeepAsTheArms() {
        var box = new Type.Named(BOX.name());
        assertEquals(
                "More(More(_))",
                missing(box, row(variant(BOX, "Empty")), row(variant(BOX, "More", variant(BOX, "Empty")))));
    }

    @Test
    void thousandsOfLiteralArmsAreChecked() {
        var rows = new ArrayList<Coverage.Row>();
        for (int i = 0; i < 20_000; i++) {
            rows.add(row(string("key" + i)));
        }
        rows.add(row(string("key77")));
        var result = Coverage.check(List.of(Type.STRING), rows, PatternMaker::sumType);
        assertEquals(List.of("_"), result.missing());
        assertEquals(List.of(20_000), result.redundantRows());
    }

    @Test
    void aTableOverTwoLargeTypesIsChecked() {
        SumType large = PatternMaker.enumeration("Large", 500);
        var type = new Type.Named(large.name());
        var rows = new ArrayList<Coverage.Row>();
        for (int i = 0; i < 500; i++) {
            rows.add(row(variant(large, "V" + i), variant(large, "V" + (499 - i))));
            rows.add(row(variant(large, "V" + i), any()));
        }
        rows.add(row(any(), any()));
        var result = Coverage.check(List.of(type, type), rows, PatternMaker::sumType);
        assertTrue(result.isComplete());
        assertEquals(List.of(1_000), result.redundantRows());
    }

    @Test
    void manyBooleanColumnsWithOneTestEachAreChecked() {
        var rows = new ArrayList<Coverage.Row>();
        var types = new ArrayList<Type>();
        for (int i = 0; i < 20; i++) {
            types.add(Type.BOOL);
            for (boolean truth : new boolean[] {true, false}) {
                var patterns = new Pattern[20];
                java.util.Arrays.fill(patterns, any());
                patterns[i] = bool(truth);
                if (i > 0) {
                    patterns[i - 1] = bool(!truth);
                }
                rows.add(row(patterns));
            }
        }
        var result = Coverage.check(types, rows, PatternMaker::sumType);
        assertEquals(List.of(), result.missing());
        assertEquals(38, result.redundantRows().size());
    }

    @Test
    void orPatternsInEveryColumnDoNotMultiply() {
        var patterns = new Pattern[40];
        java.util.Arrays.fill(patterns, or(bool(true), bool(false)));
        var types = java.util.Collections.<Type>nCopies(40, Type.BOOL);
        var result = Coverage.check(types, List.of(row(patterns), row(patterns)), PatternMaker::sumType);
        assertTrue(result.isComplete());
        assertEquals(List.of(1), result.redundantRows());
    }

    @Test
    void aMatchTooLargeToDecideCountsAsCompleteAndFreeOfRedundantArms() {
        var random = new java.util.SplittableRandom(7);
        var rows = new ArrayList<Coverage.Row>();
        for (int i = 0; i < 400; i++) {
            var patterns = new Pattern[60];
            for (int column = 0; column < patterns.length; column++) {
                patterns[column] = random.nextInt(8) == 0 ? bool(random.nextBoolean()) : any();
            }
            rows.add(row(patterns));
        }
        var result = Coverage.check(java.util.Collections.nCopies(60, Type.BOOL), rows, PatternMaker::sumType);
        assertEquals(List.of(), result.missing());
        assertEquals(List.of(), result.redundantRows());
        assertTrue(result.completeWhenConsIsWildcard());
    }
}
