/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What members are told is there (docs/pipe-protocol.md, Snapshots).
 */
class SnapshotTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge();

	@Test
	void aSnapshotTellsWhatIsThereAndDeltasFollow() {
		Browser there = this.edge.browser();
		there.subscribe("room");
		Browser gone = this.edge.browser();
		gone.subscribe("other");
		try (Member member = Member.connect(this.edge.port())) {
			member.request("subscribe",
					"{\"group\":\"g\",\"events\":[\"socket_existence\",\"channel_existence\"],\"snapshot\":true}");
			List<Delivered> snapshots = new ArrayList<>();
			for (int i = 0; i < 256; i++) {
				snapshots.add(member.nextDelivery());
				member.acknowledge(snapshots.get(i));
			}
			assertThat(snapshots).extracting(Delivered::slot).doesNotHaveDuplicates();
			assertThat(sockets(snapshots)).containsExactlyInAnyOrder(there.id(), gone.id());
			assertThat(channels(snapshots)).containsExactlyInAnyOrder("room", "other");
			gone.close();
			Set<PipeNotification> deltas = new HashSet<>();
			deltas.add(member.nextDelivery().notification());
			deltas.add(member.nextDelivery().notification());
			assertThat(deltas).containsExactlyInAnyOrder(new PipeNotification.SocketClosed(gone.id()),
					new PipeNotification.ChannelVacated("other"));
		}
		there.close();
	}

	@Test
	void whoGetsASlotIsToldWhatIsThereInIt() {
		try (Browser browser = this.edge.browser()) {
			Member first = Member.of(this.edge.port(), "orders", "a");
			try (Member second = Member.connect(this.edge.port())) {
				second.join("orders", "b", ",\"snapshot\":true");
				int shared = 0;
				for (Delivered delivered = second.nextDelivery(); ++shared < 128; delivered = second.nextDelivery()) {
					second.acknowledge(delivered);
				}
				first.goodbye();
				List<Delivered> others = new ArrayList<>();
				for (int i = 0; i < 128; i++) {
					others.add(second.nextDelivery());
				}
				assertThat(others).allMatch((each) -> each.notification() instanceof PipeNotification.Snapshot);
				browser.roundTrip();
			}
		}
	}

	@Test
	void aSnapshotCanBeAskedForAtAnyTime() {
		try (Browser browser = this.edge.browser(); Member member = Member.of(this.edge.port(), "orders", "a")) {
			assertThat(member.request("snapshot", "{}").error()).isNull();
			List<Delivered> snapshots = new ArrayList<>();
			for (int i = 0; i < 256; i++) {
				snapshots.add(member.nextDelivery());
				member.acknowledge(snapshots.get(i));
			}
			assertThat(sockets(snapshots)).containsExactly(browser.id());
			assertThat(channels(snapshots)).isEmpty();
		}
	}

	private static List<String> sockets(List<Delivered> snapshots) {
		return snapshots.stream()
			.map((delivered) -> ((PipeNotification.Snapshot) delivered.notification()).sockets())
			.filter(Objects::nonNull)
			.flatMap(List::stream)
			.toList();
	}

	private static List<String> channels(List<Delivered> snapshots) {
		return snapshots.stream()
			.map((delivered) -> ((PipeNotification.Snapshot) delivered.notification()).channels())
			.filter(Objects::nonNull)
			.flatMap(List::stream)
			.toList();
	}

}
