using System.Net;
using System.Text.Json;

namespace IrSdk.Connectors;

/// <summary>What a vendor's service answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The JSON of the answer. Null: it has none.</param>
/// <param name="RetryAfter">For how long the service does not want to be asked. Null: it does not say.</param>
internal sealed record VendorAnswer(HttpStatusCode Status, JsonElement? Body, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string? Text(params string[] path)
    {
        var at = Body;
        foreach (var name in path)
        {
            at = at is { ValueKind: JsonValueKind.Object } here && here.TryGetProperty(name, out var next) ? next : null;
        }

        return at is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }
}
