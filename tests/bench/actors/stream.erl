-module(stream).
-export([main/0]).

sink(Main) ->
    receive
        0 -> Main ! 0;
        _ -> sink(Main)
    end.

pour(To, 0) -> To ! 0;
pour(To, N) ->
    To ! N,
    pour(To, N - 1).

say(Format, Arguments) ->
    io:format(Format, Arguments),
    io:get_line("").

main() -> rounds(12, 1000000).

rounds(0, _) -> ok;
rounds(Left, Count) ->
    say("begin ~b~n", [Count]),
    Main = self(),
    Sink = spawn(fun() -> sink(Main) end),
    spawn(fun() -> pour(Sink, Count) end),
    receive _ -> ok end,
    say("end~n", []),
    rounds(Left - 1, Count).
