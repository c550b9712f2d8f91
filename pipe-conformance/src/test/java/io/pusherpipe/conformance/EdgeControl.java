/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * The process that edges run in. Lets the tests start edges, and end them in all the ways
 * in which an edge can end:
 * <ul>
 * <li>{@code POST /edges?setting=value} starts one, and answers with its port and its
 * applications</li>
 * <li>{@code POST /edges/PORT/stop} stops it as an operator does</li>
 * <li>{@code POST /edges/PORT/kill} ends it at once</li>
 * <li>{@code POST /edges/PORT/start} starts it again, on its port</li>
 * <li>{@code GET /edges/PORT/member} answers with what the edge's {@link GroupMember} has
 * received</li>
 * <li>{@code DELETE /edges/PORT} ends it for good</li>
 * <li>{@code GET /certificate} answers with the certificate of the edges that have
 * TLS</li>
 * <li>{@code DELETE /edges} ends all, and answers with the errors that were logged</li>
 * </ul>
 * The process ends with its standard input, so that none survives the tests.
 */
public final class EdgeControl {

	static final String GREETING = "Edges at ";

	private final LoggedErrors errors = new LoggedErrors();

	private final Map<Integer, Edge> edges = new ConcurrentHashMap<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private EdgeControl() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/edges", this::handle);
		this.server.createContext("/certificate", this::handle);
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	/**
	 * Serve until the standard input ends. The first line of the output says where.
	 * @param args none
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		EdgeControl control = new EdgeControl();
		System.out.println(GREETING + "http://127.0.0.1:" + control.server.getAddress().getPort());
		System.in.transferTo(OutputStream.nullOutputStream());
		System.exit(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try {
			answer(exchange, 200, perform(exchange));
		}
		catch (RuntimeException ex) {
			answer(exchange, 500, ex.toString());
		}
	}

	private String perform(HttpExchange exchange) {
		String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
		if (path[0].equals("certificate")) {
			return Certificate.ours().pem();
		}
		String action = exchange.getRequestMethod() + ((path.length > 2) ? " " + path[2] : "");
		if (action.equals("DELETE") && path.length == 1) {
			this.edges.values().forEach(Edge::end);
			return this.errors.end();
		}
		if (path.length == 1) {
			return create(settings(exchange.getRequestURI().getRawQuery())).json();
		}
		Edge edge = this.edges.get(Integer.valueOf(path[1]));
		if (edge == null) {
			throw new IllegalArgumentException("There is no edge on port " + path[1]);
		}
		switch (action) {
			case "POST stop" -> edge.stop();
			case "POST kill" -> edge.close();
			case "POST start" -> edge.start();
			case "GET member" -> {
				return edge.heardByMember();
			}
			case "DELETE" -> remove(edge);
			default -> throw new IllegalArgumentException("There is no '" + action + "'");
		}
		return "";
	}

	private Edge create(Map<String, String> settings) {
		Edge edge = new Edge(settings);
		edge.start();
		this.edges.put(edge.port(), edge);
		return edge;
	}

	private void remove(Edge edge) {
		this.edges.remove(edge.port());
		edge.end();
	}

	private static Map<String, String> settings(@Nullable String query) {
		if (query == null || query.isEmpty()) {
			return Map.of();
		}
		return Arrays.stream(query.split("&"))
			.map((setting) -> setting.split("=", 2))
			.collect(Collectors.toMap((setting) -> setting[0],
					(setting) -> URLDecoder.decode(setting[1], StandardCharsets.UTF_8)));
	}

	private static void answer(HttpExchange exchange, int status, String text) throws IOException {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		try (exchange) {
			exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
			exchange.getResponseBody().write(body);
		}
	}

}
