package snow.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import snow.mir.MethodRef;
import snow.mir.Rep;

/**
 * The methods of a program that put texts and numbers together, one for each sequence of the two. They are written as the JIT knows
 * it best: a chain of {@code append} on a builder that nobody else sees becomes one text of the right size, if all it appends are
 * strings and {@code int}s. Texts that are too long for one go take another way.
 */
final class Texts {
    /** Longer sequences use a builder where they stand: a method has no more than 255 words of parameters. */
    static final int MOST_PARTS = 32;

    /** The logarithm of the length from which on the runtime copies texts so that others can run meanwhile. */
    private static final int LARGE = 20;

    private static final String BUILDER = "L" + Names.BUILDER + ";";

    private final TreeSet<String> shapes = new TreeSet<>();

    /** The method for such parts, two or more, each a {@code String} or an {@code Int}. */
    MethodRef method(List<Rep> parts) {
        var shape = new StringBuilder();
        for (var part : parts) {
            shape.append(part.equals(Rep.INT) ? 'J' : 'L');
        }
        return method(shape.toString());
    }

    private MethodRef method(String shape) {
        shapes.add(shape);
        var parameters = new ArrayList<Rep>();
        for (char part : shape.toCharArray()) {
            parameters.add(part == 'J' ? Rep.INT : Rep.STRING);
        }
        return new MethodRef(Names.TEXTS, "text_" + shape, parameters, Rep.STRING);
    }

    boolean isEmpty() {
        return shapes.isEmpty();
    }

    byte[] emit() {
        // for numbers that are no int
        for (var shape : List.copyOf(shapes)) {
            method(shape.replace('J', 'L'));
        }
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, Names.TEXTS, Names.OBJECT, "");
        for (var shape : shapes) {
            var method = out.visitMethod(
                    Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                    method(shape).name(),
                    method(shape).descriptor(),
                    null,
                    null);
            method.visitCode();
            body(method, method(shape).parameters());
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
        return Emitter.end(out);
    }

    private void body(MethodVisitor method, List<Rep> parts) {
        var large = new Label();
        int slot = 0;
        for (var part : parts) {
            if (part.equals(Rep.INT)) {
                method.visitVarInsn(Opcodes.LLOAD, slot);
                method.visitInsn(Opcodes.L2I);
                method.visitInsn(Opcodes.I2L);
                method.visitVarInsn(Opcodes.LLOAD, slot);
                method.visitInsn(Opcodes.LCMP);
                method.visitJumpInsn(Opcodes.IFNE, large);
            }
            slot += CodeWriter.size(part);
        }
        if (parts.contains(Rep.STRING)) {
            lengths(method, parts);
            method.visitIntInsn(Opcodes.BIPUSH, LARGE);
            method.visitInsn(Opcodes.ISHR);
            method.visitJumpInsn(Opcodes.IFNE, large);
        }
        chain(method, parts);
        method.visitLabel(large);
        var locals = parts.stream()
                .map(part -> part.equals(Rep.INT) ? Opcodes.LONG : (Object) Names.STRING)
                .toArray();
        method.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        if (parts.contains(Rep.INT)) {
            asTexts(method, parts);
        } else {
            piecewise(method, parts);
        }
    }

    /** Leaves a number with the bits of the lengths of all strings. */
    private static void lengths(MethodVisitor method, List<Rep> parts) {
        boolean first = true;
        int slot = 0;
        for (var part : parts) {
            if (part.equals(Rep.STRING)) {
                Objects.load(method, part, slot);
                method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.STRING, "length", "()I", false);
                if (!first) {
                    method.visitInsn(Opcodes.IOR);
                }
                first = false;
            }
            slot += CodeWriter.size(part);
        }
    }

    private static void piecewise(MethodVisitor method, List<Rep> parts) {
        method.visitTypeInsn(Opcodes.NEW, Names.BUILDER);
        method.visitInsn(Opcodes.DUP);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.BUILDER, "<init>", "()V", false);
        var string = Rep.STRING.descriptor();
        for (int i = 0; i < parts.size(); i++) {
            method.visitInsn(Opcodes.DUP);
            Objects.load(method, Rep.STRING, i);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, Names.STRINGS, "append", "(" + BUILDER + string + ")V", false);
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, Names.STRINGS, "finish", "(" + BUILDER + ")" + string, false);
        method.visitInsn(Opcodes.ARETURN);
    }

    private static void chain(MethodVisitor method, List<Rep> parts) {
        method.visitTypeInsn(Opcodes.NEW, Names.BUILDER);
        method.visitInsn(Opcodes.DUP);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.BUILDER, "<init>", "()V", false);
        int slot = 0;
        for (var part : parts) {
            Objects.load(method, part, slot);
            slot += CodeWriter.size(part);
            boolean isInt = part.equals(Rep.INT);
            if (isInt) {
                method.visitInsn(Opcodes.L2I);
            }
            var type = isInt ? "I" : Rep.STRING.descriptor();
            method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.BUILDER, "append", "(" + type + ")" + BUILDER, false);
        }
        method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.BUILDER, "toString", "()" + Rep.STRING.descriptor(), false);
        method.visitInsn(Opcodes.ARETURN);
    }

    private void asTexts(MethodVisitor method, List<Rep> parts) {
        int slot = 0;
        for (var part : parts) {
            Objects.load(method, part, slot);
            slot += CodeWriter.size(part);
            if (part.equals(Rep.INT)) {
                method.visitMethodInsn(
                        Opcodes.INVOKESTATIC, "java/lang/Long", "toString", "(J)Ljava/lang/String;", false);
            }
        }
        var all = method("L".repeat(parts.size()));
        method.visitMethodInsn(Opcodes.INVOKESTATIC, all.owner(), all.name(), all.descriptor(), false);
        method.visitInsn(Opcodes.ARETURN);
    }
}
