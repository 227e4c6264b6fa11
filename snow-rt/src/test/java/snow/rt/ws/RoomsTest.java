package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RoomsTest {
    private final Rooms rooms = new Rooms();

    private static Connection connection(long id) {
        return new Connection(null, id, new byte[0], "");
    }

    private static long[] ids(Connection[] members) {
        return Arrays.stream(members).mapToLong(Connection::id).toArray();
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        var a = connection(1);
        assertEquals(0, rooms.join(a, "x"));
        assertEquals(0, rooms.join(a, "x"));
        assertEquals(1, rooms.memberCount("x"));
        assertEquals(1, rooms.members("x").length);
    }

    @Test
    void leavingTheLastMemberRemovesTheRoom() {
        var a = connection(1);
        rooms.join(a, "x");
        rooms.leave(a, "x");
        assertEquals(0, rooms.count());
        assertEquals(0, rooms.memberCount("x"));
        rooms.join(a, "x");
        assertEquals(1, rooms.memberCount("x"));
    }

    @Test
    void leavingWhereOneIsNotChangesNothing() {
        var a = connection(1);
        var b = connection(2);
        rooms.join(a, "x");
        rooms.leave(b, "x");
        rooms.leave(b, "y");
        assertEquals(1, rooms.memberCount("x"));
        assertEquals(1, rooms.count());
    }

    @Test
    void membersComeByIdAndRoomsInTheOrderJoined() {
        var connections = new ArrayList<Connection>();
        for (int id : new int[] {5, 3, 9, 1}) {
            connections.add(connection(id));
            rooms.join(connections.getLast(), "x");
        }
        assertEquals("[1, 3, 5, 9]", Arrays.toString(ids(rooms.membersById("x"))));
        for (int i = 20; i > 0; i--) {
            rooms.join(connections.getFirst(), "r" + i);
        }
        rooms.leave(connections.getFirst(), "r13");
        var names = rooms.roomsOf(connections.getFirst());
        assertEquals("x", names[0]);
        assertEquals("r20", names[1]);
        assertEquals("r1", names[names.length - 1]);
        assertFalse(Arrays.asList(names).contains("r13"));
    }

    @Test
    void theEmptyNameIsAName() {
        rooms.join(connection(1), "");
        assertEquals(1, rooms.memberCount(""));
    }

    @Test
    void aForgottenConnectionIsInNoRoomAndJoinsNone() {
        var a = connection(1);
        for (int i = 0; i < 100; i++) {
            rooms.join(a, "r" + i);
        }
        rooms.forget(a);
        assertEquals(0, rooms.count());
        assertEquals(0, rooms.roomsOf(a).length);
        assertEquals(-1, rooms.join(a, "again"));
        assertEquals(0, rooms.count());
        rooms.forget(a);
        rooms.forget(connection(2));
    }

    @Test
    void aSnapshotDoesNotChange() {
        var a = connection(1);
        var b = connection(2);
        rooms.join(a, "x");
        var before = rooms.members("x");
        rooms.join(b, "x");
        rooms.leave(a, "x");
        assertEquals("[1]", Arrays.toString(ids(before)));
        assertEquals("[2]", Arrays.toString(ids(rooms.members("x"))));
    }

    @Test
    void manyRoomsOneAfterTheOtherLeaveNothing() {
        var a = connection(1);
        for (int i = 0; i < 200_000; i++) {
            rooms.join(a, "room " + i);
            rooms.leave(a, "room " + i);
        }
        assertEquals(0, rooms.count());
        assertEquals(0, rooms.roomsOf(a).length);
    }

    @Test
    void aRandomHistoryAgreesWithAModel() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var registry = new Rooms();
            var connections = new Connection[12];
            for (int i = 0; i < connections.length; i++) {
                connections[i] = connection(i);
            }
            var gone = new HashSet<Integer>();
            var model = new TreeMap<String, TreeSet<Integer>>();
            for (int step = 0; step < 600; step++) {
                int who = random.nextInt(connections.length);
                String room = "r" + random.nextInt(15);
                switch (random.nextInt(10)) {
                    case 0 -> {
                        if (random.nextInt(10) == 0) {
                            registry.forget(connections[who]);
                            gone.add(who);
                            model.values().forEach(members -> members.remove(who));
                        }
                    }
                    case 1, 2, 3 -> {
                        registry.leave(connections[who], room);
                        model.getOrDefault(room, new TreeSet<>()).remove(who);
                    }
                    default -> {
                        assertEquals(gone.contains(who) ? -1 : 0, registry.join(connections[who], room));
                        if (!gone.contains(who)) {
                            model.computeIfAbsent(room, _ -> new TreeSet<>()).add(who);
                        }
                    }
                }
                model.values().removeIf(Set::isEmpty);
                assertEquals(model.size(), registry.count(), "seed " + seed + " step " + step);
            }
            for (int i = 0; i < 15; i++) {
                String room = "r" + i;
                var expected = model.getOrDefault(room, new TreeSet<>()).stream()
                        .mapToLong(Integer::longValue)
                        .toArray();
                assertEquals(
                        Arrays.toString(expected), Arrays.toString(ids(registry.membersById(room))), "seed " + seed);
                assertEquals(expected.length, registry.memberCount(room), "seed " + seed);
            }
        }
    }

    @Test
    void concurrentJoinsFindThemselves() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            var registry = new Rooms();
            inParallel(8, who -> {
                var own = connection(who);
                registry.join(own, "x");
                assertTrue(Arrays.asList(registry.members("x")).contains(own));
            });
            assertEquals(8, registry.memberCount("x"));
        }
    }

    @Test
    void opposingOrdersOfJoiningLeavingAndEndingNeitherLockNorLeak() throws InterruptedException {
        var registry = new Rooms();
        var connections = new Connection[20];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = connection(i);
        }
        inParallel(8, who -> {
            var random = new Random(who);
            for (int step = 0; step < 20_000; step++) {
                var connection = connections[random.nextInt(connections.length)];
                String room = "r" + random.nextInt(6);
                switch (random.nextInt(4)) {
                    case 0 -> registry.join(connection, room);
                    case 1 -> registry.leave(connection, room);
                    case 2 -> {
                        for (Connection member : registry.members(room)) {
                            assertTrue(member.id() >= 0);
                        }
                    }
                    default -> {
                        if (step > 15_000 && random.nextInt(50) == 0) {
                            registry.forget(connection);
                        }
                    }
                }
            }
        });
        for (Connection connection : connections) {
            registry.forget(connection);
        }
        assertEquals(0, registry.count());
        for (Connection connection : connections) {
            assertEquals(0, registry.roomsOf(connection).length);
        }
    }

    @Test
    void joinAgainstCleanUpLeavesNoGhost() throws InterruptedException {
        for (int round = 0; round < 2000; round++) {
            var registry = new Rooms();
            var connection = connection(round);
            registry.join(connection, "a");
            inParallel(2, who -> {
                if (who == 0) {
                    registry.forget(connection);
                } else {
                    registry.join(connection, "b");
                    registry.join(connection, "a");
                }
            });
            assertEquals(0, registry.count(), "round " + round);
        }
    }

    private interface Step {
        void run(int who);
    }

    private static void inParallel(int count, Step step) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int who = i;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    step.run(who);
                } catch (Throwable e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join(20_000);
            assertFalse(thread.isAlive(), "locked");
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }
}
