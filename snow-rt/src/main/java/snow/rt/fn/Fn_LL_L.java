package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_LL_L extends Function {
    public abstract Object apply(Object a, Object b);
}
