package snow.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import snow.mir.Node;
import snow.mir.Rep;

/** The atoms of a program: static fields of as many classes as they need. */
final class Atoms {
    /** Far below what a class and its initialiser hold. */
    private static final int FIELDS_PER_CLASS = 1_000;

    private final Map<String, Node.GetStatic> fields = new HashMap<>();
    /** In the order in which they are met. */
    private final List<List<String>> classes = new ArrayList<>();

    /** The field that holds the atom of this name. */
    Node.GetStatic field(String name) {
        return fields.computeIfAbsent(name, _ -> {
            if (classes.isEmpty() || classes.getLast().size() == FIELDS_PER_CLASS) {
                classes.add(new ArrayList<>());
            }
            classes.getLast().add(name);
            return new Node.GetStatic(className(classes.size() - 1), name, Rep.ref(Names.ATOM));
        });
    }

    /** One field of each class. */
    List<Node.GetStatic> firstFields() {
        return classes.stream().map(names -> fields.get(names.getFirst())).toList();
    }

    List<ClassFile> emit() {
        var files = new ArrayList<ClassFile>();
        for (int i = 0; i < classes.size(); i++) {
            files.add(new ClassFile(className(i), emit(className(i), classes.get(i))));
        }
        return files;
    }

    private static String className(int index) {
        return index == 0 ? Names.ATOMS : Names.ATOMS + "~" + index;
    }

    private static byte[] emit(String className, List<String> names) {
        var out = Emitter.begin(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, className, Names.OBJECT, "");
        var descriptor = "L" + Names.ATOM + ";";
        var clinit = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        clinit.visitCode();
        for (var name : names) {
            out.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, name, descriptor, null, null)
                    .visitEnd();
            clinit.visitLdcInsn(name);
            clinit.visitMethodInsn(
                    Opcodes.INVOKESTATIC, Names.ATOM, "of", "(L" + Names.STRING + ";)" + descriptor, false);
            clinit.visitFieldInsn(Opcodes.PUTSTATIC, className, name, descriptor);
        }
        clinit.visitInsn(Opcodes.RETURN);
        clinit.visitMaxs(0, 0);
        clinit.visitEnd();
        return Emitter.end(out);
    }
}
