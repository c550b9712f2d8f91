/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.List;

import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import io.pusherpipe.spring.core.PipeSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Traces that begin in a browser and go on in handlers, with OpenTelemetry.
 */
class TracingIntegrationTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	private static final String SPAN = "b7ad6b7169203331";

	private final InMemorySpanExporter spans = InMemorySpanExporter.create();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this.spans))
		.build();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PipeServerAutoConfiguration.class,
				PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class,
				PipeObservationAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1",
				"pusher.pipe.handler.observation-enabled=true", "pusher.pipe.template.observation-enabled=true")
		.withBean(ObservationRegistry.class, this::registry)
		.withBean(Handlers.class);

	@AfterEach
	void close() {
		this.provider.close();
	}

	private ObservationRegistry registry() {
		Tracer tracer = this.provider.get("test");
		OtelTracer bridge = new OtelTracer(tracer, new OtelCurrentTraceContext(), (event) -> {
		});
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), tracer);
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig()
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new PropagatingReceiverTracingObservationHandler<>(bridge, propagator),
					new PropagatingSenderTracingObservationHandler<>(bridge, propagator),
					new DefaultTracingObservationHandler(bridge)));
		return registry;
	}

	@ParameterizedTest
	@ValueSource(strings = { "blocking", "reactive", "returning", "elsewhere" })
	void aTraceOfTheBrowserGoesOnInTheHandlerAndInWhatItTriggers(String event) {
		this.runner.run((context) -> {
			await().until(() -> context.getBean(PipeClient.class).state().isConnected());
			try (Browser browser = Browser.connect(context.getBean(PipeConnectionDetails.class))) {
				browser.send("{\"event\":\"" + event + "\",\"data\":1,\"trace\":{\"traceparent\":\"00-" + TRACE + "-"
						+ SPAN + "-01\",\"tracestate\":\"shop=1\"}}");
				browser.expect("answer");
			}
			await().until(() -> this.spans.getFinishedSpanItems().size() == 2);
		});
		SpanData handler = span(SpanKind.CONSUMER);
		SpanData trigger = span(SpanKind.PRODUCER);
		assertThat(handler.getName()).isEqualTo("handle TracingIntegrationTests$Handlers." + event);
		assertThat(handler.getTraceId()).isEqualTo(TRACE);
		assertThat(handler.getParentSpanId()).isEqualTo(SPAN);
		assertThat(handler.getSpanContext().getTraceState().get("shop")).isEqualTo("1");
		assertThat(trigger.getName()).isEqualTo("trigger on socket");
		assertThat(trigger.getTraceId()).isEqualTo(TRACE);
		assertThat(trigger.getParentSpanId()).isEqualTo(handler.getSpanId());
	}

	@Test
	void aRequestContinuesTheTraceAsWell() {
		this.runner.run((context) -> {
			await().until(() -> context.getBean(PipeClient.class).state().isConnected());
			try (Browser browser = Browser.connect(context.getBean(PipeConnectionDetails.class))) {
				browser.send(
						"{\"event\":\"pipe:request\",\"data\":{\"id\":1,\"event\":\"price\"},\"trace\":{\"traceparent\":\"00-"
								+ TRACE + "-" + SPAN + "-01\"}}");
				browser.expect("pipe:reply");
			}
			await().until(() -> this.spans.getFinishedSpanItems().size() == 1);
		});
		assertThat(span(SpanKind.CONSUMER).getTraceId()).isEqualTo(TRACE);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"event\":\"blocking\"}", "{\"event\":\"blocking\",\"trace\":{\"traceparent\":\"00-hush\"}}",
					"{\"event\":\"blocking\",\"trace\":[1]}" })
	void withoutAUsableTraceTheHandlerBeginsOne(String message) {
		this.runner.run((context) -> {
			await().until(() -> context.getBean(PipeClient.class).state().isConnected());
			try (Browser browser = Browser.connect(context.getBean(PipeConnectionDetails.class))) {
				browser.send(message);
				browser.expect("answer");
				assertThat(browser.hasReceived("pusher:error")).isFalse();
			}
			await().until(() -> this.spans.getFinishedSpanItems().size() == 2);
		});
		SpanData handler = span(SpanKind.CONSUMER);
		assertThat(handler.getParentSpanContext().isValid()).isFalse();
		assertThat(span(SpanKind.PRODUCER).getTraceId()).isEqualTo(handler.getTraceId());
	}

	private SpanData span(SpanKind kind) {
		List<SpanData> spans = this.spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getKind() == kind)
			.toList();
		assertThat(spans).hasSize(1);
		return spans.get(0);
	}

	static class Handlers {

		@OnSocketEvent("blocking")
		void blocking(PipeSocket socket) {
			socket.trigger("answer");
		}

		@OnSocketEvent("reactive")
		Mono<Void> reactive(PipeSocket socket) {
			return Mono.fromFuture(() -> socket.trigger("answer"));
		}

		@OnSocketEvent("returning")
		@TriggerOnSocket("answer")
		String returning() {
			return "hi";
		}

		@OnSocketEvent("elsewhere")
		@TriggerOnSocket("answer")
		Mono<String> elsewhere() {
			return Mono.just("hi").publishOn(Schedulers.parallel());
		}

		@OnSocketEvent("price")
		double price() {
			return 1.09;
		}

	}

}
