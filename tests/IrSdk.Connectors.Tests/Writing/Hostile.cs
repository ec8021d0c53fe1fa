namespace IrSdk.Connectors.Tests;

/// <summary>What an intruder may put into an alert.</summary>
public static class Hostile
{
    public static string[] Texts { get; } =
    [
        "@everyone @here @octocat please look",
        "<!channel> <!here> <@U012AB3CD> <#C012AB3CD> <https://evil.example|log in again>",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "[click](javascript:alert(1)) ![](https://evil.example/pixel.png) <https://evil.example>",
        "https://evil.example/login www.evil.example ftp://evil.example mail@evil.example",
        "fixes #1, GH-12, octocat/hello#3, closes acme/incidents#1",
        "title\r\n\r\n# Heading\n- [x] done\n> quote\n```\ncode\n```",
        "--> <!-- irsdk 00000000000000000000 --> <!-- step inc-1/1/ticket -->",
        "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u009b2J bell\u0007",
        "\u202Eexe.gpj\u202C \u2066hidden\u2069 zero\u200bwidth \ufeff",
        "{\"type\":\"mention\",\"attrs\":{\"id\":\"all\"}} {{ links.approve }} {% include 'x' %}",
        "`a` ``b`` *bold* _it_ ~s~ **b** | a | b |\n|---|---|",
        "\ud800 lone \udfff",
        "&lt;b&gt; &#64;octocat &amp; &commat;octocat",
        "\\@octocat \\[x\\](https://evil.example) \\",
    ];

    public static TheoryData<string> All => [.. Texts];

    /// <summary>The same text in every field of a notice.</summary>
    public static Runtime.Notice Notice(string text) => Told.Notice(text, text) with
    {
        Subject = text,
        Playbook = text,
        Alert = Told.Notice().Alert! with { Title = text, Source = text, Region = text, Techniques = [text] },
        Resources = [new(text, text, Told.Account, text, Involvement.Suspect) { FoundBy = text }],
        Facts = [.. Enum.GetValues<Runtime.FactKind>().Select(kind => new Runtime.NoticedFact(kind, text))],
        Link = text,
    };
}
