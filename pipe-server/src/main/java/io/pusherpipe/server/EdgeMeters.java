/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.group.GroupView;
import io.pusherpipe.server.group.GroupWatcher;
import io.pusherpipe.server.group.Groups;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.LoopDelay;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.tally.AppTally;
import io.pusherpipe.server.tally.CloseClass;
import io.pusherpipe.server.tally.ConnectionKind;
import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Level;
import io.pusherpipe.server.tally.Origin;
import io.pusherpipe.server.tally.Refusal;
import io.pusherpipe.server.tally.Rejection;
import io.pusherpipe.server.tally.RequestOutcome;
import io.pusherpipe.server.tally.RestRoute;
import io.pusherpipe.server.tally.RestStatus;
import io.pusherpipe.server.tally.Tally;
import io.pusherpipe.server.tally.Traffic;
import io.pusherpipe.server.tally.TrafficCount;
import io.pusherpipe.server.tally.WebhookOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Shows the numbers of an edge as Micrometer's meters, which are told in
 * {@code docs/edge-metrics.md}. The loops count for themselves; a meter adds up what they
 * have counted when somebody looks at it. The only class that works with Micrometer,
 * which need not be there as long as this class is not used.
 */
final class EdgeMeters implements GroupWatcher {

	private static final String PREFIX = "pipe.edge.";

	// Stands for all groups without names; no name of a group has it.
	private static final String OWN_GROUPS = "~own";

	private static final String BYTES = "bytes";

	private final MeterRegistry registry;

	private final List<Meter> meters = new ArrayList<>();

	private final Map<GroupView, List<Meter>> ofGroups = new ConcurrentHashMap<>();

	EdgeMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Show the numbers of an edge.
	 * @param loops its loops
	 * @param apps its applications
	 * @param groups its groups
	 */
	void bind(Loops loops, Collection<App> apps, Groups groups) {
		bindDelay(loops);
		for (App app : apps) {
			Of of = new Of(loops, app.id());
			for (ConnectionKind kind : ConnectionKind.values()) {
				bindConnections(of, kind);
			}
			bindChannels(of);
			bindEvents(of);
			bindRest(of);
			bindWebhooks(of);
			bindOwnGroups(of, groups);
		}
		Of none = new Of(loops, AppTally.NO_APP);
		for (ConnectionKind kind : ConnectionKind.values()) {
			bindRefused(none, kind);
		}
		bindRest(none);
		groups.watch(this);
	}

	private void bindDelay(Loops loops) {
		this.meters.add(FunctionTimer
			.builder(PREFIX + "loop.delay", loops, (all) -> sum(all, LoopDelay::ticks),
					(all) -> sum(all, LoopDelay::totalNanos), TimeUnit.NANOSECONDS)
			.description("How late the event loops do what they do every 250 ms")
			.register(this.registry));
		this.meters.add(TimeGauge
			.builder(PREFIX + "loop.delay.max", loops, TimeUnit.NANOSECONDS,
					(all) -> all.stream().map(Loop::delay).mapToLong(LoopDelay::greatestNanos).max().orElse(0))
			.description("How late the latest event loop was in the last one to two minutes")
			.register(this.registry));
	}

	private static long sum(Loops loops, ToLongFunction<LoopDelay> number) {
		return loops.stream().map(Loop::delay).mapToLong(number).sum();
	}

	private void bindConnections(Of of, ConnectionKind kind) {
		Tags tags = of.tags().and("kind", label(kind));
		gauge(of, "connections", null, "Open connections", tags, (app) -> app.traffic(kind).open());
		gauge(of, "connections.slow", null, "Connections whose client is behind with reading", tags,
				(app) -> app.traffic(kind).slow());
		gauge(of, "queued", BYTES, "What waits for these clients to read it", tags,
				(app) -> app.traffic(kind).waitingBytes());
		traffic(of, kind, "connections.opened", null, "Connections that have opened", TrafficCount.OPENED);
		traffic(of, kind, "connections.evicted", null, "Connections closed with 4100 since they read too slowly",
				TrafficCount.EVICTED);
		traffic(of, kind, "messages.received", null, "Messages that have come in", TrafficCount.MESSAGES_RECEIVED);
		traffic(of, kind, "messages.sent", null, "Messages that were sent", TrafficCount.MESSAGES_SENT);
		traffic(of, kind, "data.received", BYTES, "The text of messages that have come in",
				TrafficCount.BYTES_RECEIVED);
		traffic(of, kind, "data.sent", BYTES, "The text of messages that were sent", TrafficCount.BYTES_SENT);
		for (CloseClass code : CloseClass.values()) {
			counter(of, "connections.closed", null, "Connections that have ended", tags.and("code", code.label()),
					(app) -> app.traffic(kind).countOf(code));
		}
		bindRefused(of, kind);
	}

	private void traffic(Of of, ConnectionKind kind, String name, @Nullable String unit, String description,
			TrafficCount count) {
		counter(of, name, unit, description, of.tags().and("kind", label(kind)),
				(app) -> app.traffic(kind).countOf(count));
	}

	private void bindRefused(Of of, ConnectionKind kind) {
		for (Refusal reason : Refusal.values()) {
			counter(of, "connections.refused", null, "Clients that were refused",
					of.tags().and("kind", label(kind), "reason", label(reason)), (app) -> {
						Traffic traffic = app.traffic(kind);
						return traffic.countOf(reason);
					});
		}
	}

	private void bindChannels(Of of) {
		for (ChannelType type : ChannelType.values()) {
			gauge(of, "channels", null, "Channels with subscribers", of.tags().and("type", label(type)),
					(app) -> app.channels().get(type));
		}
		level(of, "subscriptions", null, "Subscriptions of sockets to channels", Level.SUBSCRIPTIONS);
		level(of, "presence.members", null, "Users in presence channels, counted in each channel",
				Level.PRESENCE_MEMBERS);
		level(of, "users", null, "Users who have signed in", Level.USERS);
	}

	private void bindEvents(Of of) {
		counters(of, "events.published", "Events that were published, for each channel, socket or user", of.tags(),
				"origin", Origin.values(), AppTally::published);
		counters(of, "messages.rejected", "Messages of sockets that were rejected", of.tags(), "reason",
				Rejection.values(), AppTally::rejected);
		String description = "What became of the requests and decisions that sockets asked backends for";
		counters(of, "backend.requests", description, of.tags().and("type", "request"), "outcome",
				RequestOutcome.values(), AppTally::requests);
		counters(of, "backend.requests", description, of.tags().and("type", "decision"), "outcome",
				RequestOutcome.values(), AppTally::decisions);
	}

	private void bindRest(Of of) {
		for (RestRoute route : RestRoute.values()) {
			for (RestStatus status : RestStatus.values()) {
				counter(of, "rest.requests", null, "Requests to the HTTP API",
						of.tags().and("route", label(route), "status", Integer.toString(status.code())),
						(app) -> app.rest(route).get(status));
			}
		}
	}

	private void bindWebhooks(Of of) {
		level(of, "webhooks.events.waiting", null, "Events of webhooks that are not delivered yet",
				Level.WEBHOOK_EVENTS);
		level(of, "webhooks.queued", BYTES, "The memory that these take", Level.WEBHOOK_BYTES);
		counters(of, "webhooks.events", "What became of the events of webhooks", of.tags(), "outcome",
				new WebhookOutcome[] { WebhookOutcome.DELIVERED, WebhookOutcome.GIVEN_UP, WebhookOutcome.DROPPED },
				AppTally::webhooks);
		counters(of, "webhooks.requests", "What became of the requests of webhooks", of.tags(), "outcome",
				new WebhookOutcome[] { WebhookOutcome.SUCCEEDED, WebhookOutcome.FAILED }, AppTally::webhooks);
	}

	private void bindOwnGroups(Of of, Groups groups) {
		String appId = of.appId();
		bindGroup(this.meters, of.tags().and("group", OWN_GROUPS), of.loops(),
				(loops, count) -> of.sum((app) -> app.ownGroups().get(count)),
				(loops) -> groups.ownLag(appId).toNanos());
	}

	@Override
	public void created(String appId, GroupView group) {
		List<Meter> meters = new ArrayList<>();
		bindGroup(meters, Tags.of("app", appId, "group", group.name()), group,
				(named, count) -> named.counts().get(count), (named) -> named.lag().toNanos());
		this.ofGroups.put(group, meters);
	}

	@Override
	public void forgotten(String appId, GroupView group) {
		List<Meter> meters = this.ofGroups.remove(group);
		if (meters != null) {
			meters.forEach(this.registry::remove);
		}
	}

	private <T> void bindGroup(List<Meter> meters, Tags tags, T state, GroupNumber<T> number,
			ToDoubleFunction<T> lagNanos) {
		new GroupMeters<>(meters, tags, state, number)
			.gauge("members", null, "Members of the group", GroupCount.MEMBERS)
			.gauge("log.events", null, "Events that are kept for the group", GroupCount.EVENTS)
			.gauge("log.size", BYTES, "The memory that these take", GroupCount.BYTES)
			.gauge("unacknowledged", null, "Deliveries that are not acknowledged", GroupCount.UNACKNOWLEDGED)
			.counter("events", "Events that were kept for the group", tags, GroupCount.APPENDED)
			.counter("deliveries", "Deliveries that were sent to members", tags, GroupCount.DELIVERED)
			.counter("redeliveries", "Deliveries that were sent once more", tags, GroupCount.REDELIVERED)
			.counter("lost", "Events that were dropped", tags.and("reason", "full"), GroupCount.LOST_FULL)
			.counter("lost", "Events that were dropped", tags.and("reason", "expired"), GroupCount.LOST_EXPIRED)
			.counter("gaps", "Gaps that members were told of", tags.and("reason", "full"), GroupCount.GAPS_FULL)
			.counter("gaps", "Gaps that members were told of", tags.and("reason", "expired"), GroupCount.GAPS_EXPIRED);
		meters.add(TimeGauge.builder(PREFIX + "group.lag", state, TimeUnit.NANOSECONDS, lagNanos)
			.description("How old the oldest event is that is not acknowledged")
			.tags(tags)
			.register(this.registry));
	}

	private <E extends Enum<E>> void counters(Of of, String name, String description, Tags tags, String key, E[] values,
			Function<AppTally, Tally<E>> tally) {
		for (E value : values) {
			counter(of, name, null, description, tags.and(key, label(value)), (app) -> tally.apply(app).get(value));
		}
	}

	private void counter(Of of, String name, @Nullable String unit, String description, Tags tags,
			ToLongFunction<AppTally> number) {
		this.meters.add(FunctionCounter.builder(PREFIX + name, of.loops(), (loops) -> of.sum(number))
			.description(description)
			.baseUnit(unit)
			.tags(tags)
			.register(this.registry));
	}

	private void level(Of of, String name, @Nullable String unit, String description, Level level) {
		gauge(of, name, unit, description, of.tags(), (app) -> app.levels().get(level));
	}

	private void gauge(Of of, String name, @Nullable String unit, String description, Tags tags,
			ToLongFunction<AppTally> number) {
		this.meters.add(Gauge.builder(PREFIX + name, of.loops(), (loops) -> of.sum(number))
			.description(description)
			.baseUnit(unit)
			.tags(tags)
			.register(this.registry));
	}

	private static String label(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Show nothing any more.
	 */
	void close() {
		this.meters.forEach(this.registry::remove);
		this.ofGroups.keySet().forEach((group) -> forgotten("", group));
	}

	/**
	 * One application on all loops.
	 */
	private record Of(Loops loops, String appId) {

		Tags tags() {
			return Tags.of("app", this.appId);
		}

		double sum(ToLongFunction<AppTally> number) {
			return this.loops.stream().map((loop) -> loop.tally(this.appId)).mapToLong(number).sum();
		}

	}

	/**
	 * A number of a group.
	 *
	 * @param <T> what has it
	 */
	private interface GroupNumber<T> {

		double of(T state, GroupCount count);

	}

	/**
	 * Registers the meters of one group, or of all that have no names.
	 *
	 * @param <T> what has the numbers
	 */
	private final class GroupMeters<T> {

		private final List<Meter> meters;

		private final Tags tags;

		private final T state;

		private final GroupNumber<T> number;

		GroupMeters(List<Meter> meters, Tags tags, T state, GroupNumber<T> number) {
			this.meters = meters;
			this.tags = tags;
			this.state = state;
			this.number = number;
		}

		GroupMeters<T> gauge(String name, @Nullable String unit, String description, GroupCount count) {
			this.meters.add(Gauge.builder(PREFIX + "group." + name, this.state, (state) -> this.number.of(state, count))
				.description(description)
				.baseUnit(unit)
				.tags(this.tags)
				.register(EdgeMeters.this.registry));
			return this;
		}

		GroupMeters<T> counter(String name, String description, Tags tags, GroupCount count) {
			this.meters.add(FunctionCounter
				.builder(PREFIX + "group." + name, this.state, (state) -> this.number.of(state, count))
				.description(description)
				.tags(tags)
				.register(EdgeMeters.this.registry));
			return this;
		}

	}

}
