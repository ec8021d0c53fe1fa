using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk;

internal sealed class ConfidenceConverter : JsonConverter<Confidence>
{
    public override Confidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TryGetInt32(out var value) && value is >= 0 and <= 100
            ? new(value)
            : throw new JsonException("A confidence is a whole number from 0 to 100.");

    public override void Write(Utf8JsonWriter writer, Confidence value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
