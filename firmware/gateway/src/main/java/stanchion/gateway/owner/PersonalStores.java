package stanchion.gateway.owner;

import java.util.EnumSet;
import stanchion.gateway.history.History;
import stanchion.gateway.store.Kind;
import stanchion.gateway.store.Outbox;
import stanchion.gateway.store.StoreException;

/// The gateway's own stores of personal data.
public final class PersonalStores {
    private PersonalStores() {}

    /// What waits for the broker, but for events.
    public static PersonalStore waiting(Outbox outbox) {
        return new PersonalStore() {
            @Override
            public StoredData what() {
                return StoredData.WAITING;
            }

            @Override
            public long delete() throws StoreException {
                return outbox.forget(EnumSet.of(Kind.METER, Kind.SESSION));
            }
        };
    }

    /// Sessions and quarter-hours.
    public static PersonalStore history(History history) {
        return new PersonalStore() {
            @Override
            public StoredData what() {
                return StoredData.HISTORY;
            }

            @Override
            public long delete() throws StoreException {
                return history.forget();
            }
        };
    }

    /// The last session, which the broker keeps for others.
    ///
    /// @param remove sends an empty retained message
    public static PersonalStore retained(Runnable remove) {
        return new PersonalStore() {
            @Override
            public StoredData what() {
                return StoredData.SESSION_TOPIC;
            }

            @Override
            public long delete() {
                remove.run();
                return 1;
            }
        };
    }
}
