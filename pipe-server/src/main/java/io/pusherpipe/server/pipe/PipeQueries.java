/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.ChannelCounts;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.group.GroupState;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketState;
import org.jspecify.annotations.Nullable;

/**
 * Answers what one Pipe asks about the state of the edge (Pipe protocol 1.0, queries).
 * What is listed of the whole edge is read on the Pipe's loop, and what concerns one
 * channel or socket comes to it straight from where that lives: so no answer is older
 * than what the Pipe was told before. Belongs to the Pipe's loop.
 */
final class PipeQueries {

	static final int MAX_LISTED = 1_000;

	private final App app;

	private final PipeContext context;

	private final ChannelOrder order;

	PipeQueries(App app, PipeContext context, ChannelOrder order) {
		this.app = app;
		this.context = context;
		this.order = order;
	}

	CompletionStage<RawJson> answer(PipeRequest.Query query) throws RequestException {
		Params params;
		try {
			params = Params.read(query.params());
		}
		catch (ProtocolException ex) {
			throw bad(String.valueOf(ex.getMessage()));
		}
		return switch (query.kind()) {
			case "channels" -> CompletableFuture.completedFuture(channels(params));
			case "channel" -> {
				ChannelKey channel = channel(params.channel());
				yield inOrder(channel,
						() -> this.context.channels()
							.counts(channel)
							.thenApply((counts) -> describe(channel, counts, true)));
			}
			case "users" -> users(params);
			case "sockets" -> sockets(params);
			case "socket" -> socket(params);
			case "info" -> this.context.groups().states(this.app).thenApply(this::info);
			default -> throw bad("params.kind must be channels, channel, users, sockets, socket or info");
		};
	}

	private RawJson channels(Params params) {
		Map<String, ChannelCounts> found = this.context.channels()
			.occupied(this.app, (params.prefix() != null) ? params.prefix() : "", params.after(), params.limit() + 1);
		JsonWriter out = JsonWriter.object().begin("channels");
		String last = null;
		int listed = 0;
		for (Map.Entry<String, ChannelCounts> entry : found.entrySet()) {
			if (listed++ == params.limit()) {
				return out.end().string("next", last).toRawJson();
			}
			last = entry.getKey();
			out.raw(last, describe(new ChannelKey(this.app, last), entry.getValue(), false));
		}
		return out.end().toRawJson();
	}

	private static RawJson describe(ChannelKey channel, ChannelCounts counts, boolean alone) {
		JsonWriter out = JsonWriter.object();
		if (alone) {
			out.bool("occupied", counts.subscriptions() > 0);
		}
		out.number("subscription_count", counts.subscriptions());
		if (channel.type().isPresence()) {
			out.number("user_count", counts.users());
		}
		return out.toRawJson();
	}

	private CompletionStage<RawJson> users(Params params) throws RequestException {
		ChannelKey channel = channel(params.channel());
		if (!channel.type().isPresence()) {
			throw bad("params.channel must be a presence channel");
		}
		return inOrder(channel, () -> this.context.channels().users(channel).thenApply(PipeQueries::describe));
	}

	private static RawJson describe(Collection<PresenceMember> users) {
		return JsonWriter.object().array("users", users.stream().map((user) -> {
			JsonWriter out = JsonWriter.object().string("id", user.userId());
			return ((user.userInfo() != null) ? out.raw("info", user.userInfo()) : out).toRawJson();
		}).toList()).toRawJson();
	}

	private CompletionStage<RawJson> sockets(Params params) throws RequestException {
		int limit = params.limit();
		if (params.channel() == null) {
			return CompletableFuture
				.completedFuture(page(this.context.sockets().ids(this.app, params.after(), limit + 1), limit));
		}
		ChannelKey channel = channel(params.channel());
		return inOrder(channel,
				() -> this.context.channels()
					.subscribers(channel, params.after(), limit + 1)
					.thenApply((ids) -> page(ids, limit)));
	}

	private static RawJson page(List<String> ids, int limit) {
		List<String> page = (ids.size() > limit) ? ids.subList(0, limit) : ids;
		JsonWriter out = JsonWriter.object().strings("sockets", page);
		return ((ids.size() > limit) ? out.string("next", page.get(limit - 1)) : out).toRawJson();
	}

	private CompletionStage<RawJson> socket(Params params) throws RequestException {
		if (params.socketId() == null) {
			throw bad("params.socket_id is missing");
		}
		Socket socket = this.context.sockets().find(this.app, params.socketId());
		return (socket != null) ? socket.state().thenApply(PipeQueries::describe)
				: CompletableFuture.completedFuture(describe(SocketState.GONE));
	}

	private static RawJson describe(SocketState state) {
		JsonWriter out = JsonWriter.object().bool("open", state.open()).strings("channels", state.channels());
		return ((state.userId() != null) ? out.string("user_id", state.userId()) : out).toRawJson();
	}

	private RawJson info(List<GroupState> groups) {
		JsonWriter out = JsonWriter.object().number("sockets", this.context.sockets().count(this.app)).begin("groups");
		for (GroupState group : groups) {
			out.begin(group.name())
				.number("members", group.members())
				.number("waiting", group.waiting())
				.number("unacknowledged", group.unacknowledged())
				.end();
		}
		return out.end().toRawJson();
	}

	private CompletionStage<RawJson> inOrder(ChannelKey channel, Supplier<CompletionStage<RawJson>> question) {
		CompletableFuture<RawJson> answer = new CompletableFuture<>();
		this.order.run(channel.name(), () -> question.get().thenAccept(answer::complete));
		return answer;
	}

	private ChannelKey channel(@Nullable String name) throws RequestException {
		if (name == null) {
			throw bad("params.channel is missing");
		}
		if (!ChannelNames.isValid(name)) {
			throw new RequestException(PipeError.BAD_CHANNEL_NAME, "query: params.channel must be 1 to "
					+ ChannelNames.MAX_LENGTH + " letters, digits and any of _-=@,.;");
		}
		return new ChannelKey(this.app, name);
	}

	private static RequestException bad(String message) {
		return new RequestException(PipeError.BAD_REQUEST, "query: " + message);
	}

	/**
	 * What queries take beside their kind; what a kind does not know is ignored.
	 */
	private record Params(@Nullable String prefix, @Nullable String channel, @Nullable String socketId,
			@Nullable String after, int limit) {

		static Params read(RawJson params) {
			String prefix = null;
			String channel = null;
			String socketId = null;
			String after = null;
			int limit = MAX_LISTED;
			try (JsonReader in = JsonReader.object(params)) {
				for (String name = in.nextName(); name != null; name = in.nextName()) {
					switch (name) {
						case "prefix" -> prefix = in.nullableString("params.prefix");
						case "channel" -> channel = in.nullableString("params.channel");
						case "socket_id" -> socketId = in.nullableString("params.socket_id");
						case "after" -> after = in.nullableString("params.after");
						case "limit" -> limit = in.integer("params.limit");
						default -> in.skip();
					}
				}
			}
			if (limit < 1 || limit > MAX_LISTED) {
				throw new ProtocolException("params.limit must be 1 to " + MAX_LISTED);
			}
			return new Params(prefix, channel, socketId, after, limit);
		}

	}

}
