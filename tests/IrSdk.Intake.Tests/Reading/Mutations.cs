using System.Text;
using System.Text.Json.Nodes;

namespace IrSdk.Intake.Tests;

/// <summary>Seeded damage to documents: bytes flipped, cut and repeated; keys renamed, values of another type, deep nests.</summary>
internal sealed class Mutations(int seed, IReadOnlyList<byte[]> originals)
{
    private static readonly string[] Values =
    [
        "null", "true", "\"\"", "\"\\ud800\"", "1e999", "-1", "123456789012345678901234567890", "[]", "{}", "[[]]", "{\"a\":{\"a\":1}}",
        "\"2026-13-99T99:99:99Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"arn:aws:iam::1:user/\"", "\"AROA:\"", "[null,1,\"x\",{}]",
    ];

    private readonly Random random = new(seed);

    public byte[] Next()
    {
        var bytes = (byte[])originals[random.Next(originals.Count)].Clone();
        for (var times = random.Next(1, 4); times > 0 && bytes.Length > 0; times--)
        {
            bytes = random.Next(7) switch
            {
                0 => Flip(bytes),
                1 => bytes[..random.Next(bytes.Length)],
                2 => Nest(bytes),
                3 => RepeatSlice(bytes),
                _ => Rewrite(bytes),
            };
        }

        return bytes;
    }

    private byte[] Flip(byte[] bytes)
    {
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    private byte[] Nest(byte[] bytes)
    {
        var depth = random.Next(1, 100);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"detail\":", "}");
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, depth)) + Encoding.UTF8.GetString(bytes) + string.Concat(Enumerable.Repeat(close, depth)));
    }

    private byte[] RepeatSlice(byte[] bytes)
    {
        var from = random.Next(bytes.Length);
        var to = Math.Min(bytes.Length, from + random.Next(1, 64));
        return [.. bytes[..to], .. bytes[from..]];
    }

    /// <summary>Changes one place of the document; leaves it alone when it is no JSON any more.</summary>
    private byte[] Rewrite(byte[] bytes)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(bytes);
        }
        catch (System.Text.Json.JsonException)
        {
            return bytes;
        }

        List<JsonObject> objects = [];
        try
        {
            Collect(root, objects);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return bytes;
        }

        if (objects.Count == 0)
        {
            return bytes;
        }

        var target = objects[random.Next(objects.Count)];
        var key = target.ElementAt(random.Next(target.Count)).Key;
        switch (random.Next(4))
        {
            case 0:
                target.Remove(key);
                break;
            case 1:
                var value = target[key];
                target.Remove(key);
                target[random.Next(2) == 0 ? key.ToUpperInvariant() : "detail"] = value;
                break;
            default:
                var text = $"MARK{random.Next()}";
                target[key] = text;
                return Encoding.UTF8.GetBytes(root!.ToJsonString().Replace($"\"{text}\"", Values[random.Next(Values.Length)], StringComparison.Ordinal));
        }

        return Encoding.UTF8.GetBytes(root!.ToJsonString());
    }

    private static void Collect(JsonNode? node, List<JsonObject> objects)
    {
        if (node is JsonObject json)
        {
            if (json.Count > 0)
            {
                objects.Add(json);
            }

            foreach (var (_, value) in json)
            {
                Collect(value, objects);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Collect(item, objects);
            }
        }
    }
}
