package snow.codegen;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import snow.codegen.CodeWriter.Slot;
import snow.mir.MethodRef;
import snow.mir.Node;
import snow.mir.Rep;

/** The bytecode of texts, of any length and of parts, and of lists and maps with given elements. */
final class Literals {
    /** Chars that fit into a string constant whatever they are: 65,535 bytes, at most three for each (JVMS §4.4.7). */
    private static final int LONGEST_CONSTANT = 65_535 / 3;

    private final FunctionEmitter emitter;
    private final CodeWriter code;
    private final Hierarchy hierarchy;
    private final Texts texts;

    Literals(FunctionEmitter emitter, CodeWriter code, Hierarchy hierarchy, Texts texts) {
        this.emitter = emitter;
        this.code = code;
        this.hierarchy = hierarchy;
        this.texts = texts;
    }

    /** A string of any length. */
    void text(String value) {
        if (value.length() <= LONGEST_CONSTANT) {
            code.constant(value);
            code.push(Rep.STRING);
            return;
        }
        var pieces = new ArrayList<Node.Concat.Part>();
        for (int start = 0; start < value.length(); start += LONGEST_CONSTANT) {
            int end = Math.min(value.length(), start + LONGEST_CONSTANT);
            pieces.add(new Node.Concat.Part(new Node.Text(value.substring(start, end)), false));
        }
        throughBuilder(new Node.Concat(0, pieces));
    }

    // ---- texts of parts

    void concat(Node.Concat concat) {
        var parts = concat.parts();
        if (parts.size() <= Texts.MOST_PARTS && parts.stream().allMatch(Literals::isPlain)) {
            plainConcat(
                    concat.line(), parts.stream().map(Node.Concat.Part::value).toList());
        } else {
            throughBuilder(concat);
        }
    }

    private void throughBuilder(Node.Concat concat) {
        code.line(concat.line());
        var slot = newBuilder(Names.BUILDER);
        for (var part : concat.parts()) {
            append(concat.line(), part, slot);
        }
        code.load(slot);
        code.release(slot);
        emitter.invoke(
                concat.line(),
                Opcodes.INVOKESTATIC,
                new MethodRef(Names.STRINGS, "finish", List.of(Rep.ref(Names.BUILDER)), Rep.STRING));
    }

    private static boolean isPlainString(Node.Concat.Part part) {
        return !part.inspect() && part.value().rep().equals(Rep.STRING);
    }

    /** Whether a part is a text or a number. */
    private static boolean isPlain(Node.Concat.Part part) {
        return part.value().rep().equals(Rep.INT) || isPlainString(part);
    }

    private void plainConcat(int line, List<Node> parts) {
        var reps = parts.stream().map(Node::rep).toList();
        emitter.operands(parts, reps);
        if (reps.equals(List.of(Rep.INT))) {
            emitter.invoke(line, Opcodes.INVOKESTATIC, new MethodRef(Names.INTS, "text", reps, Rep.STRING));
        } else if (reps.equals(List.of(Rep.STRING, Rep.STRING))) {
            emitter.invoke(line, Opcodes.INVOKESTATIC, new MethodRef(Names.STRINGS, "concat", reps, Rep.STRING));
        } else if (reps.size() > 1) {
            emitter.invoke(line, Opcodes.INVOKESTATIC, texts.method(reps));
        }
    }

    private void append(int line, Node.Concat.Part part, Slot builder) {
        var rep = part.value().rep();
        emitter.emit(part.value());
        if (!code.reachable()) {
            code.assume(code.height() - (rep.kind() == Rep.Kind.UNIT ? 0 : 1), Rep.UNIT);
            return;
        }
        var to = Rep.ref(Names.BUILDER);
        if (isPlainString(part) && !(part.value() instanceof Node.Text)) {
            code.load(builder);
            code.insn(Opcodes.SWAP);
            code.pop(2);
            code.push(to);
            code.push(rep);
            emitter.invoke(
                    line, Opcodes.INVOKESTATIC, new MethodRef(Names.STRINGS, "append", List.of(to, rep), Rep.UNIT));
            return;
        }
        if (rep.equals(Rep.INT) || rep.equals(Rep.BOOL) || isPlainString(part)) {
            // the builder goes below the value
            code.load(builder);
            if (rep.equals(Rep.INT)) {
                code.insn(Opcodes.DUP_X2);
                code.insn(Opcodes.POP);
            } else {
                code.insn(Opcodes.SWAP);
            }
            code.pop(2);
            code.push(to);
            code.push(rep);
            emitter.invoke(line, Opcodes.INVOKEVIRTUAL, new MethodRef(Names.BUILDER, "append", List.of(rep), to));
            emitter.drop();
            return;
        }
        code.load(builder);
        if (rep.equals(Rep.FLOAT)) {
            emitter.invoke(
                    line,
                    Opcodes.INVOKESTATIC,
                    new MethodRef(Names.FLOATS, "append", List.of(Rep.FLOAT, to), Rep.UNIT));
        } else if (rep.isRef() && hierarchy.isSubclass(rep.className(), Names.DATA)) {
            var name = part.inspect() ? "inspect" : "display";
            emitter.invoke(line, Opcodes.INVOKEVIRTUAL, new MethodRef(Names.DATA, name, List.of(to), Rep.UNIT));
        } else {
            var name = part.inspect() ? "inspect" : "display";
            emitter.invoke(
                    line, Opcodes.INVOKESTATIC, new MethodRef(Names.VALUES, name, List.of(Rep.OBJECT, to), Rep.UNIT));
        }
    }

    // ---- lists and maps

    void list(Node.ListLiteral list) {
        var type = list.rep();
        if (list.elements().isEmpty()) {
            emitter.getStatic(Names.LIST, "EMPTY", type);
            return;
        }
        var element = list.element().isRef() ? Rep.OBJECT : list.element();
        if (!emitter.plain(list.elements(), 0)) {
            throughBuilder(list, element);
            return;
        }
        var array = Rep.ref("[" + element.descriptor());
        code.constantInt(list.elements().size());
        switch (element.kind()) {
            case INT -> code.newArray(Opcodes.T_LONG);
            case FLOAT -> code.newArray(Opcodes.T_DOUBLE);
            case BOOL -> code.newArray(Opcodes.T_BOOLEAN);
            case REF, UNIT -> code.type(Opcodes.ANEWARRAY, Names.OBJECT);
            case INDEX -> throw Rep.noValue();
        }
        code.push(array);
        for (int i = 0; i < list.elements().size(); i++) {
            code.insn(Opcodes.DUP);
            code.push(array);
            code.constantInt(i);
            code.push(Rep.BOOL);
            emitter.emitAs(list.elements().get(i), element);
            code.insn(
                    switch (element.kind()) {
                        case INT -> Opcodes.LASTORE;
                        case FLOAT -> Opcodes.DASTORE;
                        case BOOL -> Opcodes.BASTORE;
                        case REF, UNIT -> Opcodes.AASTORE;
                        case INDEX -> throw Rep.noValue();
                    });
            code.pop(3);
        }
        code.method(Opcodes.INVOKESTATIC, Names.LIST, "of", "(" + array.className() + ")" + type.descriptor());
        code.pop(1);
        code.push(type);
    }

    private void throughBuilder(Node.ListLiteral list, Rep element) {
        var slot = newBuilder(Names.LIST_BUILDER);
        var add = new MethodRef(Names.LIST_BUILDER, "add", List.of(element), Rep.UNIT);
        for (var one : list.elements()) {
            emitter.operands(List.of(one), List.of(element));
            var value = code.allocate(element);
            code.store(value);
            code.activate(value);
            code.load(slot);
            code.load(value);
            code.release(value);
            emitter.invoke(0, Opcodes.INVOKEVIRTUAL, add);
        }
        code.load(slot);
        code.release(slot);
        emitter.invoke(0, Opcodes.INVOKEVIRTUAL, new MethodRef(Names.LIST_BUILDER, "build", List.of(), list.rep()));
    }

    /** Makes a builder, in a slot of its own. */
    private Slot newBuilder(String className) {
        var builder = Rep.ref(className);
        code.type(Opcodes.NEW, className);
        code.insn(Opcodes.DUP);
        code.method(Opcodes.INVOKESPECIAL, className, "<init>", "()V");
        code.push(builder);
        var slot = code.allocate(builder);
        code.store(slot);
        code.activate(slot);
        return slot;
    }

    void map(Node.MapLiteral map) {
        emitter.getStatic(Names.MAP, "EMPTY", map.rep());
        for (var entry : map.entries()) {
            var put = put(map, entry);
            emitter.emitAs(entry.key(), put.parameters().get(0));
            emitter.emitAs(entry.value(), put.parameters().get(1));
            emitter.invoke(0, Opcodes.INVOKEVIRTUAL, put);
        }
    }

    /** The method that adds an entry of a literal. */
    static MethodRef put(Node.MapLiteral map, Node.MapLiteral.Entry entry) {
        var key = entry.key().rep().equals(Rep.INT) ? Rep.INT : Rep.OBJECT;
        var given = entry.value().rep();
        var value = given.equals(Rep.INT) || given.equals(Rep.FLOAT) ? given : Rep.OBJECT;
        return new MethodRef(Names.MAP, "put", List.of(key, value), map.rep());
    }
}
