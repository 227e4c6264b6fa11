package snow.mir;

import java.util.List;

/**
 * One static method. The body's value has the result's representation, or diverges. Polls stand in the body as nodes.
 *
 * @param method owner (the class of its module), name and descriptor
 * @param parameters one variable for each parameter
 * @param line of the definition; 0 for synthetic code
 */
public record MirFunction(MethodRef method, List<Variable> parameters, Node body, int line) {
    public MirFunction {
        parameters = List.copyOf(parameters);
    }
}
