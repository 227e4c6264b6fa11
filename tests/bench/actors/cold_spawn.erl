-module(cold_spawn).
-export([main/0]).

one(Main) ->
    receive
        0 -> Main ! 0;
        _ -> ok
    end.

make(Main, N) ->
    spawn(fun() -> one(Main) end) ! N,
    if N > 0 -> make(Main, N - 1); true -> ok end.

say(Format, Arguments) ->
    io:format(Format, Arguments),
    io:get_line("").

main() -> rounds(1, 100000).

rounds(0, _) -> ok;
rounds(Left, Count) ->
    say("begin 1~n", []),
    Main = self(),
    spawn(fun() -> make(Main, Count) end),
    receive _ -> ok end,
    say("end~n", []),
    rounds(Left - 1, Count).
