using System.Collections.Immutable;

namespace IrSdk.Cli.Checking;

/// <summary>Every rule's page, as it stands in the documentation.</summary>
internal static class RuleBook
{
    private const string Prefix = "rules/";

    public static ImmutableArray<Rule> All { get; } =
    [
        .. typeof(RuleBook).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read),
    ];

    public static Rule? Find(string id) => All.FirstOrDefault(rule => string.Equals(rule.Id, id, StringComparison.OrdinalIgnoreCase));

    private static Rule Read(string name)
    {
        using var reader = new StreamReader(typeof(RuleBook).Assembly.GetManifestResourceStream(name)!);
        var page = reader.ReadToEnd();
        var heading = page.AsSpan(2, page.IndexOf('\n', StringComparison.Ordinal) - 2).Trim().ToString().Split(": ", 2);
        return new(heading[0], heading[1], page);
    }
}

/// <summary>A rule.</summary>
/// <param name="Id">Its id, such as <c>IR1001</c>.</param>
/// <param name="Title">What it says, in a few words.</param>
/// <param name="Page">Its page, as Markdown.</param>
internal sealed record Rule(string Id, string Title, string Page);
