/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * A backend: a Spring Boot application as anybody would write it, which writes down what
 * it handles. Ends with who started it, as its input does.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class MemberApplication {

	public static void main(String[] args) {
		Thread watch = new Thread(MemberApplication::endWithInput, "input");
		watch.setDaemon(true);
		watch.start();
		SpringApplication.run(MemberApplication.class, args);
	}

	private static void endWithInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// ended as well
		}
		Runtime.getRuntime().halt(0);
	}

	@Bean
	RecordingHandlers recordingHandlers(Environment environment) throws IOException {
		return new RecordingHandlers(RecordFile.create(Path.of(environment.getRequiredProperty("rig.records"))));
	}

}
