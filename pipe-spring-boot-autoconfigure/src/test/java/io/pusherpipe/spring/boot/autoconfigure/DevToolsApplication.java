/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * An application that DevTools restart when a page asks for it, as they do when a
 * developer has changed a class. Started by {@link DevToolsIntegrationTests} in a process
 * of its own.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ JacksonAutoConfiguration.class, SslAutoConfiguration.class,
		PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class })
public class DevToolsApplication {

	private final PipeConnectionDetails edge;

	DevToolsApplication(PipeConnectionDetails edge) {
		this.edge = edge;
	}

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(DevToolsApplication.class, args);
	}

	@OnPipeConnected
	void connected() {
		System.out.println("Ready at " + this.edge.getUrl() + " with key " + this.edge.getKey());
	}

	@OnSocketEvent("greet")
	void greet(PipeSocket socket, Greeting greeting) {
		int classLoader = System.identityHashCode(getClass().getClassLoader());
		socket.trigger("greeted", new Greeted(greeting.name(), classLoader));
	}

	@OnSocketEvent("restart")
	void restart() {
		new Thread(() -> Restarter.getInstance().restart(), "restart").start();
	}

	record Greeting(String name) {

	}

	record Greeted(String name, int classLoader) {

	}

}
