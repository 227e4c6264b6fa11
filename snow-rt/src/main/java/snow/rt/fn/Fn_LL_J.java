package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_LL_J extends Function {
    public abstract long apply(Object a, Object b);
}
