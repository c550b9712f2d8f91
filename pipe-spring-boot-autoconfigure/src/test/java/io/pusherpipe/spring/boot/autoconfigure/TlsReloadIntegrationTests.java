/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLHandshakeException;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for certificates that are renewed while the edge and the Pipe run.
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsReloadIntegrationTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	static Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, SslAutoConfiguration.class,
				PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withBean(Echo.class)
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1",
				"pusher.pipe.server.drain-period=0s",
				"spring.ssl.bundle.jks.edge.keystore.location=" + store("old").toUri(),
				"spring.ssl.bundle.jks.edge.keystore.password=changeit",
				"spring.ssl.bundle.jks.backend.truststore.location=" + store("old").toUri(),
				"spring.ssl.bundle.jks.backend.truststore.password=changeit", "pusher.pipe.server.ssl.bundle=edge",
				"pusher.pipe.ssl.bundle=backend");

	@BeforeAll
	static void createCertificates() throws IOException, InterruptedException {
		createCertificate("old");
		createCertificate("new");
	}

	private static void createCertificate(String name) throws IOException, InterruptedException {
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname",
				"CN=localhost", "-ext", "san=dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-storepass",
				"changeit", "-keystore", store(name).toString())
			.inheritIO()
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
	}

	@Test
	void newConnectionsGetTheNewCertificateAndOldOnesGoOn(CapturedOutput output) {
		this.runner.run((context) -> {
			awaitConnected(context);
			try (Browser before = connect(context, "old")) {
				SslBundleRegistry bundles = context.getBean(SslBundleRegistry.class);
				bundles.updateBundle("edge", keys("new"));

				assertThatThrownBy(() -> connect(context, "old")).hasCauseInstanceOf(SSLHandshakeException.class);
				try (Browser after = connect(context, "new")) {
					echo(after);
				}
				echo(before);
				assertThat(output).contains("SSL bundle 'edge' has changed, new connections to the edge get it");
			}
		});
	}

	@Test
	void theNextConnectionOfThePipeTrustsTheNewCertificate() {
		this.runner.run((context) -> {
			awaitConnected(context);
			SslBundleRegistry bundles = context.getBean(SslBundleRegistry.class);
			bundles.updateBundle("edge", keys("new"));
			bundles.updateBundle("backend", trust("new"));
			PipeClient client = context.getBean(PipeClient.class);
			client.disconnect().block();
			client.connect().block();
			assertThat(client.state().isConnected()).isTrue();
			try (Browser browser = connect(context, "new")) {
				echo(browser);
			}
		});
	}

	@Test
	void whenTheNewBundleCannotBeUsedThenTheEdgeKeepsTheOldOne(CapturedOutput output) {
		this.runner.run((context) -> {
			SslBundle broken = SslBundle.of(SslStoreBundle.of(null, null, null), null,
					SslOptions.of(null, Set.of("TLSv0.9")));
			context.getBean(SslBundleRegistry.class).updateBundle("edge", broken);
			assertThat(output).contains("the edge keeps the certificate that it has");
			try (Browser browser = connect(context, "old")) {
				assertThat(browser.socketId()).isNotEmpty();
			}
		});
	}

	private static void awaitConnected(AssertableApplicationContext context) {
		await().atMost(30, TimeUnit.SECONDS).until(() -> context.getBean(PipeClient.class).state().isConnected());
	}

	private static void echo(Browser browser) {
		browser.trigger("say", "1");
		browser.expect("echo");
	}

	private static Browser connect(AssertableApplicationContext context, String trusted) {
		HttpClient client = HttpClient.newBuilder().sslContext(trust(trusted).createSslContext()).build();
		return Browser.connect(client, context.getBean(PipeConnectionDetails.class));
	}

	private static SslBundle keys(String name) {
		return SslBundle.of(new JksSslStoreBundle(details(name), null));
	}

	private static SslBundle trust(String name) {
		return SslBundle.of(new JksSslStoreBundle(null, details(name)));
	}

	private static JksSslStoreDetails details(String name) {
		return new JksSslStoreDetails(null, null, store(name).toUri().toString(), "changeit");
	}

	private static Path store(String name) {
		return directory.resolve(name + ".p12");
	}

	static class Echo {

		@OnSocketEvent
		void echo(PipeSocket socket, int number) {
			socket.trigger("echo", number);
		}

	}

}
