using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace IrSdk.Aws.Wire;

/// <summary>Writes a call as JSON, with the operation in a header or in method and path.</summary>
internal sealed class JsonMarshaller(WireService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (WireRequest)input;
        var isRest = service.Protocol == WireProtocol.RestJson;
        var request = new DefaultRequest(call, service.ServiceId)
        {
            HttpMethod = isRest ? call.HttpMethod : "POST",
            ResourcePath = isRest ? call.HttpPath : "/",
            UseQueryString = true,
        };
        if (!isRest)
        {
            request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{call.Operation}";
        }

        if (request.HttpMethod != "GET")
        {
            request.Headers["Content-Type"] = isRest ? "application/json" : "application/x-amz-json-1.1";
            request.Content = JsonSerializer.SerializeToUtf8Bytes(call, call.GetType(), WireJson.Of(service.Protocol));
        }

        return request;
    }
}
