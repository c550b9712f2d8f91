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

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.autoconfigure.json.AutoConfigureJson;
import org.springframework.boot.test.context.PropertyMapping;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of the application's handlers, and of little else: starts a context with the
 * handlers, the Pipe, an {@linkplain AutoConfigureEmbeddedPipe edge} to which it is
 * connected, JSON and validation. What the handlers need besides is given with
 * {@code @MockitoBean} or {@code @Import}:
 *
 * <pre class="code">
 * &#064;PipeTest(handlers = OrderHandlers.class)
 * class OrderHandlersTests {
 *
 *     &#064;Autowired
 *     private PipeTester pipe;
 *
 *     &#064;MockitoBean
 *     private Orders orders;
 *
 *     &#064;Test
 *     void ordersAreKept() {
 *         this.pipe.emit("order", Map.of("item", "tea"));
 *         then(this.orders).should().keep(new Order("tea"));
 *     }
 *
 * }
 * </pre>
 * <p>
 * Of the application's components these are there: the handlers, that is, those that are
 * named or, where none is, all whose methods carry annotations of the Pipe
 * ({@code @OnSocketEvent}, {@code @AuthorizeChannel} and so on); {@code @PipeAdvice}s,
 * {@code PipeHandlerErrorHandler}s and {@code PipeHandlerConfigurer}s; converters,
 * Jackson's modules and {@code @JacksonComponent}s; what adjusts the client or the edge.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(PipeTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(PipeTypeExcludeFilter.class)
@AutoConfigureJson
@AutoConfigureEmbeddedPipe
@ImportAutoConfiguration
public @interface PipeTest {

	/**
	 * Properties of the form {@code key=value} that are added to the environment.
	 * @return the properties, by default none
	 */
	String[] properties() default {};

	/**
	 * The handlers to test; the same as {@link #handlers()}.
	 * @return the classes
	 */
	@AliasFor("handlers")
	Class<?>[] value() default {};

	/**
	 * The handlers to test. A class that is no bean makes the context fail.
	 * @return the classes; by default none, for all components that have handler methods
	 */
	@AliasFor("value")
	@PropertyMapping("pusher.pipe.test.handlers")
	Class<?>[] handlers() default {};

	/**
	 * Whether only the components that are told above are there, of those that
	 * {@code @SpringBootApplication} finds.
	 * @return {@code true} by default
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Which further components are there.
	 * @return the filters, by default none
	 */
	ComponentScan.Filter[] includeFilters() default {};

	/**
	 * Which components are not there after all.
	 * @return the filters, by default none
	 */
	ComponentScan.Filter[] excludeFilters() default {};

	/**
	 * Which auto-configurations are left out.
	 * @return the classes, by default none
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

	/**
	 * How long each waiting of a test takes at most.
	 * @return the time in the form of Spring Boot's durations, {@code 5s} by default
	 */
	@AliasFor(annotation = AutoConfigureEmbeddedPipe.class, attribute = "timeout")
	String timeout() default "5s";

}
