package io.ketstream.stack;

import io.ketstream.stack.process.Ports;
import io.ketstream.stack.service.ServiceKind;
import java.util.EnumMap;
import java.util.Map;

/// Which ports the five APIs, the broker and the database get.
public sealed interface PortPlan {
    int BROKER = 9092;
    int DATABASE = 15432;

    Map<ServiceKind, Integer> allot(Ports ports);

    int broker(Ports ports);

    int database(Ports ports);

    /// The documented ports 8081 to 8085; one that is taken is an error that names it.
    static PortPlan defaults() {
        return new Consecutive(ServiceKind.INGESTION.defaultPort());
    }

    /// Free ones.
    static PortPlan free() {
        return new Free();
    }

    /// The documented ports if all are free, else free ones.
    static PortPlan defaultsIfFree() {
        for (ServiceKind kind : ServiceKind.values()) {
            if (!Ports.isFree(kind.defaultPort())) {
                return new Free();
            }
        }
        return defaults();
    }

    /// `first` to `first + 4`.
    record Consecutive(int first) implements PortPlan {
        public Consecutive {
            if (first < 1 || first > 65_535 - ServiceKind.values().length + 1) {
                throw new IllegalArgumentException("Ports begin between 1 and 65531, not at " + first);
            }
        }

        @Override
        public Map<ServiceKind, Integer> allot(Ports ports) {
            Map<ServiceKind, Integer> allotted = new EnumMap<>(ServiceKind.class);
            for (ServiceKind kind : ServiceKind.values()) {
                allotted.put(
                        kind,
                        ports.required(
                                first + kind.defaultPort() - ServiceKind.INGESTION.defaultPort(), kind.serviceName()));
            }
            return allotted;
        }

        /// Nobody types this one, so that another will do when the usual one is taken.
        @Override
        public int broker(Ports ports) {
            return ports.preferred(BROKER);
        }

        /// As the broker's.
        @Override
        public int database(Ports ports) {
            return ports.preferred(DATABASE);
        }
    }

    record Free() implements PortPlan {
        @Override
        public Map<ServiceKind, Integer> allot(Ports ports) {
            Map<ServiceKind, Integer> allotted = new EnumMap<>(ServiceKind.class);
            for (ServiceKind kind : ServiceKind.values()) {
                allotted.put(kind, ports.free());
            }
            return allotted;
        }

        @Override
        public int broker(Ports ports) {
            return ports.free();
        }

        @Override
        public int database(Ports ports) {
            return ports.free();
        }
    }
}
