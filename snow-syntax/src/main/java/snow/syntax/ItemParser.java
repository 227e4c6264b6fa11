package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Definitions (spec 01 §5.1, §5.3 to §5.5; tests: spec 08 §8.1). Actors, services and supervisors: {@link ProcessParser}. */
final class ItemParser {
    private final Grammar grammar;
    private final Cursor cursor;

    private boolean commaReported;

    ItemParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    // What starts a definition

    boolean atItem(BlockParser.Place place) {
        return switch (cursor.kind()) {
            case PUB, DEF, STRUCT, TYPE, INTERFACE, IMPL, MODULE, IMPORT, ACTOR, SERVICE, SUPERVISOR, TERMINATE -> true;
            case FN -> atDefinition();
            case IDENT -> atFrom() || atTestItem(place);
            default -> false;
        };
    }

    /** Spec 01 §6 D2. */
    private boolean atFrom() {
        return cursor.atWord("from")
                && cursor.peek(1) == TokenKind.IDENT
                && !(cursor.lineContext && cursor.firstOfLine(cursor.pos + 1));
    }

    private boolean atTestItem(BlockParser.Place place) {
        if (grammar.dialect != Dialect.TESTS
                || (place != BlockParser.Place.FILE && place != BlockParser.Place.DESCRIBE)) {
            return false;
        }
        var next = cursor.peek(1);
        return cursor.atWord("setup")
                ? next == TokenKind.DO || next == TokenKind.WITH
                : next == TokenKind.STRING_START && (cursor.atWord("test") || cursor.atWord("describe"));
    }

    /** Whether the {@code fn} here starts a definition, not a closure (spec 01 §6 D1). */
    private boolean atDefinition() {
        var next = cursor.peek(1);
        if (next != TokenKind.IDENT) {
            return next.isKeyword() && !mayFollowClosureFn(next);
        }
        int i = cursor.pos + 2;
        if (cursor.kindAt(i) == TokenKind.LESS) {
            int after = grammar.types.skipAngles(i);
            i = after < 0 ? i : after;
        }
        if (cursor.kindAt(i) == TokenKind.LEFT_PAREN) {
            int after = grammar.types.skipBracket(i);
            if (after < 0) {
                return !cursor.isUpperCase(cursor.pos + 1);
            }
            i = after;
        }
        if (cursor.kindAt(i) == TokenKind.ARROW) {
            int after = grammar.types.skip(i + 1);
            i = after < 0 ? i : after;
        }
        return switch (cursor.kindAt(i)) {
            case DO, EQUALS, WHERE -> true;
            case WHEN -> guardEndsWithBody(i + 1);
            default -> !closureMayGoOn();
        };
    }

    private static boolean mayFollowClosureFn(TokenKind keyword) {
        return switch (keyword) {
            case DO, WHEN, TRUE, FALSE, NIL, SELF -> true;
            default -> false;
        };
    }

    private boolean closureMayGoOn() {
        return switch (cursor.peek(2)) {
            case COMMA, ARROW, WHEN, COLON_COLON -> true;
            case LEFT_PAREN, DOT -> cursor.isUpperCase(cursor.pos + 1);
            default -> false;
        };
    }

    /** Whether the guard that starts at {@code index} is followed by {@code do} or {@code =}, and not by {@code ->}. */
    private boolean guardEndsWithBody(int index) {
        var nesting = cursor.new Nesting();
        for (int i = index; i < cursor.last && cursor.mayLookAhead(); i++) {
            var kind = cursor.kindAt(i);
            if (nesting.isFlat()) {
                switch (kind) {
                    case DO, EQUALS -> {
                        return true;
                    }
                    case ARROW, END, BAR -> {
                        return false;
                    }
                    case IF, CASE, MATCH, WHILE, FOR, RECEIVE -> nesting.awaitBody();
                    default -> {}
                }
            }
            nesting.step(i);
        }
        return true;
    }

    // Words without a place here

    /** Reports a word that has a message of its own where an expression or definition starts (spec 01 §9). */
    boolean failAtReservedWord() {
        var kind = cursor.kind();
        var word = "`" + kind.text() + "`";
        switch (kind) {
            case ALIAS -> reserved(word, "use `import` for modules, `type Name = …` for types");
            case COND -> reserved(word, "use `if … else if … else … end`");
            case MONITOR -> reserved(word, "use `link`, or a supervisor");
            case WITH -> reserved(word, "use `case` or `?`");
            case TRAP -> cursor.fail("`trap` is reserved and has no meaning");
            case TRAIT -> {
                var message = "`trait` is reserved; interfaces are declared with `interface`";
                cursor.fail(Cursor.error(cursor.errorSpan(), message)
                        .help("replace by `interface`")
                        .suggest(Suggestions.replace("replace by `interface`", cursor.errorSpan(), "interface")));
            }
            case CALL, CAST -> cursor.fail(word + " is only allowed in a service");
            case TERMINATE -> cursor.fail(word + " is only allowed in an actor");
            case AFTER -> cursor.fail(word + " is only allowed in a receive");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void reserved(String word, String help) {
        cursor.fail(Cursor.error(cursor.errorSpan(), word + " is reserved and has no meaning")
                .help(help));
    }

    // Definitions

    Stmt item(BlockParser.Place place) {
        return grammar.blocks.insideItem(() -> itemHere(place));
    }

    private Stmt itemHere(BlockParser.Place place) {
        int start = cursor.start();
        boolean isPub = cursor.eat(TokenKind.PUB);
        if (isPub && !mayFollowPub()) {
            var message = "expected `fn`, `module`, `struct`, `interface`, `type`, or `supervisor` after `pub`";
            if (!startsUnpublishable()) {
                cursor.fail(message);
                return new Expr.Error(cursor.from(start), List.of());
            }
            cursor.missing(message);
        }
        checkTerminate(place);
        return switch (cursor.kind()) {
            case FN, DEF -> function(start, isPub);
            case STRUCT -> struct(start, isPub);
            case TYPE -> typeDefinition(start, isPub);
            case INTERFACE -> interfaceDef(start, isPub);
            case IMPL -> impl(start);
            case MODULE -> module(start, isPub);
            case IMPORT -> importModule(start);
            case ACTOR -> grammar.processes.actor(start);
            case TERMINATE -> grammar.processes.terminate(start);
            case SERVICE -> grammar.processes.service(start);
            case SUPERVISOR -> grammar.processes.supervisor(start, isPub);
            default -> namedByWord(start);
        };
    }

    private Stmt namedByWord(int start) {
        if (cursor.atWord("from")) {
            return fromImport(start);
        } else if (cursor.atWord("test")) {
            return test(start);
        } else if (cursor.atWord("describe")) {
            return describe(start);
        }
        return setup(start);
    }

    private boolean mayFollowPub() {
        return switch (cursor.kind()) {
            case FN, DEF, STRUCT, TYPE, INTERFACE, MODULE, SUPERVISOR -> true;
            default -> false;
        };
    }

    private boolean startsUnpublishable() {
        return switch (cursor.kind()) {
            case ACTOR, SERVICE, IMPL, IMPORT -> true;
            default -> false;
        };
    }

    private void checkTerminate(BlockParser.Place place) {
        if (cursor.at(TokenKind.TERMINATE) && place != BlockParser.Place.ACTOR) {
            cursor.report(Cursor.error(cursor.spanAt(cursor.pos), "`terminate` is only allowed in an actor"));
        }
    }

    // Functions

    /** {@code fn_def}, at {@code fn} or {@code def}. */
    Item.FnDef function(int start, boolean isPub) {
        cursor.advance();
        var name = grammar.functionName();
        var generics = grammar.types.generics();
        var params = grammar.params.params();
        var returnType = arrowType();
        var where = grammar.types.where();
        var guard = grammar.compounds.guard();
        var body = functionBody();
        return new Item.FnDef(cursor.from(start), isPub, name, generics, params, returnType, where, guard, body);
    }

    private Optional<TypeExpr> arrowType() {
        return cursor.eat(TokenKind.ARROW) ? Optional.of(grammar.types.type()) : Optional.empty();
    }

    private FnBody functionBody() {
        if (cursor.eat(TokenKind.EQUALS)) {
            var value = grammar.exprs.expr();
            return new FnBody.Equals(value.span(), value);
        }
        int opener = cursor.pos;
        if (!cursor.eat(TokenKind.DO)) {
            opener = cursor.panic ? -1 : grammar.blocks.doNotHere("expected `=` or `do` for function body");
        }
        return bodyAfter(opener, BlockParser.Place.BODY, "function body");
    }

    /** A block and its {@code end}; an empty block where the opener is missing. */
    Block bodyAfter(int opener, BlockParser.Place place, String what) {
        if (opener < 0 || !cursor.enter()) {
            return new Block(cursor.here(), List.of());
        }
        var block = grammar.blocks.block(place, BlockParser.Closer.END);
        grammar.blocks.expectEnd(opener, what);
        cursor.leave();
        return block;
    }

    // Types

    private Item struct(int start, boolean isPub) {
        cursor.advance();
        var name = grammar.name("struct name");
        var generics = grammar.types.generics();
        int opener = grammar.blocks.expectDo();
        commaReported = false;
        List<Item.StructField> fields =
                opener < 0 ? List.of() : grammar.blocks.members(this::structField, _ -> Optional.empty());
        var deriving = endAndDeriving(opener, "struct body");
        return new Item.StructDef(cursor.from(start), isPub, name, generics, fields, deriving);
    }

    private Optional<Item.StructField> structField() {
        if (cursor.at(TokenKind.COMMA)) {
            comma();
            return Optional.empty();
        }
        int start = cursor.start();
        var name = grammar.name("field name");
        if (!cursor.at(TokenKind.COLON_COLON)) {
            cursor.fail("expected `::` and a type after field name");
            return Optional.of(new Item.StructField(cursor.from(start), name, new TypeExpr.Error(cursor.here())));
        }
        cursor.advance();
        var type = grammar.types.type();
        return Optional.of(new Item.StructField(cursor.from(start), name, type));
    }

    private void comma() {
        if (!commaReported) {
            cursor.report(Cursor.error(cursor.spanAt(cursor.pos), "fields are separated by newlines, not commas"));
        }
        commaReported = true;
        cursor.advance();
    }

    private Optional<List<Name>> endAndDeriving(int opener, String what) {
        if (opener >= 0) {
            grammar.blocks.expectEnd(opener, what);
        }
        if (!cursor.atWord("deriving") || cursor.firstOfLine(cursor.pos)) {
            return Optional.empty();
        }
        cursor.advance();
        if (!cursor.at(TokenKind.LEFT_PAREN)) {
            cursor.fail("expected `(`, found " + cursor.found());
            return Optional.of(List.of());
        }
        var saved = cursor.openBracket();
        var names = new ArrayList<Name>();
        while (!cursor.panic && !cursor.at(TokenKind.RIGHT_PAREN)) {
            if (!cursor.at(TokenKind.IDENT)) {
                cursor.fail("expected trait name in deriving clause");
                break;
            }
            names.add(grammar.takeName());
            if (!cursor.eat(TokenKind.COMMA)) {
                break;
            }
        }
        cursor.closeBracket(saved, "`,` or ");
        return Optional.of(names);
    }

    private Item typeDefinition(int start, boolean isPub) {
        cursor.advance();
        var name = grammar.name(cursor.at(TokenKind.EQUALS) ? "type alias name" : "sum type name");
        var generics = grammar.types.generics();
        if (cursor.eat(TokenKind.EQUALS)) {
            var type = grammar.types.type();
            return new Item.TypeAlias(cursor.from(start), isPub, name, generics, type);
        }
        int opener = cursor.pos;
        if (!cursor.eat(TokenKind.DO)) {
            opener = cursor.panic ? -1 : grammar.blocks.doNotHere("expected `do` or `=`, found " + cursor.found());
        }
        commaReported = false;
        List<Item.VariantDef> variants =
                opener < 0 ? List.of() : grammar.blocks.members(this::variant, _ -> Optional.empty());
        var deriving = endAndDeriving(opener, "sum type body");
        return new Item.SumTypeDef(cursor.from(start), isPub, name, generics, variants, deriving);
    }

    private Optional<Item.VariantDef> variant() {
        if (cursor.at(TokenKind.COMMA)) {
            comma();
            return Optional.empty();
        }
        int start = cursor.start();
        var name = grammar.name("variant name");
        var fields = new ArrayList<Item.VariantField>();
        if (cursor.at(TokenKind.LEFT_BRACE)) {
            cursor.fail("the fields of a variant stand in parentheses, found `{`");
        } else if (cursor.at(TokenKind.LEFT_PAREN)) {
            var saved = cursor.openBracket();
            while (!cursor.panic && !cursor.at(TokenKind.RIGHT_PAREN)) {
                fields.add(variantField());
                if (!cursor.eat(TokenKind.COMMA)) {
                    break;
                }
            }
            cursor.closeBracket(saved, "`,` or ");
        }
        return Optional.of(new Item.VariantDef(cursor.from(start), name, fields));
    }

    private Item.VariantField variantField() {
        int start = cursor.start();
        Optional<Name> name = Optional.empty();
        if (cursor.peek(1) == TokenKind.COLON_COLON) {
            name = Optional.of(grammar.name("field name"));
            cursor.eat(TokenKind.COLON_COLON);
        }
        var type = grammar.types.type();
        return new Item.VariantField(cursor.from(start), name, type);
    }

    // Interfaces

    private Item interfaceDef(int start, boolean isPub) {
        cursor.advance();
        var name = grammar.name("interface name");
        var generics = grammar.types.generics();
        int opener = grammar.blocks.expectDo();
        List<Item.InterfaceMethod> methods =
                opener < 0 ? List.of() : grammar.blocks.members(this::method, _ -> Optional.empty());
        if (opener >= 0) {
            grammar.blocks.expectEnd(opener, "interface body");
        }
        return new Item.InterfaceDef(cursor.from(start), isPub, name, generics, methods);
    }

    private Optional<Item.InterfaceMethod> method() {
        int start = cursor.start();
        if (!cursor.at(TokenKind.FN) && !cursor.at(TokenKind.DEF)) {
            cursor.fail("expected method signature (fn)");
            return Optional.empty();
        }
        cursor.advance();
        var name = grammar.name("method name");
        var params = grammar.params.plainParams();
        var returnType = arrowType();
        int opener = cursor.pos;
        Optional<Block> body = cursor.eat(TokenKind.DO)
                ? Optional.of(bodyAfter(opener, BlockParser.Place.BODY, "default method body"))
                : Optional.empty();
        return Optional.of(new Item.InterfaceMethod(cursor.from(start), name, params, returnType, body));
    }

    private Item impl(int start) {
        cursor.advance();
        var trait = grammar.types.path("trait name");
        var traitArgs = grammar.types.args();
        grammar.expect(TokenKind.FOR, "expected `for`", cursor.at(TokenKind.IDENT));
        var target = grammar.types.path("type name");
        var targetArgs = grammar.types.args();
        var where = grammar.types.where();
        var body = bodyAfter(grammar.blocks.expectDo(), BlockParser.Place.IMPL, "impl body");
        return new Item.ImplDef(cursor.from(start), trait, traitArgs, target, targetArgs, where, body);
    }

    // Modules and imports

    private Item module(int start, boolean isPub) {
        cursor.advance();
        var name = grammar.name("module name");
        var body = bodyAfter(grammar.blocks.expectDo(), BlockParser.Place.MODULE, "module body");
        return new Item.ModuleDef(cursor.from(start), isPub, name, body);
    }

    private Item importModule(int start) {
        cursor.advance();
        var path = grammar.types.path("module name");
        return new Item.Import(cursor.from(start), path);
    }

    private Item fromImport(int start) {
        cursor.advance();
        var path = grammar.types.path("module name");
        grammar.expect(TokenKind.IMPORT, "expected `import`", cursor.at(TokenKind.IDENT));
        var names = new ArrayList<Name>();
        do {
            if (cursor.at(TokenKind.STAR)) {
                cursor.fail("glob imports are not allowed; import names explicitly");
            } else {
                names.add(grammar.name("import name"));
            }
        } while (cursor.eat(TokenKind.COMMA) && !cursor.afterNewline() && !cursor.at(TokenKind.EOF));
        return new Item.FromImport(cursor.from(start), path, names);
    }

    // Tests

    private Item test(int start) {
        cursor.advance();
        var title = title("test");
        var fixture = fixture();
        var body = bodyAfter(grammar.blocks.expectDo(), BlockParser.Place.BODY, "test body");
        return new Item.TestDef(cursor.from(start), title, fixture, body);
    }

    private Item describe(int start) {
        cursor.advance();
        var title = title("describe");
        var body = bodyAfter(grammar.blocks.expectDo(), BlockParser.Place.DESCRIBE, "describe body");
        return new Item.DescribeDef(cursor.from(start), title, body);
    }

    private Item setup(int start) {
        cursor.advance();
        var fixture = fixture();
        var body = bodyAfter(grammar.blocks.expectDo(), BlockParser.Place.BODY, "setup body");
        return new Item.SetupDef(cursor.from(start), fixture, body);
    }

    private Expr title(String word) {
        var title = grammar.literals.string();
        boolean plain = title.parts().stream().allMatch(Expr.StringText.class::isInstance);
        if (!plain) {
            cursor.report(Cursor.error(title.span(), "string interpolation not allowed in the name of a test"));
        } else if (title.parts().isEmpty()) {
            cursor.report(Cursor.error(title.span(), "expected a name after `" + word + "`, found an empty string"));
        }
        return title;
    }

    private Optional<Name> fixture() {
        return cursor.eat(TokenKind.WITH) ? Optional.of(grammar.name("name of the fixture")) : Optional.empty();
    }
}
