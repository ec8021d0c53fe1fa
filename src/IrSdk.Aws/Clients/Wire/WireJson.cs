using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace IrSdk.Aws.Wire;

/// <summary>JSON as the services write it: PascalCase and times as seconds since 1970, or camelCase for the REST ones.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions Rpc = Make(null);
    private static readonly JsonSerializerOptions Rest = Make(JsonNamingPolicy.CamelCase);

    public static JsonSerializerOptions Of(WireProtocol protocol) => protocol == WireProtocol.RestJson ? Rest : Rpc;

    private static JsonSerializerOptions Make(JsonNamingPolicy? naming)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = naming,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OwnPropertiesOnly } },
        };
        options.Converters.Add(new EpochSeconds());
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Requests and responses inherit properties from the SDK that are no parameters.</summary>
    private static void OwnPropertiesOnly(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index].AttributeProvider is System.Reflection.PropertyInfo property
                && property.DeclaringType!.Assembly != typeof(WireJson).Assembly)
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    private sealed class EpochSeconds : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTime.UnixEpoch.AddSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteNumberValue((value.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
    }
}
