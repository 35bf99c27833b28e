package stanchion.gateway.owner;

import stanchion.gateway.store.StoreException;

/// Somewhere personal data lie. Whoever stores some gives the [OwnerDesk] one of these.
public interface PersonalStore {
    StoredData what();

    /// Deletes all of it; when this returns it is gone for good.
    ///
    /// @return how many entries there were
    long delete() throws StoreException;
}
