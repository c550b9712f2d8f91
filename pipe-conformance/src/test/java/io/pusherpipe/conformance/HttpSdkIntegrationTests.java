/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The official SDKs for backends against the edge.
 */
class HttpSdkIntegrationTests {

	private final WebhookReceiver receiver = new WebhookReceiver();

	private final EdgeProcess edges = new EdgeProcess();

	private final RemoteEdge edge = this.edges
		.open(Map.of("subscriptionCountEnabled", "true", "webhooks", this.receiver.url()));

	@AfterEach
	void stop() {
		this.edges.close();
		this.receiver.close();
	}

	@TestFactory
	Stream<DynamicTest> node() {
		return checks(Column.PUSHER_HTTP_NODE,
				() -> new ProgramSdk(List.of("node", "src/test/js/http-sdk/sdk.mjs"), trusting("NODE_EXTRA_CA_CERTS")));
	}

	@TestFactory
	Stream<DynamicTest> java() {
		return checks(Column.PUSHER_HTTP_JAVA, JavaSdk::new);
	}

	@TestFactory
	Stream<DynamicTest> python() {
		return checks(Column.PUSHER_HTTP_PYTHON, () -> new ProgramSdk(Toolchain.python()));
	}

	@TestFactory
	Stream<DynamicTest> go() {
		return checks(Column.PUSHER_HTTP_GO, () -> new ProgramSdk(Toolchain.go(), trusting("SSL_CERT_FILE")));
	}

	private Map<String, String> trusting(String variable) {
		return Map.of(variable, this.edges.certificate().toString());
	}

	private DynamicTest overTls(HttpSdk sdk) {
		Credentials app = Credentials.of(this.edges.open(Map.of("tls", "true"))).withTls();
		return DynamicTest.dynamicTest("TLS: with a certificate of one's own",
				() -> TrustStore.during(this.edges.certificate(), () -> {
					sdk.call("trigger", app, Map.of("channels", List.of("cache-tls"), "event", "e", "data", "x"));
					assertThat(sdk.call("channels", app, Map.of()).get("channels").isEmpty()).isTrue();
				}));
	}

	private Stream<DynamicTest> checks(Column column, Supplier<HttpSdk> opener) {
		HttpSdk sdk;
		try {
			sdk = opener.get();
		}
		catch (TestAbortedException ex) {
			// a factory that is aborted is in no report
			return Stream.of(DynamicTest.dynamicTest(column.title(), () -> {
				throw ex;
			}));
		}
		Credentials app = Credentials.of(this.edge);
		WebhookChecks webhooks = new WebhookChecks(sdk, app, this.receiver);
		webhooks.cause();
		Stream<DynamicTest> checks = Stream.concat(new HttpSdkChecks(sdk, app).stream(), Stream.of(overTls(sdk)));
		return column.tellsOf(Stream.concat(checks, webhooks.stream())).onClose(sdk::close);
	}

}
