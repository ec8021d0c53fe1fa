using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace IrSdk.Aws.Wire;

/// <summary>A call: its type's name without <c>Request</c> is the operation, its properties are the parameters.</summary>
internal abstract class WireRequest : AmazonWebServiceRequest
{
    private const string Suffix = "Request";

    [JsonIgnore]
    public string Operation => GetType().Name[..^Suffix.Length];

    /// <summary>For the REST protocol.</summary>
    [JsonIgnore]
    public virtual string HttpMethod => "POST";

    /// <summary>For the REST protocol.</summary>
    [JsonIgnore]
    public virtual string HttpPath => "/";
}
