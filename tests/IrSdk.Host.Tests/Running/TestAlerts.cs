using System.Globalization;
using System.Text.Json.Nodes;

namespace IrSdk.Host.Tests;

/// <summary>Alerts as a SIEM sends them.</summary>
internal static class TestAlerts
{
    /// <summary>A stolen key of its own for each number: alerts that belong to different incidents.</summary>
    public static string OfKey(int number, int confidence = 92, string? id = null, string lastSeen = "2026-11-24T09:17:01Z", string kind = "credential-compromise") => new JsonObject
    {
        ["schema"] = "irsdk.alert/v1",
        ["id"] = id ?? string.Create(CultureInfo.InvariantCulture, $"alert-{number}"),
        ["source"] = "siem",
        ["title"] = string.Create(CultureInfo.InvariantCulture, $"Access key {number} used from afar"),
        ["kind"] = kind,
        ["confidence"] = confidence,
        ["severity"] = "high",
        ["firstSeen"] = "2026-11-24T09:16:21Z",
        ["lastSeen"] = lastSeen,
        ["account"] = "111122223333",
        ["region"] = "us-east-1",
        ["resources"] = new JsonArray(new JsonObject
        {
            ["type"] = "access-key",
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"AKIAIOSFODNN{number:00000000}"),
            ["user"] = string.Create(CultureInfo.InvariantCulture, $"deploy-{number}"),
            ["involvement"] = "suspect",
        }),
    }.ToJsonString();
}
