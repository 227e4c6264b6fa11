package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_LL_V extends Function {
    public abstract void apply(Object a, Object b);
}
