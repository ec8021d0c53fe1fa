using IrSdk.Host.Settings;
using IrSdk.Runtime;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IrSdk.Host.Operations;

/// <summary>Sends traces and metrics to a collector, where one is named; else nothing listens, and nothing is measured.</summary>
internal static class Exporters
{
    private static readonly string[] Environment = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    public static void Add(IServiceCollection services, TelemetrySettings settings, IConfiguration configuration)
    {
        if (settings.Otlp is null && Environment.All(name => string.IsNullOrEmpty(configuration[name])))
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("irsdk-host", serviceVersion: typeof(Exporters).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(traces => traces.AddSource(IrSdkTelemetry.Name).AddAspNetCoreInstrumentation(Quieten).AddHttpClientInstrumentation(Shorten))
            .WithMetrics(metrics => metrics.AddMeter(IrSdkTelemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation());
        _ = settings.Otlp is { } collector
            ? telemetry.UseOtlpExporter(settings.Protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, collector)
            : telemetry.UseOtlpExporter();
    }

    /// <summary>Probes and open pages are no news; what stands in a query (links that sign in, links that approve) is nobody else's.</summary>
    private static void Quieten(OpenTelemetry.Instrumentation.AspNetCore.AspNetCoreTraceInstrumentationOptions options)
    {
        options.Filter = static context => context.Request.Path.Value is not ("/healthz" or "/readyz" or "/events");
        options.EnrichWithHttpResponse = static (span, _) => span.SetTag("url.query", null);
        options.RecordException = false;
    }

    /// <summary>A chat's or a monitor's address often is its secret.</summary>
    private static void Shorten(OpenTelemetry.Instrumentation.Http.HttpClientTraceInstrumentationOptions options) =>
        options.EnrichWithHttpRequestMessage = static (span, request) => span.SetTag("url.full", request.RequestUri is { IsAbsoluteUri: true } address ? address.GetLeftPart(UriPartial.Authority) : null);
}
