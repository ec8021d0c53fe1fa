using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace IrSdk.Aws.Wire;

/// <summary>The SDK's configuration for one of our services.</summary>
internal sealed class WireConfig : ClientConfig
{
    public WireConfig(WireService service)
        : base(new StandardDefaults())
    {
        Service = service;
        ServiceId = service.ServiceId;
        AuthenticationServiceName = service.SigningName;
    }

    public WireService Service { get; }

    public override string RegionEndpointServiceName => Service.HostPrefix;

    public override string ServiceVersion => Service.ApiVersion;

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("IrSdk", "0.1.0");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL is { Length: > 0 } url ? url : Service.Endpoint(parameters.AlternateEndpoint ?? RegionEndpoint));

    private sealed class StandardDefaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
            new DefaultConfiguration
            {
                Name = DefaultConfigurationMode.Standard,
                RetryMode = RequestRetryMode.Standard,
                ConnectTimeout = TimeSpan.FromSeconds(3),
                TlsNegotiationTimeout = TimeSpan.FromSeconds(3),
            };
    }
}
