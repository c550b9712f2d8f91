/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.handlers;

import java.util.List;

import io.pusherpipe.spring.handler.PipeHandlerConfigurer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

	// tag::resolvers[]
	@Bean
	PipeHandlerConfigurer tenants(Tenants tenants) {
		return new PipeHandlerConfigurer() {

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(new TenantResolver(tenants));
			}

		};
	}
	// end::resolvers[]

	@Bean
	Tenants onlyTenants() {
		return new Tenants("acme");
	}

	record Tenants(String name) {
	}

	record TenantResolver(Tenants tenants) implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == Tenants.class;
		}

		@Override
		public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
			return this.tenants;
		}

	}

}
