using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>Writes an id as its text and reads it back; also as a key of an object.</summary>
internal abstract class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);

    private T Parse(string? text)
    {
        try
        {
            return parse(text ?? "");
        }
        catch (FormatException wrong)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }
}

internal sealed class ResourceIdConverter() : TextConverter<ResourceId>(ResourceId.Parse);

internal sealed class AccountIdConverter() : TextConverter<AccountId>(text => new(text));

internal sealed class IncidentIdConverter() : TextConverter<IncidentId>(text => new(text));
