/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;
import org.springframework.test.context.TestPropertySource;

/**
 * Gives the test's context an edge of its own, and a {@link PipeTester} to use it with:
 *
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;AutoConfigureEmbeddedPipe
 * class OrderTests {
 *
 *     &#064;Autowired
 *     private PipeTester pipe;
 *
 *     &#064;Test
 *     void ordersAreConfirmed() {
 *         PipeTestSocket browser = this.pipe.connect();
 *         browser.trigger("order", new Order("tea"));
 *         assertThat(browser.await("confirmed").dataAs(Confirmation.class).item()).isEqualTo("tea");
 *     }
 *
 * }
 * </pre>
 * <p>
 * It is the real edge on a free port of this machine alone, and the application is
 * connected to it whatever {@code pusher.pipe.url}, {@code pusher.pipe.enabled}, TLS
 * settings and a {@code PipeConnectionDetails} bean say. Everything else is as the
 * application has it, also what {@code pusher.pipe.server} says of the edge. With any
 * {@code webEnvironment}, and in several contexts at once: each has its own. The port
 * stays the same while a context is paused.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@PropertyMapping("pusher.pipe.test")
@TestPropertySource(properties = { "pusher.pipe.enabled=true", "pusher.pipe.url=", "pusher.pipe.ssl.bundle=",
		"pusher.pipe.server.enabled=true", "pusher.pipe.server.address=127.0.0.1", "pusher.pipe.server.port=0",
		"pusher.pipe.server.ssl.bundle=", "pusher.pipe.server.proxy-protocol=false" })
public @interface AutoConfigureEmbeddedPipe {

	/**
	 * How long each waiting of a test takes at most.
	 * @return the time in the form of Spring Boot's durations, {@code 5s} by default;
	 * also the property {@code pusher.pipe.test.timeout}
	 */
	@PropertyMapping(skip = PropertyMapping.Skip.ON_DEFAULT_VALUE)
	String timeout() default "5s";

}
