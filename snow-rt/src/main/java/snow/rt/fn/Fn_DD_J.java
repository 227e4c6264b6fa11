package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_DD_J extends Function {
    public abstract long apply(double a, double b);
}
