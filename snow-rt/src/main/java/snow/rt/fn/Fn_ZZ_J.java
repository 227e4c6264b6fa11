package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn_ZZ_J extends Function {
    public abstract long apply(boolean a, boolean b);
}
