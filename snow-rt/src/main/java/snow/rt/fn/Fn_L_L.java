package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_L_L extends Function {
    public abstract Object apply(Object a);
}
