using System.Collections;
using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace IrSdk.Aws.Wire;

/// <summary>Writes a call as a form: <c>Name.member.1.Property=value</c>.</summary>
internal sealed class QueryMarshaller(WireService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (WireRequest)input;
        var request = new DefaultRequest(call, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters["Action"] = call.Operation;
        request.Parameters["Version"] = service.ApiVersion;
        WriteProperties(request, "", call);
        return request;
    }

    private static void WriteProperties(DefaultRequest request, string prefix, object from)
    {
        foreach (var property in Shape.Of(from.GetType()).Properties)
        {
            Write(request, prefix + property.Name, property.GetValue(from));
        }
    }

    private static void Write(DefaultRequest request, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                request.Parameters[name] = text;
                break;
            case bool yes:
                request.Parameters[name] = yes ? "true" : "false";
                break;
            case int number:
                request.Parameters[name] = number.ToString(CultureInfo.InvariantCulture);
                break;
            case IList list:
                for (var index = 0; index < list.Count; index++)
                {
                    Write(request, string.Create(CultureInfo.InvariantCulture, $"{name}.member.{index + 1}"), list[index]);
                }

                break;
            default:
                WriteProperties(request, name + ".", value);
                break;
        }
    }
}
