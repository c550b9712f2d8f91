/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives the game's page its address. The quickstart is the welcome page.
 */
@Configuration(proxyBeanMethods = false)
class Pages implements WebMvcConfigurer {

	private static final Logger logger = LoggerFactory.getLogger(Pages.class);

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addViewController("/game").setViewName("forward:/game.html");
		registry.addRedirectViewController("/game/", "/game");
	}

	@EventListener
	void started(WebServerInitializedEvent event) {
		int port = event.getWebServer().getPort();
		logger.info("Open http://localhost:{}/ for the quickstart, http://localhost:{}/game for the game", port, port);
	}

}
