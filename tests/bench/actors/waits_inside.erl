-module(waits_inside).
-export([main/0]).

player(Main, Other, N) ->
    Other ! N,
    if
        N > 0 ->
            receive _ -> ok end,
            player(Main, Other, N - 1);
        true -> Main ! 0
    end.

first(Main, Count) ->
    Self = self(),
    Other = spawn(fun() -> player(Main, Self, Count) end),
    player(Main, Other, Count).

say(Format, Arguments) ->
    io:format(Format, Arguments),
    io:get_line("").

main() -> rounds(12, 300000).

rounds(0, _) -> ok;
rounds(Left, Count) ->
    say("begin ~b~n", [Count]),
    Main = self(),
    spawn(fun() -> first(Main, Count) end),
    receive _ -> ok end,
    receive _ -> ok end,
    say("end~n", []),
    rounds(Left - 1, Count).
