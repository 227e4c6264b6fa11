-module(ring).
-export([main/0]).

member(Main, Next) ->
    receive
        0 -> Main ! 0;
        N -> Next ! N - 1, member(Main, Next)
    end.

head(Main, Count) ->
    Last = link_up(Main, self(), 999),
    Last ! Count,
    member(Main, Last).

link_up(_, Next, 0) -> Next;
link_up(Main, Next, N) -> link_up(Main, spawn(fun() -> member(Main, Next) end), N - 1).

say(Format, Arguments) ->
    io:format(Format, Arguments),
    io:get_line("").

main() -> rounds(12, 1000000).

rounds(0, _) -> ok;
rounds(Left, Count) ->
    say("begin ~b~n", [Count]),
    Main = self(),
    spawn(fun() -> head(Main, Count) end),
    receive _ -> ok end,
    say("end~n", []),
    rounds(Left - 1, Count).
