package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_L_V extends Function {
    public abstract void apply(Object a);
}
