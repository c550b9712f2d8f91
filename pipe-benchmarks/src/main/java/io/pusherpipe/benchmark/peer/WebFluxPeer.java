/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.peer;

import java.time.Duration;
import java.util.Map;

import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServer;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * A WebSocket handler of Spring WebFlux on Reactor Netty: whatever a socket sends goes to
 * all.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFlux
public class WebFluxPeer {

	/**
	 * Start it.
	 * @param args the port
	 */
	public static void main(String[] args) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(WebFluxPeer.class);
		HttpServer.create()
			.host("127.0.0.1")
			.port(Integer.parseInt(args[0]))
			.handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(context).build()))
			.bindNow()
			.onDispose()
			.block();
	}

	@Bean
	HandlerMapping mapping() {
		Sinks.Many<String> all = Sinks.many().multicast().directBestEffort();
		WebSocketHandler handler = (session) -> session
			.send(all.asFlux().onBackpressureBuffer().map(session::textMessage))
			.and(session.receive()
				.map(WebSocketMessage::getPayloadAsText)
				.doOnNext((text) -> all.emitNext(text, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(5)))));
		return new SimpleUrlHandlerMapping(Map.of("/", handler), -1);
	}

}
