/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.startup;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A web application with one controller, which tells what its start has cost and ends. It
 * knows nothing of the Pipe.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class PlainApplication {

	// The Pipe connects after the start, and that is to be counted.
	private static final int SETTLE_SECONDS = 3;

	/**
	 * Starts the application.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication.run(PlainApplication.class, args);
	}

	@GetMapping("/")
	String hello() {
		return "Hello";
	}

	@EventListener
	void ready(ApplicationReadyEvent event) throws InterruptedException {
		long milliseconds = ManagementFactory.getRuntimeMXBean().getUptime();
		TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		long cpu = TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime());
		int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
		System.gc();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
		int threads = ManagementFactory.getThreadMXBean().getThreadCount();
		System.out.println("COST " + milliseconds + " " + cpu + " " + classes + " " + heap + " " + threads);
		Runtime.getRuntime().halt(0);
	}

}
