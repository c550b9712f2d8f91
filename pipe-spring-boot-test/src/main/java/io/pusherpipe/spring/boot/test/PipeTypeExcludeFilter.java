/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.PipeAdvice;
import io.pusherpipe.spring.boot.autoconfigure.PipeClientBuilderCustomizer;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerBuilderCustomizer;
import io.pusherpipe.spring.handler.PipeHandlerConfigurer;
import io.pusherpipe.spring.handler.PipeHandlerErrorHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.type.ClassMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Lets handlers and what belongs to them into the context of {@link PipeTest @PipeTest}.
 */
final class PipeTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<PipeTest> {

	private static final Class<?>[] NONE = {};

	private static final String ANNOTATIONS = OnSocketEvent.class.getPackageName() + ".";

	private static final Set<Class<?>> KNOWN_INCLUDES = knownIncludes();

	private final Set<Class<?>> handlers;

	PipeTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.handlers = Set.of(getAnnotation().getValue("handlers", Class[].class).orElse(NONE));
	}

	private static Set<Class<?>> knownIncludes() {
		Set<Class<?>> includes = new LinkedHashSet<>(Set.of(PipeAdvice.class, Converter.class, GenericConverter.class,
				PipeHandlerConfigurer.class, PipeHandlerErrorHandler.class, PipeClientBuilderCustomizer.class,
				PipeServerBuilderCustomizer.class));
		addIfPresent(includes, "tools.jackson.databind.JacksonModule");
		addIfPresent(includes, "org.springframework.boot.jackson.JacksonComponent");
		return includes;
	}

	private static void addIfPresent(Set<Class<?>> includes, String name) {
		ClassLoader classLoader = PipeTypeExcludeFilter.class.getClassLoader();
		if (ClassUtils.isPresent(name, classLoader)) {
			includes.add(ClassUtils.resolveClassName(name, classLoader));
		}
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return KNOWN_INCLUDES;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.handlers;
	}

	@Override
	protected boolean defaultInclude(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
			throws IOException {
		return super.defaultInclude(metadataReader, metadataReaderFactory)
				|| (this.handlers.isEmpty() && isHandler(metadataReader, metadataReaderFactory));
	}

	private static boolean isHandler(@Nullable MetadataReader reader, MetadataReaderFactory factory)
			throws IOException {
		if (reader == null) {
			return false;
		}
		if (isOfPipe(reader.getAnnotationMetadata().getAnnotations()) || reader.getAnnotationMetadata()
			.getDeclaredMethods()
			.stream()
			.anyMatch(PipeTypeExcludeFilter::isHandler)) {
			return true;
		}
		ClassMetadata type = reader.getClassMetadata();
		for (String inherited : type.getInterfaceNames()) {
			if (isHandler(read(inherited, factory), factory)) {
				return true;
			}
		}
		return isHandler(read(type.getSuperClassName(), factory), factory);
	}

	private static @Nullable MetadataReader read(@Nullable String type, MetadataReaderFactory factory)
			throws IOException {
		return (type != null && !type.startsWith("java.")) ? factory.getMetadataReader(type) : null;
	}

	private static boolean isHandler(MethodMetadata method) {
		return isOfPipe(method.getAnnotations());
	}

	private static boolean isOfPipe(MergedAnnotations annotations) {
		return annotations.stream().anyMatch((annotation) -> annotation.getType().getName().startsWith(ANNOTATIONS));
	}

}
