using System.Globalization;
using System.Text.Json.Nodes;

namespace IrSdk.Benchmarks.Host;

/// <summary>Alerts as a SIEM sends them.</summary>
internal static class LoadAlerts
{
    /// <summary>An alert of its own about a stolen key; those about one key belong together.</summary>
    public static string OfKey(int alert, int key) => Of(alert, [key]);

    /// <summary>One alert about many stolen keys.</summary>
    public static string OfKeys(int alert, IEnumerable<int> keys) => Of(alert, keys);

    private static string Of(int alert, IEnumerable<int> keys) => new JsonObject
    {
        ["schema"] = "irsdk.alert/v1",
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"load-{alert}"),
        ["source"] = "siem",
        ["title"] = "Access key used from afar",
        ["kind"] = "credential-compromise",
        ["confidence"] = 92,
        ["severity"] = "high",
        ["firstSeen"] = "2026-11-24T09:16:21Z",
        ["lastSeen"] = "2026-11-24T09:17:01Z",
        ["account"] = "111122223333",
        ["region"] = "us-east-1",
        ["resources"] = new JsonArray([.. keys.Select(key => new JsonObject
        {
            ["type"] = "access-key",
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"AKIAIOSFODNN{key:00000000}"),
            ["user"] = string.Create(CultureInfo.InvariantCulture, $"deploy-{key}"),
            ["involvement"] = "suspect",
        })]),
    }.ToJsonString();
}
