/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import org.jspecify.annotations.Nullable;

/**
 * All channels. Every channel has a home loop, chosen by its name; whatever is wanted of
 * a channel is done there, in the order in which it was asked for, also when a caller on
 * the home loop itself asked after one on another. All methods may be called on any
 * thread.
 */
public final class Channels {

	private final Loops loops;

	private final List<Home> homes = new ArrayList<>();

	private final OccupiedChannels occupied = new OccupiedChannels();

	/**
	 * Create the channels of an edge.
	 * @param loops the edge's loops
	 * @param listener is told what becomes of channels
	 * @param maxCacheBytes how much memory the events that cache channels remember may
	 * take, in bytes
	 */
	public Channels(Loops loops, ChannelListener listener, long maxCacheBytes) {
		this.loops = loops;
		for (int i = 0; i < loops.size(); i++) {
			this.homes.add(new Home(loops.get(i), loops, listener,
					new EventCache(loops.get(i), maxCacheBytes / loops.size()), this.occupied));
		}
	}

	/**
	 * Begin a subscription. The subscriber is told how that went.
	 * @param subscription the subscription
	 */
	public void subscribe(Subscription subscription) {
		Home home = home(subscription.channel());
		home.loop().executeLater(() -> home.join(subscription));
	}

	/**
	 * End a subscription.
	 * @param subscription the subscription
	 */
	public void unsubscribe(Subscription subscription) {
		Home home = home(subscription.channel());
		home.loop().executeLater(() -> home.leave(subscription));
	}

	/**
	 * End a subscription.
	 * @param subscription the subscription
	 * @param ended is run on the subscriber's loop, after all that was published until
	 * then
	 */
	public void unsubscribe(Subscription subscription, Runnable ended) {
		unsubscribe(subscription);
		home(subscription.channel()).loop().executeLater(() -> subscription.subscriber().loop().execute(ended));
	}

	/**
	 * Send a backend's event to all subscribers of a channel. A channel without
	 * subscribers is no error; a cache channel remembers the event.
	 * @param key the channel
	 * @param event the event's name
	 * @param data the data as a JSON string
	 * @param except who is left out, or {@code null}
	 */
	public void trigger(ChannelKey key, String event, RawJson data, @Nullable Subscriber except) {
		Home home = home(key);
		byte[] text = PusherMessages.channelEvent(key.name(), event, data);
		home.loop().executeLater(() -> {
			if (key.type().isCache()) {
				home.cache().put(key, event, data);
			}
			publish(home, key, text, except);
		});
	}

	/**
	 * Send a text to all subscribers of a channel, and forget it.
	 * @param key the channel
	 * @param utf8 the text
	 * @param except who is left out, or {@code null}
	 */
	public void publish(ChannelKey key, byte[] utf8, @Nullable Subscriber except) {
		Home home = home(key);
		home.loop().executeLater(() -> publish(home, key, utf8, except));
	}

	private static void publish(Home home, ChannelKey key, byte[] utf8, @Nullable Subscriber except) {
		Channel channel = home.find(key);
		if (channel != null) {
			channel.publish(utf8, except);
		}
	}

	/**
	 * Count who is in a channel, after everything that the caller's loop has asked for
	 * before.
	 * @param key the channel
	 * @return the counts; all 0 for a channel without subscribers
	 */
	public CompletableFuture<ChannelCounts> counts(ChannelKey key) {
		return ask(home(key), (home) -> {
			Channel channel = home.find(key);
			return (channel != null) ? channel.counts() : ChannelCounts.NONE;
		});
	}

	/**
	 * The users in a presence channel.
	 * @param key the channel
	 * @return the users, none for a channel without subscribers
	 */
	public CompletableFuture<Collection<PresenceMember>> users(ChannelKey key) {
		return ask(home(key), (home) -> {
			Channel channel = home.find(key);
			return (channel != null) ? channel.users() : List.of();
		});
	}

	/**
	 * The event that a cache channel remembers.
	 * @param key the channel
	 * @return the event, or {@code null} within if there is none
	 */
	public CompletableFuture<@Nullable CachedEvent> cached(ChannelKey key) {
		return ask(home(key), (home) -> home.cache().get(key));
	}

	/**
	 * The channels that have subscribers.
	 * @param wanted which of them
	 * @return the channels by name, with the counts of each
	 */
	public CompletableFuture<Map<ChannelKey, ChannelCounts>> occupied(Predicate<ChannelKey> wanted) {
		CompletableFuture<Map<ChannelKey, ChannelCounts>> all = CompletableFuture
			.completedFuture(new TreeMap<>((a, b) -> a.name().compareTo(b.name())));
		for (Home home : this.homes) {
			all = all.thenCombine(ask(home, (asked) -> occupied(asked, wanted)), (found, more) -> {
				found.putAll(more);
				return found;
			});
		}
		return all;
	}

	/**
	 * List channels that have subscribers, by name. A channel is found as soon as, and no
	 * longer than, a {@link ChannelListener} has been told of it.
	 * @param app the application
	 * @param prefix what their names begin with
	 * @param after the name that those wanted come after, or {@code null} for all
	 * @param limit how many are wanted at most
	 * @return the channels' names in order, with the counts of each
	 */
	public Map<String, ChannelCounts> occupied(App app, String prefix, @Nullable String after, int limit) {
		return this.occupied.list(app, prefix, after, limit);
	}

	/**
	 * List who is subscribed to a channel.
	 * @param key the channel
	 * @param after the id that those wanted come after, or {@code null} for all
	 * @param limit how many are wanted at most
	 * @return the ids of subscribers, in order
	 */
	public CompletableFuture<List<String>> subscribers(ChannelKey key, @Nullable String after, int limit) {
		return ask(home(key), (home) -> home.find(key)).thenCompose((channel) -> (channel != null)
				? channel.subscribers(after, limit) : CompletableFuture.completedFuture(List.of()));
	}

	private static Map<ChannelKey, ChannelCounts> occupied(Home home, Predicate<ChannelKey> wanted) {
		Map<ChannelKey, ChannelCounts> found = new TreeMap<>((a, b) -> a.name().compareTo(b.name()));
		for (Channel channel : home.channels()) {
			if (channel.key().isListed() && wanted.test(channel.key())) {
				found.put(channel.key(), channel.counts());
			}
		}
		return found;
	}

	/**
	 * The occupied channels of an application whose home is the present loop.
	 * @param app the application
	 * @param loop the loop, on which this is called
	 * @return their names, without those of users
	 */
	public List<String> occupied(App app, Loop loop) {
		List<String> names = new ArrayList<>();
		for (Channel channel : this.homes.get(loop.index()).channels()) {
			if (channel.key().isListed() && channel.key().app().id().equals(app.id())) {
				names.add(channel.key().name());
			}
		}
		return names;
	}

	private static <T extends @Nullable Object> CompletableFuture<T> ask(Home home, Function<Home, T> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		home.loop().executeLater(() -> answer.complete(question.apply(home)));
		return answer;
	}

	private Home home(ChannelKey key) {
		return this.homes.get(this.loops.home(key.hashCode()).index());
	}

}
