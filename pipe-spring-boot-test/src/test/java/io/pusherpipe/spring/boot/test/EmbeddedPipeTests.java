/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.test.PipeTestSocket;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AutoConfigureEmbeddedPipe @AutoConfigureEmbeddedPipe}.
 */
class EmbeddedPipeTests {

	@Test
	void connectsToAnEdgeOfItsOwnAndNotToThatOfTheProperties() throws Exception {
		ConfigurableApplicationContext context = contextOf(WithoutWeb.class);
		PipeConnectionDetails edge = context.getBean(PipeConnectionDetails.class);
		assertThat(edge.getUrl()).hasScheme("ws").hasHost("localhost");
		assertThat(edge.getUrl().getPort())
			.isEqualTo(context.getEnvironment().getProperty("local.pipe.server.port", Integer.class));
		answers(context);
	}

	@Test
	void contextsLiveSideBySide() throws Exception {
		ConfigurableApplicationContext one = contextOf(WithoutWeb.class);
		ConfigurableApplicationContext other = contextOf(WithAnotherEdge.class);
		assertThat(portOf(one)).isNotEqualTo(portOf(other));
		one.restart();
		answers(one);
		answers(other);
		answers(one);
	}

	@Test
	void takesThePlaceOfABeanThatTellsOfAnotherEdge() throws Exception {
		ConfigurableApplicationContext context = contextOf(WithAnotherEdge.class);
		assertThat(context.getBeansOfType(PipeConnectionDetails.class)).hasSize(1).doesNotContainKey("edgeElsewhere");
	}

	@Test
	void portAndSocketsOutliveAPauseOfTheContext() throws Exception {
		ConfigurableApplicationContext context = contextOf(Paused.class);
		PipeTester pipe = context.getBean(PipeTester.class);
		int port = portOf(context);
		PipeTestSocket socket = pipe.connect();
		context.pause();
		context.restart();
		assertThat(portOf(context)).isEqualTo(port);
		pipe.awaitConnected();
		assertThat(socket.trigger("hello", "again").await("echo").dataAs(String.class)).isEqualTo("again");
		socket.close();
	}

	@Test
	void whereTheApplicationDoesNotConnectBrowsersDo() throws Exception {
		ConfigurableApplicationContext context = contextOf(NotConnected.class);
		PipeTester pipe = context.getBean(PipeTester.class);
		try (PipeTestSocket socket = pipe.connect()) {
			assertThat(socket.subscribe("private-room").received()).isEmpty();
		}
		assertThatExceptionOfType(AssertionError.class).isThrownBy(pipe::awaitConnected)
			.withMessageContaining("pusher.pipe.auto-startup");
	}

	@Test
	void whenTheConnectionIsRefusedForGoodThenSaysSo() throws Exception {
		PipeTester pipe = contextOf(Refused.class).getBean(PipeTester.class);
		pipe.awaitConnected();
		pipe.dropConnection(CloseCode.UNKNOWN_APP);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(pipe::awaitConnected)
			.withMessage("The application has given up connecting to the edge")
			.havingCause()
			.withMessageContaining("4001");
	}

	private static ConfigurableApplicationContext contextOf(Class<?> test) {
		return (ConfigurableApplicationContext) new TestContextManager(test).getTestContext().getApplicationContext();
	}

	private static int portOf(ConfigurableApplicationContext context) {
		return context.getBean(PipeConnectionDetails.class).getUrl().getPort();
	}

	private static void answers(ConfigurableApplicationContext context) {
		try (PipeTestSocket socket = context.getBean(PipeTester.class).connect()) {
			assertThat(socket.trigger("hello", "you").await("echo").dataAs(String.class)).isEqualTo("you");
		}
	}

	@SpringBootTest(classes = EchoApplication.class, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureEmbeddedPipe
	static class WithoutWeb {

	}

	@SpringBootTest(classes = { EchoApplication.class, EdgeElsewhere.class }, webEnvironment = WebEnvironment.NONE)
	@AutoConfigureEmbeddedPipe
	static class WithAnotherEdge {

	}

	@SpringBootTest(classes = EchoApplication.class, webEnvironment = WebEnvironment.NONE, properties = "test=paused")
	@AutoConfigureEmbeddedPipe
	static class Paused {

	}

	@SpringBootTest(classes = EchoApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "pusher.pipe.auto-startup=false")
	@AutoConfigureEmbeddedPipe
	static class NotConnected {

	}

	@SpringBootTest(classes = EchoApplication.class, webEnvironment = WebEnvironment.NONE, properties = "test=refused")
	@AutoConfigureEmbeddedPipe
	static class Refused {

	}

	/**
	 * A test of the pages and of the Pipe.
	 */
	@SpringBootTest(classes = EchoApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureEmbeddedPipe(timeout = "40s")
	static class WithWebServerTests {

		@Autowired
		private PipeTester pipe;

		@LocalServerPort
		private int webPort;

		@LocalPipeServerPort
		private int edgePort;

		@Test
		void bothServersListen(@Autowired PipeTestProperties properties) {
			assertThat(this.webPort).isPositive().isNotEqualTo(this.edgePort);
			assertThat(this.pipe.connect().trigger("hello", 1).await("echo").data().asInt()).isEqualTo(1);
			assertThat(properties.timeout()).hasSeconds(40);
		}

	}

	/**
	 * A test with a mocked web environment.
	 */
	@SpringBootTest(classes = EchoApplication.class)
	@AutoConfigureEmbeddedPipe
	static class WithMockedWebTests {

		@Test
		void edgeIsNotMocked(@Autowired PipeTester pipe) {
			assertThat(pipe.connect().trigger("hello", 1).await("echo").data().asInt()).isEqualTo(1);
		}

	}

	/**
	 * A test with the edge that the application itself starts.
	 */
	@SpringBootTest(classes = EchoApplication.class, webEnvironment = WebEnvironment.NONE)
	@TestPropertySource(properties = { "pusher.pipe.url=", "pusher.pipe.server.port=0", "pusher.pipe.ssl.bundle=" })
	static class WithOrdinaryEdgeTests {

		@LocalPipeServerPort
		private int port;

		@Test
		void itsPortIsTold(@Autowired PipeConnectionDetails edge, @Autowired Environment environment) {
			assertThat(this.port).isPositive().isEqualTo(edge.getUrl().getPort());
		}

	}

	/**
	 * Says the same.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EchoApplication {

		@OnSocketEvent("hello")
		void hello(PipeSocket socket, Object data) {
			socket.trigger("echo", data);
		}

	}

	/**
	 * Tells of an edge that no test is to reach.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EdgeElsewhere {

		@Bean
		PipeConnectionDetails edgeElsewhere() {
			throw new IllegalStateException("Nobody is to ask");
		}

	}

}
