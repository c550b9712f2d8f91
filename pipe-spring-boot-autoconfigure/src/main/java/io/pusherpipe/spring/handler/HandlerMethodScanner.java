/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the annotated methods of all beans, whatever proxies are around them, without
 * creating a bean.
 */
final class HandlerMethodScanner {

	private static final Log logger = LogFactory.getLog(HandlerMethodScanner.class);

	private static final Comparator<FoundMethod> ORDER = Comparator.comparingInt(FoundMethod::order)
		.thenComparing(FoundMethod::beanName)
		.thenComparing((found) -> found.method().getName())
		.thenComparing((found) -> found.method().toString());

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Create a new scanner.
	 * @param beanFactory where the beans are
	 */
	HandlerMethodScanner(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Find the annotated methods.
	 * @return the methods by {@code @Order}, then by the bean's name, then by their own
	 */
	List<FoundMethod> scan() {
		List<FoundMethod> found = new ArrayList<>();
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class)) {
			if (!ScopedProxyUtils.isScopedTarget(beanName)) {
				Class<?> type = targetClass(beanName);
				if (type != null && isCandidate(type)) {
					scan(beanName, type, found);
				}
			}
		}
		found.sort(ORDER);
		return found;
	}

	private @Nullable Class<?> targetClass(String beanName) {
		try {
			Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
			if (type != null && ScopedObject.class.isAssignableFrom(type)) {
				type = AutoProxyUtils.determineTargetClass(this.beanFactory,
						ScopedProxyUtils.getTargetBeanName(beanName));
			}
			if (type != null && Proxy.isProxyClass(type) && this.beanFactory.containsSingleton(beanName)) {
				// made by hand in a @Bean method, so that no definition tells its target
				type = AopProxyUtils.ultimateTargetClass(this.beanFactory.getBean(beanName));
			}
			return type;
		}
		catch (Throwable ex) {
			// An unresolvable bean type, probably from a lazy bean: let it be.
			logger.debug("Could not resolve the class of bean '" + beanName + "', so it has no handlers", ex);
			return null;
		}
	}

	private static boolean isCandidate(Class<?> type) {
		return !AopInfrastructureBean.class.isAssignableFrom(type) && EventKind.annotations()
			.stream()
			.anyMatch((annotation) -> AnnotationUtils.isCandidateClass(type, annotation));
	}

	private void scan(String beanName, Class<?> type, List<FoundMethod> found) {
		Map<Method, Set<EventKind>> annotated = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<Set<EventKind>>) HandlerMethodScanner::kinds);
		annotated.forEach((method, kinds) -> {
			HandlerMethodDescription description = new HandlerMethodDescription(beanName, method);
			found.add(new FoundMethod(beanName, type, method, invocable(description, beanName, method),
					order(type, method), kinds, description));
		});
	}

	private static @Nullable Set<EventKind> kinds(Method method) {
		Set<EventKind> kinds = EventKind.of(annotations(method));
		return kinds.isEmpty() ? null : kinds;
	}

	private Method invocable(HandlerMethodDescription description, String beanName, Method method) {
		Class<?> beanType = this.beanFactory.getType(beanName);
		if (beanType == null) {
			return method;
		}
		try {
			return AopUtils.selectInvocableMethod(method, beanType);
		}
		catch (IllegalStateException ex) {
			Method generic = generic(method, beanType);
			if (generic != null) {
				return generic;
			}
			throw description.invalid("is not seen through the bean's proxy",
					"Make it public and declare it in an interface of the class, or have the class proxied instead "
							+ "of its interfaces (proxyTargetClass=true).");
		}
	}

	// What a generic interface declares is called by the bridge that the class has for
	// it.
	private static @Nullable Method generic(Method method, Class<?> beanType) {
		for (Method bridge : method.getDeclaringClass().getDeclaredMethods()) {
			if (bridge.isBridge() && BridgeMethodResolver.findBridgedMethod(bridge).equals(method)) {
				for (Class<?> type : beanType.getInterfaces()) {
					Method declared = ReflectionUtils.findMethod(type, bridge.getName(), bridge.getParameterTypes());
					if (declared != null) {
						return declared;
					}
				}
			}
		}
		return null;
	}

	private static int order(Class<?> type, Method method) {
		Integer order = OrderUtils.getOrder(method);
		return (order != null) ? order : OrderUtils.getOrder(type, Ordered.LOWEST_PRECEDENCE);
	}

	/**
	 * The annotations of a method, also those it inherits.
	 * @param method the method
	 * @return the annotations
	 */
	static MergedAnnotations annotations(Method method) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
	}

	/**
	 * An annotated method.
	 *
	 * @param beanName the bean
	 * @param beanType the bean's own class
	 * @param method the method of the bean's own class
	 * @param invocable the same method as it can be called on the bean
	 * @param order where it stands among others
	 * @param kinds what it handles
	 * @param description tells people which method this is
	 */
	record FoundMethod(String beanName, Class<?> beanType, Method method, Method invocable, int order,
			Set<EventKind> kinds, HandlerMethodDescription description) {

		/**
		 * Whether the method is a suspending function of Kotlin.
		 * @return {@code true} if it is
		 */
		boolean isSuspending() {
			return KotlinDetector.isSuspendingFunction(this.method);
		}

	}

}
