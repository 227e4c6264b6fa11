-module(ping_pong).
-export([main/0]).

player(Main) ->
    receive
        {ball, 0, _} -> Main ! 0;
        {ball, N, Other} ->
            Other ! {ball, N - 1, self()},
            player(Main)
    end.

say(Format, Arguments) ->
    io:format(Format, Arguments),
    io:get_line("").

main() -> rounds(12, 500000).

rounds(0, _) -> ok;
rounds(Left, Count) ->
    say("begin ~b~n", [Count]),
    Main = self(),
    A = spawn(fun() -> player(Main) end),
    B = spawn(fun() -> player(Main) end),
    A ! {ball, 2 * Count, B},
    receive _ -> ok end,
    say("end~n", []),
    rounds(Left - 1, Count).
