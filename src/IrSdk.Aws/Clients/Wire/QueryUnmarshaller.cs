using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace IrSdk.Aws.Wire;

/// <summary>Reads the XML answer of the query protocol.</summary>
internal sealed class QueryUnmarshaller<TResponse> : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var root = XDocument.Load(input.Stream).Root!;
        var response = new TResponse();
        if (root.Elements().FirstOrDefault(element => element.Name.LocalName.EndsWith("Result", StringComparison.Ordinal)) is { } result)
        {
            XmlBinding.Fill(response, result);
        }

        response.ResponseMetadata = new ResponseMetadata { RequestId = XmlBinding.Child(XmlBinding.Child(root, "ResponseMetadata"), "RequestId")?.Value };
        return response;
    }

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        return new(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
