-module(waiting_inside).
-export([main/0]).

waiter(Main, State) ->
    receive
        0 -> Main ! State;
        N -> Main ! N + 2 * State
    end.

fill(_, 0) -> ok;
fill(Main, N) ->
    spawn(fun() -> waiter(Main, N) end),
    fill(Main, N - 1).

say(Format, Arguments) ->
    io:format(Format, Arguments),
    io:get_line("").

main() ->
    Count = 200000,
    erlang:garbage_collect(),
    say("heap ~b ~b~n", [Count, erlang:memory(total)]),
    fill(self(), Count),
    timer:sleep(1000),
    erlang:garbage_collect(),
    say("full ~b~n", [erlang:memory(total)]).
