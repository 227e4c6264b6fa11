-module(timers).
-export([main/0]).

sleeper() ->
    receive
        _ -> sleeper()
    end.

set(_, 0) -> ok;
set(To, N) ->
    erlang:send_after(100000000 + N * 7919 rem 1000000, To, N),
    set(To, N - 1).

say(Format, Arguments) ->
    io:format(Format, Arguments),
    io:get_line("").

main() ->
    Count = 1000000,
    To = spawn(fun sleeper/0),
    erlang:garbage_collect(),
    say("heap ~b ~b~n", [Count, erlang:memory(total)]),
    set(To, Count),
    erlang:garbage_collect(),
    say("full ~b~n", [erlang:memory(total)]).
