package dev.nightjar.store.lucene;

import dev.nightjar.store.StoreContract;
import dev.nightjar.store.Stores;

/// The Lucene index does what a store has to do.
class LuceneContractTest extends StoreContract {

    @Override
    protected Stores stores() {
        return new LuceneStores();
    }
}
