package snow.rt.fn;

import snow.rt.value.Function;

public abstract class Fn__L extends Function {
    public abstract Object apply();
}
