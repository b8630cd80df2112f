package io.casebook.platform.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The readiness of all services in the process, at {@code /q/health/ready}. */
@Readiness
@ApplicationScoped
class ServicesReadyCheck implements HealthCheck {
    private final ServiceReadiness services;

    ServicesReadyCheck(ServiceReadiness services) {
        this.services = services;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("services").status(services.allReady());
        services.report().forEach(answer::withData);
        return answer.build();
    }
}
