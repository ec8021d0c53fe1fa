using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;

namespace IrSdk.Aws.Wire;

/// <summary>A client on the SDK's own pipeline: credentials, signatures, endpoints and error types are the SDK's.</summary>
internal abstract class WireClient : AmazonServiceClient
{
    private readonly WireService service;
    private readonly IMarshaller<IRequest, AmazonWebServiceRequest> marshaller;

    protected WireClient(ClientSetup setup, WireService service)
        : base(setup.Credentials, setup.Apply(new WireConfig(service)))
    {
        this.service = service;
        marshaller = service.Protocol == WireProtocol.Query ? new QueryMarshaller(service) : new JsonMarshaller(service);
        setup.Attach(RuntimePipeline);
    }

    protected Task<TResponse> CallAsync<TResponse>(WireRequest request, CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = marshaller,
                ResponseUnmarshaller = service.Protocol == WireProtocol.Query ? new QueryUnmarshaller<TResponse>() : new JsonUnmarshaller<TResponse>(service.Protocol),
            },
            cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Marshaller>(new Signatures());

    /// <summary>Without a handler of this kind the pipeline sets no signer.</summary>
    private sealed class Signatures : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext)
        {
            var config = (WireConfig)executionContext.RequestContext.ClientConfig;
            if (config.Service.IsGlobal)
            {
                // The pipeline's marshalling step overwrites what a marshaller sets here.
                executionContext.RequestContext.Request.AuthenticationRegion = config.Service.SigningRegion(
                    config.RegionEndpoint ?? RegionEndpoint.GetBySystemName(config.AuthenticationRegion));
            }

            return AuthSchemeOption.DEFAULT_SIGV4;
        }
    }
}
