using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>Writes one kind as a string and several as an array: <c>"volumes"</c>, <c>["volumes", "memory"]</c>.</summary>
internal sealed class EvidenceConverter : JsonConverter<Evidence>
{
    public override Evidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Parse(reader.GetString());
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("Evidence is a kind, or an array of kinds.");
        }

        var kinds = Evidence.None;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            kinds |= Parse(reader.GetString());
        }

        return kinds;
    }

    public override void Write(Utf8JsonWriter writer, Evidence value, JsonSerializerOptions options)
    {
        var kinds = value.Kinds().ToArray();
        if (kinds.Length == 1)
        {
            writer.WriteStringValue(Name(kinds[0]));
            return;
        }

        writer.WriteStartArray();
        foreach (var kind in kinds)
        {
            writer.WriteStringValue(Name(kind));
        }

        writer.WriteEndArray();
    }

    private static string Name(Evidence kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static Evidence Parse(string? text) =>
        Enum.TryParse<Evidence>(text, ignoreCase: true, out var kind) ? kind : throw new JsonException($"'{text}' is not a kind of evidence.");
}
