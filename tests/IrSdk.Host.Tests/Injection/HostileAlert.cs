using System.Text;
using System.Text.Json.Nodes;
using IrSdk.Intake;

namespace IrSdk.Host.Tests.Injection;

/// <summary>An alert with a hostile text in every field that still lets it be read: what a field of its format refuses stays as it was.</summary>
internal static class HostileAlert
{
    /// <summary>What an intruder may write, by what it is aimed at. Each holds a word by which it is found where it is shown.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "\"'><script>zebra()</script><img src=x onerror=zebra()><svg onload=zebra()></title></textarea></pre></style><a href='javascript:zebra()' onmouseover=zebra()>zebra",
        "zebra javascript:zebra() [zebra](javascript:zebra()) ![](https://evil.example/p.png) <https://evil.example|in> <!channel> <@U012AB3CD> @everyone #1 `c` *b* {{ links.approve }} [~accountid:zebra] {code}x{code}",
        "zebra\r\nzebra-line: forged\n\n# zebra\nfail: forged[0]\u001b[31mred\u001b]0;title\u0007\u009b2J \u202Eexe.gpj\u2066x\u2069\u200b\u2028zebra-line\u2029\u0000\u0008\u007f\ufeff end",
        "zebra " + new string('z', 5_000) + "<b>zebra",
    ];

    /// <summary>Documents of every format that is read.</summary>
    public static IEnumerable<string> Originals() =>
        Directory.EnumerateFiles(Path.Combine(PlaybookRepository.Checkout, "tests", "IrSdk.Intake.Tests", "Samples"), "*.json")
            .Concat(Directory.EnumerateFiles(Path.Combine(PlaybookRepository.Checkout, "playbooks"), "*.alert.json", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText);

    /// <returns>The document, and how many of its fields hold the text. Null: the format took it nowhere.</returns>
    public static (string Document, int Fields)? Of(string original, string text, int number)
    {
        var document = JsonNode.Parse(original)!;
        var fields = 0;
        foreach (var (set, was) in Leaves(document).ToList())
        {
            fields += new[] { text + number, was + text + number }.Any(hostile => Takes(document, set, hostile)) ? 1 : 0;
            if (!IsRead(document))
            {
                set(was);
            }
        }

        return fields == 0 ? null : (document.ToJsonString(), fields);
    }

    private static bool Takes(JsonNode document, Action<string> set, string hostile)
    {
        set(hostile);
        return IsRead(document);
    }

    private static bool IsRead(JsonNode document) => AlertReader.Read(Encoding.UTF8.GetBytes(document.ToJsonString())).IsRead;

    /// <summary>Every text of a document: how to change it, and what it is.</summary>
    private static IEnumerable<(Action<string> Set, string Was)> Leaves(JsonNode? node) => node switch
    {
        JsonObject one => one.ToList().SelectMany(field => IsText(field.Value) ? [(text => one[field.Key] = text, field.Value!.GetValue<string>())] : Leaves(field.Value)),
        JsonArray many => Enumerable.Range(0, many.Count).SelectMany(index => IsText(many[index]) ? [(text => many[index] = text, many[index]!.GetValue<string>())] : Leaves(many[index])),
        _ => [],
    };

    private static bool IsText(JsonNode? node) => node is JsonValue && node.GetValueKind() == System.Text.Json.JsonValueKind.String;
}
