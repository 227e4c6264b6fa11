package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_JJ_J extends Function {
    public abstract long apply(long a, long b);
}
