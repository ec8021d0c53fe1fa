using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace IrSdk;

/// <summary>Writes a span of time as an ISO 8601 duration: <c>"PT5M"</c>.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return XmlConvert.ToTimeSpan(reader.GetString() ?? "");
        }
        catch (FormatException wrong)
        {
            throw new JsonException("A duration is written as in ISO 8601, such as PT5M.", wrong);
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));
}
