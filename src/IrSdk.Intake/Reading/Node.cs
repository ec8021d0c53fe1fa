using System.Text.Json;

namespace IrSdk.Intake;

/// <summary>
/// A place in a document that is being read. What is missing or null reads as missing; what is there and of the
/// wrong kind is refused, and reading goes on with nothing in its place so that no reader needs a second way out.
/// </summary>
internal readonly struct Node(JsonElement element, string path, Refusals refusals, bool pascal = false)
{
    public string Path => path;

    /// <summary>The value itself; undefined when missing.</summary>
    public JsonElement Element => element;

    public bool IsMissing => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    public bool IsText => element.ValueKind == JsonValueKind.String;

    public bool IsTrue => element.ValueKind == JsonValueKind.True;

    /// <summary>The same place, whose keys below begin with a capital letter, as the AWS APIs answer.</summary>
    public Node Pascal => new(element, path, refusals, pascal: true);

    /// <summary>A property; missing when this is no object.</summary>
    public Node this[string name]
    {
        get
        {
            var key = pascal ? char.ToUpperInvariant(name[0]) + name[1..] : name;
            return new(IsObject && element.TryGetProperty(key, out var value) ? value : default, JsonPath.Property(path, key), refusals, pascal);
        }
    }

    public bool Has(string name) => !this[name].IsMissing;

    /// <summary>The items of a list; the value alone when it is no list; nothing when missing.</summary>
    public IEnumerable<Node> Items
    {
        get
        {
            if (!IsArray)
            {
                return IsMissing ? [] : [this];
            }

            var (from, log, capital) = (path, refusals, pascal);
            return element.EnumerateArray().Select((item, index) => new Node(item, JsonPath.Item(from, index), log, capital));
        }
    }

    public void Refuse(string reason) => refusals.Add(path, reason);

    /// <summary>The object that must be here.</summary>
    public Node Object()
    {
        if (!IsObject)
        {
            Refuse(IsMissing ? "An object is missing here; send the document as its source wrote it." : "An object is expected here; send the document as its source wrote it.");
        }

        return this;
    }

    /// <summary>Text that may be missing; empty text is missing.</summary>
    public string? Text()
    {
        if (IsMissing || IsText)
        {
            return LooseText();
        }

        Refuse("Text is expected here; send the document as its source wrote it.");
        return null;
    }

    /// <summary>Text where the field is free-form: another kind of value is as good as none.</summary>
    public string? LooseText() => IsText && element.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Text that must be here.</summary>
    public string RequiredText()
    {
        if (Text() is { } text)
        {
            return text;
        }

        Refuse("Text is missing here; send the document as its source wrote it.");
        return "";
    }

    /// <summary>A number that may be missing, inside its range.</summary>
    public double? Number(double min, double max)
    {
        if (IsMissing)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse(FormattableString.Invariant($"A number from {min} to {max} is expected here; correct it or leave it out."));
        return null;
    }
}
