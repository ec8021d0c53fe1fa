using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Tests.Operations;

/// <summary>The settings as their classes and their comments say them: as a JSON schema, and as the manual's table.</summary>
internal static class SettingsBook
{
    private static readonly Dictionary<string, string> Comments = XDocument.Load(Path.ChangeExtension(typeof(HostSettings).Assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, member => Sentence(member.Element("summary")));

    public static string Schema()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Settings of the IrSdk host",
            ["description"] = "appsettings.json beside the host, or the file that --settings names.",
            ["type"] = "object",
            ["properties"] = new JsonObject { [HostSettings.Section] = Node(typeof(HostSettings), null, HostSettings.Section) },
        };
        return schema.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    public static string Table()
    {
        var lines = KnownSetting.All.Where(one => !one.IsSection && one.Type != typeof(HostSettings))
            .Select(one => $"| `{one.Name.Replace("*", "NAME", StringComparison.Ordinal)}` | {Comment(one.Property).Replace("|", "\\|", StringComparison.Ordinal)} |");
        return "| setting | what it says |\n|---|---|\n" + string.Join("\n", lines) + "\n";
    }

    private static JsonObject Node(Type type, PropertyInfo? property, string name)
    {
        var real = Nullable.GetUnderlyingType(type) ?? type;
        var node = new JsonObject();
        if (property is not null && Comment(property) is { Length: > 0 } comment)
        {
            node["description"] = comment;
        }

        var isList = real.IsArray || (real.IsGenericType && real.GetGenericArguments().Length == 1 && real.Namespace!.StartsWith("System.Collections", StringComparison.Ordinal));
        if (real.IsGenericType && real.GetGenericArguments().Length == 2)
        {
            (node["type"], node["additionalProperties"]) = ("object", Node(real.GetGenericArguments()[1], null, name));
        }
        else if (isList)
        {
            (node["type"], node["items"]) = ("array", Node(real.IsArray ? real.GetElementType()! : real.GetGenericArguments()[0], null, name));
        }
        else if (real == typeof(bool))
        {
            node["type"] = "boolean";
        }
        else if (real == typeof(int) || real == typeof(long))
        {
            node["type"] = "integer";
        }
        else if (real == typeof(TimeSpan))
        {
            (node["type"], node["pattern"]) = ("string", @"^(\d+\.)?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$");
        }
        else if (real.IsEnum)
        {
            (node["type"], node["enum"]) = ("string", new JsonArray([.. Enum.GetNames(real).Select(one => (JsonNode)one)]));
        }
        else if (real.IsPrimitive || real == typeof(decimal))
        {
            node["type"] = "number";
        }
        else if (real == typeof(string) || real == typeof(Uri))
        {
            node["type"] = "string";
        }
        else
        {
            (node["type"], node["additionalProperties"]) = ("object", false);
            node["properties"] = new JsonObject(real.GetProperties(BindingFlags.Instance | BindingFlags.Public).Select(one => KeyValuePair.Create(one.Name, (JsonNode?)Node(one.PropertyType, one, one.Name))));
        }

        return node;
    }

    private static string Comment(PropertyInfo property) => Comments.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}", "");

    private static string Sentence(XElement? summary)
    {
        foreach (var code in summary?.Descendants("c").ToList() ?? [])
        {
            code.ReplaceWith($"`{code.Value}`");
        }

        return string.Join(' ', (summary?.Value ?? "").Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
    }
}
