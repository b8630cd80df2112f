package io.casebook.projections.http;

import io.casebook.platform.kafka.KafkaClients;
import io.casebook.projections.follow.FakeCluster;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the log in memory in the place of a cluster. */
@Singleton
class TestCluster {
    private final FakeCluster cluster = new FakeCluster();

    @Produces
    @Mock
    @Singleton
    KafkaClients clients() {
        return cluster;
    }

    @Produces
    @Singleton
    FakeCluster cluster() {
        return cluster;
    }
}
