package snow.codegen;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import snow.mir.MethodRef;
import snow.mir.Node;

/** The class that starts the program. */
final class EntryEmitter {
    /** Classes initialised by one method, well below the limit of a method's size. */
    private static final int PER_METHOD = 2_000;

    private EntryEmitter() {}

    /**
     * Emits {@code snow/start/Entry}. Its constructor initialises every class with an initialiser, so that no process can meet the end of
     * its stack in the middle of one and make the class unusable for all others.
     */
    static List<ClassFile> entry(MethodRef main, List<Node.GetStatic> initialised) {
        var classes = new ArrayList<ClassFile>();
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, Names.ENTRY, Names.PROGRAM, "");
        var init = out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        init.visitCode();
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, Names.PROGRAM, "<init>", "()V", false);
        for (int from = 0; from < initialised.size(); from += PER_METHOD) {
            var fields = initialised.subList(from, Math.min(from + PER_METHOD, initialised.size()));
            if (from == 0) {
                initialise(out, fields);
                init.visitMethodInsn(Opcodes.INVOKESTATIC, Names.ENTRY, "initialise", "()V", false);
                continue;
            }
            var name = Names.ENTRY + "~" + from / PER_METHOD;
            var more = Emitter.begin(Opcodes.ACC_FINAL, name, Names.OBJECT, "");
            initialise(more, fields);
            classes.add(new ClassFile(name, Emitter.end(more)));
            init.visitMethodInsn(Opcodes.INVOKESTATIC, name, "initialise", "()V", false);
        }
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();

        var start = out.visitMethod(Opcodes.ACC_PUBLIC, "main", "()V", null, null);
        start.visitCode();
        start.visitMethodInsn(Opcodes.INVOKESTATIC, main.owner(), main.name(), main.descriptor(), false);
        start.visitInsn(Opcodes.RETURN);
        start.visitMaxs(0, 0);
        start.visitEnd();
        classes.add(new ClassFile(Names.ENTRY, Emitter.end(out)));
        return classes;
    }

    private static void initialise(ClassWriter out, List<Node.GetStatic> fields) {
        var method = out.visitMethod(Opcodes.ACC_STATIC, "initialise", "()V", null, null);
        method.visitCode();
        for (var one : fields) {
            method.visitFieldInsn(
                    Opcodes.GETSTATIC, one.owner(), one.name(), one.rep().descriptor());
            method.visitInsn(Opcodes.POP);
        }
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
