/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.security.Principal;
import java.util.Map;

import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.ChannelAuthorizer;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.authorization.UserAuthenticator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * An application with the starter, whose endpoints authorize the clients of all edges:
 * they have the same application. The user is who the header {@code X-User} says.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class AuthorizingApplication implements WebMvcConfigurer {

	static final String USER_HEADER = "X-User";

	/**
	 * Start it. No edge is needed to sign.
	 * @return the application, to be closed
	 */
	static ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(AuthorizingApplication.class).properties(Map.of("server.port", "0",
				"server.address", "127.0.0.1", "spring.main.banner-mode", "off", "pusher.pipe.url", "ws://127.0.0.1:1",
				"pusher.pipe.app-id", "1", "pusher.pipe.key", "key-of-1", "pusher.pipe.secret", "secret-of-1",
				"pusher.pipe.encryption-master-key", Credentials.MASTER_KEY, "pusher.pipe.auto-startup", "false"))
			.run();
	}

	static String url(ConfigurableApplicationContext application) {
		return "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
	}

	@Bean
	ChannelAuthorizer channelAuthorizer() {
		return (request) -> {
			Principal user = request.principal();
			if (user == null || request.channel().endsWith("-forbidden")) {
				return ChannelAuthorization.refuse();
			}
			return switch (request.channelType()) {
				case PRESENCE -> ChannelAuthorization.allow(user.getName(), info(user));
				default -> ChannelAuthorization.allow();
			};
		};
	}

	@Bean
	UserAuthenticator userAuthenticator() {
		return (request) -> {
			Principal user = request.principal();
			return (user != null) ? UserAuthentication.as(user.getName()).withInfo(info(user))
					: UserAuthentication.refuse();
		};
	}

	private static Map<String, String> info(Principal user) {
		return Map.of("name", "Name of " + user.getName());
	}

	@Bean
	LoginFilter loginFilter() {
		return new LoginFilter();
	}

	// the pages come from elsewhere
	@Override
	public void addCorsMappings(CorsRegistry registry) {
		registry.addMapping("/pusher/**").allowedMethods("POST");
	}

	/**
	 * Does what a login does, as far as it concerns us.
	 */
	static final class LoginFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String user = request.getHeader(USER_HEADER);
			chain.doFilter(new HttpServletRequestWrapper(request) {

				@Override
				public @Nullable Principal getUserPrincipal() {
					return (user != null) ? () -> user : null;
				}

			}, response);
		}

	}

}
