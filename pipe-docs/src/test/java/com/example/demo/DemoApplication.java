/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

// tag::demo[]
package com.example.demo;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class DemoApplication {

	private final PipeTemplate pipe;

	public DemoApplication(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	public static void main(String[] args) {
		SpringApplication.run(DemoApplication.class, args);
	}

	@OnSocketEvent("greet")
	String greet(Visitor visitor) {
		this.pipe.channel("lobby").trigger("arrived", visitor);
		return "Hello, " + visitor.name() + "!";
	}

	record Visitor(String name) {
	}

}
// end::demo[]
