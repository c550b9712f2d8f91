/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketRegistry;

/**
 * Triggers events on channels and collects what is to be told of them.
 */
final class Triggers {

	private final Channels channels;

	private final SocketRegistry sockets;

	Triggers(Channels channels, SocketRegistry sockets) {
		this.channels = channels;
		this.sockets = sockets;
	}

	/**
	 * Trigger one event.
	 * @param app the application
	 * @param request the event
	 * @return the answer's object
	 */
	CompletableFuture<RawJson> trigger(App app, TriggerRequest request) {
		publish(app, request);
		if (request.info().isEmpty()) {
			return CompletableFuture.completedFuture(RawJson.EMPTY_OBJECT);
		}
		return info(app, request).thenApply((info) -> {
			JsonWriter out = JsonWriter.object().begin("channels");
			info.forEach(out::raw);
			return out.end().toRawJson();
		});
	}

	/**
	 * Trigger several events in their order.
	 * @param app the application
	 * @param requests the events, with one channel each
	 * @return the answer's object
	 */
	CompletableFuture<RawJson> triggerAll(App app, List<TriggerRequest> requests) {
		requests.forEach((request) -> publish(app, request));
		if (requests.stream().allMatch((request) -> request.info().isEmpty())) {
			return CompletableFuture.completedFuture(RawJson.EMPTY_OBJECT);
		}
		List<CompletableFuture<RawJson>> infos = requests.stream()
			.map((request) -> info(app, request).thenApply((info) -> info.values().iterator().next()))
			.toList();
		return CompletableFuture.allOf(infos.toArray(CompletableFuture<?>[]::new))
			.thenApply((done) -> JsonWriter.object()
				.array("batch", infos.stream().map(CompletableFuture::join).toList())
				.toRawJson());
	}

	private void publish(App app, TriggerRequest request) {
		Socket except = (request.socketId() != null) ? this.sockets.find(app, request.socketId()) : null;
		for (String channel : request.channels()) {
			this.channels.trigger(new ChannelKey(app, channel), request.event(), request.data(), except);
		}
	}

	private CompletableFuture<Map<String, RawJson>> info(App app, TriggerRequest request) {
		Map<String, CompletableFuture<RawJson>> infos = new LinkedHashMap<>();
		for (String channel : request.channels()) {
			ChannelKey key = new ChannelKey(app, channel);
			infos.put(channel,
					this.channels.counts(key).thenApply((counts) -> ChannelInfo.of(key, counts, request.info())));
		}
		return CompletableFuture.allOf(infos.values().toArray(CompletableFuture<?>[]::new)).thenApply((done) -> {
			Map<String, RawJson> result = new LinkedHashMap<>();
			infos.forEach((channel, info) -> result.put(channel, info.join()));
			return result;
		});
	}

}
