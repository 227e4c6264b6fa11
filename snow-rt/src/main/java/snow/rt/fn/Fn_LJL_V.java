package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_LJL_V extends Function {
    public abstract void apply(Object a, long b, Object c);
}
