package snow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

final class JsonLike {
    private JsonLike() {}

    private sealed interface Value {
        record Number(long value) implements Value {}

        record Text(String value) implements Value {}

        record Items(List<Value> values) implements Value {}

        record Fields(List<Field> fields) implements Value {}
    }

    private record Field(String name, Value value) {}

    private static String write(Value value) {
        return switch (value) {
            case Value.Number(var number) -> Long.toString(number);
            case Value.Text(var text) -> "\"" + text + "\"";
            case Value.Items(var values) ->
                values.stream().map(JsonLike::write).collect(Collectors.joining(",", "[", "]"));
            case Value.Fields(var fields) ->
                fields.stream()
                        .map(field -> "\"" + field.name() + "\":" + write(field.value()))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static Value person(long i) {
        return new Value.Fields(List.of(
                new Field("id", new Value.Number(i)),
                new Field("name", new Value.Text("person " + i)),
                new Field(
                        "scores",
                        new Value.Items(List.of(
                                new Value.Number(i * 7 % 100),
                                new Value.Number(i * 13 % 100),
                                new Value.Number(i * 29 % 100)))),
                new Field(
                        "address",
                        new Value.Fields(List.of(
                                new Field("street", new Value.Text("Main Street " + i % 50)),
                                new Field("town", new Value.Text("Springfield")))))));
    }

    static long run(long size) {
        var people = new ArrayList<Value>();
        for (long i = 0; i < size; i++) {
            people.add(person(i));
        }
        return write(new Value.Items(people)).length();
    }
}
