/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.pusherpipe.protocol.pipe.PipeFilter;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

// What a client was built with; PipeClientBuilder tells what each of them is.
record Options(PipeProtocol protocol, Membership membership, PipeFilter filter, Supplier<PipeEndpoint> endpoint,
		JsonMapper jsonMapper, UnaryOperator<HttpClient> httpClient, Scheduler scheduler, Duration connectTimeout,
		PipeReconnect reconnect, Duration heartbeatInterval, Duration heartbeatTimeout, Duration replyTimeout,
		int maxMessageSize, int receiveBuffer, int subscriberBuffer, int outboundBuffer,
		WhenDisconnected whenDisconnected, boolean debug) {

}
