using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrSdk.Host.Settings;

/// <summary>The settings as they are in force, for people to read: what could be a secret is left out.</summary>
internal static class SettingsText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(HostSettings settings) => new JsonObject { [HostSettings.Section] = Shown(settings, "") }.ToJsonString(Readable);

    private static JsonNode? Shown(object? value, string name) => value switch
    {
        null => null,
        bool or int or long or double => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        Uri address => Shown(address),
        string text => IsSecret(name) ? "…" : text,
        Enum word => word.ToString(),
        IDictionary pairs => new JsonObject(pairs.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, Shown(pairs[key], name)))),
        IEnumerable list => new JsonArray([.. list.Cast<object>().Select(one => Shown(one, name))]),
        _ => new JsonObject(value.GetType().GetProperties().Select(property => KeyValuePair.Create(property.Name, Shown(property.GetValue(value), property.Name)))),
    };

    /// <summary>Monitors and chats are often reached by an address whose path is the secret.</summary>
    private static JsonValue Shown(Uri address) => JsonValue.Create(
        !address.IsAbsoluteUri ? address.ToString() : address.PathAndQuery is "/" or "" && address.UserInfo.Length == 0 ? address.ToString() : $"{address.Scheme}://{address.Authority}/…");

    private static bool IsSecret(string name) =>
        !name.EndsWith("File", StringComparison.Ordinal) && (name.Contains("Secret", StringComparison.Ordinal) || name.Contains("Token", StringComparison.Ordinal) || name.Contains("Password", StringComparison.Ordinal));
}
