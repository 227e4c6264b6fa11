package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_LLL_L extends Function {
    public abstract Object apply(Object a, Object b, Object c);
}
