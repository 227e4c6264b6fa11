package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Actors, services and supervisors (spec 01 §5.6). */
final class ProcessParser {
    private final Grammar grammar;
    private final Cursor cursor;

    ProcessParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor;
    }

    // Actors

    Item actor(int start) {
        cursor.advance();
        var name = grammar.name("actor name");
        var params = grammar.params.plainParams();
        var body = grammar.items.bodyAfter(grammar.blocks.expectDo(), BlockParser.Place.ACTOR, "actor body");
        reportSecondTerminate(body);
        return new Item.ActorDef(cursor.from(start), name, params, body);
    }

    private void reportSecondTerminate(Block body) {
        boolean first = true;
        for (var item : body.items()) {
            if (item instanceof Item.TerminateClause clause) {
                if (!first) {
                    int from = clause.span().start();
                    var word = new Span(from, from + TokenKind.TERMINATE.text().length());
                    cursor.reportLate(Cursor.error(word, "only one `terminate` clause is allowed per actor block"));
                }
                first = false;
            }
        }
    }

    Item terminate(int start) {
        cursor.advance();
        var body = grammar.items.bodyAfter(grammar.blocks.expectDo(), BlockParser.Place.BODY, "`terminate` block");
        return new Item.TerminateClause(cursor.from(start), body);
    }

    // Services

    Item service(int start) {
        cursor.advance();
        var name = grammar.name("service name");
        int opener = grammar.blocks.expectDo();
        List<Item.ServiceMember> members = opener < 0
                ? List.of()
                : grammar.blocks.members(
                        () -> grammar.blocks.insideHandler(this::serviceMember),
                        span -> Optional.of(new Item.Skipped(span)));
        if (opener >= 0) {
            grammar.blocks.expectEnd(opener, "service body");
        }
        return new Item.ServiceDef(cursor.from(start), name, members);
    }

    private Optional<Item.ServiceMember> serviceMember() {
        int start = cursor.start();
        return switch (cursor.kind()) {
            case FN, DEF -> Optional.of(grammar.items.function(start, false));
            case CALL -> Optional.of(callHandler(start));
            case CAST -> Optional.of(castHandler(start));
            default -> {
                var message = "expected `fn`, `call`, `cast`, or `end` in service body";
                boolean publicFunction =
                        cursor.at(TokenKind.PUB) && (cursor.peek(1) == TokenKind.FN || cursor.peek(1) == TokenKind.DEF);
                if (!publicFunction) {
                    cursor.fail(message);
                    yield Optional.empty();
                }
                cursor.missing(message);
                cursor.advance();
                yield Optional.of(grammar.items.function(start, true));
            }
        };
    }

    private Item.ServiceMember callHandler(int start) {
        cursor.advance();
        var name = grammar.name("call handler name");
        var params = grammar.params.plainParams();
        Optional<TypeExpr> returnType =
                cursor.eat(TokenKind.COLON_COLON) ? Optional.of(grammar.types.type()) : Optional.empty();
        int opener = grammar.blocks.expectDo();
        var state = state();
        var body = handlerBody(opener, "call handler body");
        return new Item.CallHandler(cursor.from(start), name, params, returnType, state, body);
    }

    private Item.ServiceMember castHandler(int start) {
        cursor.advance();
        var name = grammar.name("cast handler name");
        var params = grammar.params.plainParams();
        int opener = grammar.blocks.expectDo();
        var state = state();
        var body = handlerBody(opener, "cast handler body");
        return new Item.CastHandler(cursor.from(start), name, params, state, body);
    }

    /** {@code [state]} */
    private Optional<Name> state() {
        if (!cursor.eat(TokenKind.BAR)) {
            return Optional.empty();
        }
        var name = grammar.name("state parameter name");
        grammar.expect(TokenKind.BAR, "expected `|`", true);
        return Optional.of(name);
    }

    private Block handlerBody(int opener, String what) {
        // a broken state parameter must not take the body with it
        cursor.synchronise();
        return grammar.items.bodyAfter(opener, BlockParser.Place.BODY, what);
    }

    // Supervisors

    Item supervisor(int start, boolean isPub) {
        cursor.advance();
        var name = grammar.name("supervisor name");
        int opener = grammar.blocks.expectDo();
        List<Item.SupervisorEntry> entries = opener < 0
                ? List.of()
                : grammar.blocks.members(this::supervisorEntry, span -> Optional.of(new Item.Skipped(span)));
        if (opener >= 0) {
            grammar.blocks.expectEnd(opener, "supervisor body");
        }
        return new Item.SupervisorDef(cursor.from(start), isPub, name, entries);
    }

    private Optional<Item.SupervisorEntry> supervisorEntry() {
        int start = cursor.start();
        if (cursor.atWord("strategy")) {
            key();
            var value = word("expected strategy name (one_for_one, one_for_all, rest_for_one, simple_one_for_one)");
            return Optional.of(new Item.StrategyClause(cursor.from(start), value));
        } else if (cursor.atWord("max_restarts")) {
            key();
            var value = integer("expected integer for max_restarts");
            return Optional.of(new Item.RestartLimit(cursor.from(start), value));
        } else if (cursor.atWord("max_seconds")) {
            key();
            var value = integer("expected integer for max_seconds");
            return Optional.of(new Item.SecondsLimit(cursor.from(start), value));
        } else if (cursor.atWord("child")) {
            return Optional.of(child(start));
        }
        failAtEntry(
                "supervisor body",
                "expected `strategy`, `max_restarts`, `max_seconds`, `child`, or `end` in supervisor body");
        return Optional.empty();
    }

    private void failAtEntry(String where, String expected) {
        cursor.fail(
                cursor.at(TokenKind.IDENT) ? "unexpected `" + cursor.textAt(cursor.pos) + "` in " + where : expected);
    }

    /** The word of an entry and its colon. */
    private void key() {
        cursor.advance();
        grammar.expect(
                TokenKind.COLON,
                "expected `:`",
                !cursor.afterNewline() && (cursor.at(TokenKind.IDENT) || cursor.at(TokenKind.INT)));
    }

    private Name word(String message) {
        if (cursor.at(TokenKind.IDENT)) {
            return grammar.takeName();
        }
        cursor.fail(message);
        return new Name(cursor.here(), "");
    }

    private Expr integer(String message) {
        int start = cursor.start();
        if (cursor.at(TokenKind.INT)) {
            var value = grammar.literals.number(false);
            return new Expr.Literal(cursor.from(start), value);
        }
        cursor.fail(message);
        return new Expr.Error(cursor.here(), List.of());
    }

    private Item.SupervisorEntry child(int start) {
        cursor.advance();
        var name = grammar.name("child spec name");
        int opener = grammar.blocks.expectDo();
        List<Item.ChildEntry> entries = opener < 0
                ? List.of()
                : grammar.blocks.members(this::childEntry, span -> Optional.of(new Item.Skipped(span)));
        if (opener >= 0) {
            grammar.blocks.expectEnd(opener, "child spec body");
        }
        return new Item.ChildSpec(cursor.from(start), name, new ArrayList<>(entries));
    }

    private Optional<Item.ChildEntry> childEntry() {
        int start = cursor.start();
        if (cursor.atWord("start")) {
            key();
            var value = cursor.panic ? new Expr.Error(cursor.here(), List.of()) : grammar.exprs.expr();
            return Optional.of(new Item.ChildStart(cursor.from(start), value));
        } else if (cursor.atWord("restart")) {
            key();
            var value = word("expected restart strategy (permanent, transient, temporary)");
            return Optional.of(new Item.ChildRestart(cursor.from(start), value));
        } else if (cursor.atWord("shutdown")) {
            key();
            return Optional.of(shutdown(start));
        }
        failAtEntry("child spec body", "expected `start`, `restart`, `shutdown`, or `end` in child spec body");
        return Optional.empty();
    }

    private Item.ChildEntry shutdown(int start) {
        if (cursor.at(TokenKind.IDENT)) {
            var name = grammar.takeName();
            return new Item.ChildShutdown(cursor.from(start), new Expr.NameRef(name.span(), name));
        }
        var value = integer("expected shutdown timeout (integer or brutal_kill)");
        return new Item.ChildShutdown(cursor.from(start), value);
    }
}
