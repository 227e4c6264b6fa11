package snow.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user typed, understood (spec 08 §1.2).
 *
 * @param command absent when only options were given
 * @param values the last value of each option; {@code ""} for a flag
 * @param arguments what is not an option
 * @param programArguments for {@code run}: whether the arguments begin with those of the program, there being no PATH
 */
record CommandLine(
        Optional<Command> command, Map<Option, String> values, List<String> arguments, boolean programArguments) {

    static final String TOP_USAGE = "Usage: snowc <COMMAND> [OPTIONS]";

    /** What came of it. */
    sealed interface Result {
        record Ok(CommandLine line) implements Result {}

        /** Exit status 2; {@code usage} is the line that shows how to do it. */
        record UsageError(String text, String usage) implements Result {}
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    Optional<String> value(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    static Result parse(List<String> words) {
        return new Parse(words).run();
    }

    /** One walk over the words, from left to right. */
    private static final class Parse {
        private final List<String> words;
        private final Map<Option, String> values = new HashMap<>();
        private final List<String> arguments = new ArrayList<>();
        private int at;
        private Optional<Command> command = Optional.empty();
        private boolean programArguments;

        Parse(List<String> words) {
            this.words = words;
        }

        Result run() {
            while (at < words.size()) {
                var word = words.get(at++);
                Optional<String> wrong;
                if (word.equals("--")) {
                    wrong = restAreArguments();
                } else if (word.length() > 1 && word.charAt(0) == '-') {
                    wrong = word.charAt(1) == '-' ? longOption(word) : shortOptions(word);
                } else {
                    wrong = plain(word);
                }
                if (wrong.isPresent()) {
                    return new Result.UsageError(
                            wrong.get(), command.map(Command::usage).orElse(TOP_USAGE));
                }
            }
            return new Result.Ok(
                    new CommandLine(command, Map.copyOf(values), List.copyOf(arguments), programArguments));
        }

        private Optional<String> restAreArguments() {
            programArguments = arguments.isEmpty();
            while (at < words.size()) {
                var wrong = plain(words.get(at++));
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
            return Optional.empty();
        }

        private Optional<String> plain(String word) {
            if (command.isEmpty()) {
                command = Command.named(word);
                return command.isPresent() ? Optional.empty() : Optional.of(unknownCommand(word));
            }
            if (arguments.size() >= command.get().maxArguments) {
                return Optional.of("unexpected argument '" + word + "'");
            }
            arguments.add(word);
            if (command.get() == Command.RUN && !programArguments) {
                passOnTheRest();
            }
            return Optional.empty();
        }

        /** After PATH, everything is for the program. */
        private void passOnTheRest() {
            if (at < words.size() && words.get(at).equals("--")) {
                at++;
            }
            arguments.addAll(words.subList(at, words.size()));
            at = words.size();
        }

        private Optional<String> longOption(String word) {
            int equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            for (var option : options()) {
                if (option.longName().equals(name)) {
                    if (equals >= 0 && !option.takesValue()) {
                        return Optional.of("option '" + name + "' takes no value");
                    }
                    return equals < 0 ? set(option) : set(option, word.substring(equals + 1));
                }
            }
            return Optional.of(unknownOption(name));
        }

        private Optional<String> shortOptions(String word) {
            for (int i = 1; i < word.length(); ) {
                int next = word.offsetByCodePoints(i, 1);
                var name = "-" + word.substring(i, next);
                var option = shortOption(name);
                if (option.isEmpty()) {
                    return Optional.of(unknownOption(name));
                }
                if (option.get().takesValue() && next < word.length()) {
                    return set(option.get(), word.substring(next));
                }
                var wrong = set(option.get());
                if (wrong.isPresent()) {
                    return wrong;
                }
                i = next;
            }
            return Optional.empty();
        }

        private Optional<Option> shortOption(String name) {
            for (var option : options()) {
                if (option.shortName().equals(name)) {
                    return Optional.of(option);
                }
            }
            return Optional.empty();
        }

        private Optional<String> set(Option option) {
            if (option == Option.NO_COLOR) {
                // one setting under two names, so that the last of both wins
                return set(Option.COLOR, "never");
            }
            if (!option.takesValue()) {
                values.put(option, "");
                return Optional.empty();
            }
            if (at == words.size()) {
                return Optional.of("a value is required for '" + option.shown() + "' but none was supplied");
            }
            return set(option, words.get(at++));
        }

        private Optional<String> set(Option option, String value) {
            if (option == Option.OPT_LEVEL && !isOptLevel(value)) {
                return Optional.of(
                        "invalid value '" + value + "' for '" + option.shown() + "': not a whole number from 0 to 255");
            }
            if (!option.choices().isEmpty() && !option.choices().contains(value)) {
                return Optional.of("invalid value '" + value + "' for '" + option.shown() + "': choose from "
                        + String.join(", ", option.choices()));
            }
            values.put(option, value);
            return Optional.empty();
        }

        private static boolean isOptLevel(String value) {
            if (value.isEmpty() || value.length() > 3) {
                return false;
            }
            int number = 0;
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c < '0' || c > '9') {
                    return false;
                }
                number = number * 10 + c - '0';
            }
            return number <= 255;
        }

        private List<Option> options() {
            return command.map(known -> known.options).orElse(Option.COMMON);
        }

        private String unknownOption(String name) {
            var names = new ArrayList<String>();
            for (var option : options()) {
                names.add(option.longName());
            }
            return "unrecognized option '" + name + "'" + Spelling.didYouMean(name, names);
        }
    }

    /** The text about a word that is no command. */
    static String unknownCommand(String word) {
        if (Command.PLANNED.contains(word)) {
            return "'snowc " + word + "' is not available yet";
        }
        var names = new ArrayList<>(Command.PLANNED);
        for (var command : Command.values()) {
            names.add(command.word);
        }
        return "unrecognized subcommand '" + word + "'" + Spelling.didYouMean(word, names);
    }
}
