using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace IrSdk.Aws.Wire;

/// <summary>Reads a JSON answer.</summary>
internal sealed class JsonUnmarshaller<TResponse>(WireProtocol protocol) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        return body.Length == 0 ? new TResponse() : JsonSerializer.Deserialize<TResponse>(body.ToArray(), WireJson.Of(protocol))!;
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return new(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
