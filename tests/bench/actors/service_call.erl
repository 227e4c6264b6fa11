-module(service_call).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

init(_) -> {ok, 0}.
handle_call(By, _, N) -> {reply, N + By, N + By}.
handle_cast(_, N) -> {noreply, N}.

caller(Main, Counter, N) ->
    gen_server:call(Counter, 1),
    if N > 0 -> caller(Main, Counter, N - 1); true -> Main ! 0 end.

say(Format, Arguments) ->
    io:format(Format, Arguments),
    io:get_line("").

main() -> rounds(12, 300000).

rounds(0, _) -> ok;
rounds(Left, Count) ->
    say("begin ~b~n", [Count]),
    Main = self(),
    {ok, Counter} = gen_server:start(?MODULE, 0, []),
    spawn(fun() -> caller(Main, Counter, Count) end),
    receive _ -> ok end,
    say("end~n", []),
    rounds(Left - 1, Count).
