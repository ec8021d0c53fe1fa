using System.Text.Json;
using System.Text.Unicode;

namespace IrSdk.Intake;

/// <summary>
/// Checks a document as bytes before anything reads it as data: size, encoding, grammar, depth, keys that
/// come twice and text that is no text. What passes can be read without an exception.
/// </summary>
internal static class Wellformedness
{
    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>The document without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith(Mark) ? utf8[Mark.Length..] : utf8;

    public static Refusal? Check(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > ReadLimits.MaxBytes)
        {
            return new(JsonPath.Root, "The document is larger than 1 MB; send each alert in its own document.");
        }

        if (!Utf8.IsValid(utf8))
        {
            return new(JsonPath.Root, "The document is not valid UTF-8; save it as UTF-8 and send it again.");
        }

        var places = new Stack<Place>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ReadLimits.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (Visit(ref reader, places) is { } refusal)
                {
                    return refusal;
                }
            }

            return null;
        }
        catch (JsonException error)
        {
            return places.Count >= ReadLimits.MaxDepth && Opens(utf8[(int)reader.BytesConsumed..])
                ? new(PathOf(places), $"The document is nested deeper than {ReadLimits.MaxDepth} levels; send the alert as its source wrote it.")
                : new(PathOf(places), $"The document is not JSON from line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}; send the whole document as its source wrote it.");
        }
    }

    private static bool Opens(ReadOnlySpan<byte> rest) => rest.TrimStart(" \t\r\n:,"u8) is [(byte)'{' or (byte)'[', ..];

    private static Refusal? Visit(ref Utf8JsonReader reader, Stack<Place> places)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _ = places.Pop();
                return null;
            case JsonTokenType.PropertyName:
                if (Text(ref reader) is not { } name)
                {
                    return new(PathOf(places), "A key holds half of a surrogate pair; send the document as its source wrote it.");
                }

                var place = places.Peek();
                place.Key = name;
                return place.Keys!.Add(name) ? null : new(PathOf(places), "The key comes twice in one object, so its value is ambiguous; keep one.");
        }

        if (places.TryPeek(out var parent) && parent.Keys is null)
        {
            parent.Index++;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                places.Push(new() { Keys = new(StringComparer.Ordinal) });
                break;
            case JsonTokenType.StartArray:
                places.Push(new());
                break;
            case JsonTokenType.String when reader.ValueIsEscaped && Text(ref reader) is null:
                return new(PathOf(places), "The text holds half of a surrogate pair; send the document as its source wrote it.");
        }

        return null;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // The only way that the reader says so: an escape such as \ud800 without its other half.
            return null;
        }
    }

    private static string PathOf(Stack<Place> places)
    {
        var path = JsonPath.Root;
        foreach (var place in places.Reverse())
        {
            path = place.Keys is null
                ? (place.Index < 0 ? path : JsonPath.Item(path, place.Index))
                : (place.Key is null ? path : JsonPath.Property(path, place.Key));
        }

        return path;
    }

    private sealed class Place
    {
        public HashSet<string>? Keys { get; init; }

        public string? Key { get; set; }

        public int Index { get; set; } = -1;
    }
}
