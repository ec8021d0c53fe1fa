using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IrSdk.Intake;

/// <summary>Reads our own generic alert, <c>irsdk.alert/v1</c>. It is strict where the AWS formats are lenient: whoever writes it can correct it.</summary>
internal static partial class GenericReader
{
    public static Alert? Read(Node root)
    {
        if (root["schema"].Text() is var schema && schema != GenericAlertSchema.Name)
        {
            root["schema"].Refuse($"The schema must be {GenericAlertSchema.Name}; set it and follow that schema.");
            return null;
        }

        var (id, source, title) = (root["id"].RequiredText(), root["source"].RequiredText(), root["title"].RequiredText());
        var kind = Word(root["kind"], GenericWords.Kinds);
        var severity = Word(root["severity"], GenericWords.Severities);
        var confidence = Whole(root["confidence"]);
        var (first, last) = (Required(root["firstSeen"], root["firstSeen"].Time()), Required(root["lastSeen"], root["lastSeen"].Time()));
        var account = Required(root["account"], root["account"].Account());
        var region = root["region"].Region();
        if (region is null)
        {
            root["region"].Refuse("The region is missing here; add it, or write global.");
        }

        if (last < first)
        {
            root["lastSeen"].Refuse("lastSeen is before firstSeen; correct one of them.");
        }

        if (kind is null || severity is null || first is null || last is null || account is null || region is null)
        {
            return null;
        }

        var alert = new SourceAlert
        {
            Id = id,
            Source = source,
            Title = title,
            Kind = kind.Value,
            Confidence = confidence,
            Severity = severity.Value,
            FirstSeen = first,
            LastSeen = last,
            Account = account.Value,
            Region = region,
            Resources = [.. List(root["resources"]).Select(resource => GenericResources.Read(resource, account.Value, region)).OfType<Resource>()],
            Techniques = [.. List(root["techniques"]).Select(Technique).OfType<string>()],
        };
        return alert.Finish(root, root["firstSeen"]);
    }

    /// <summary>One word of a closed list.</summary>
    internal static T? Word<T>(Node node, ImmutableSortedDictionary<string, T> words)
        where T : struct
    {
        if (node.Text() is { } text && words.TryGetValue(text, out var value))
        {
            return value;
        }

        node.Refuse($"One of {string.Join(", ", words.Keys)} is expected here; use one of them.");
        return null;
    }

    private static int Whole(Node node)
    {
        if (node.IsMissing)
        {
            node.Refuse("The confidence is missing here; add a whole number from 0 to 100.");
        }

        if (node.Number(0, 100) is not { } number || Math.Truncate(number) == number)
        {
            return (int)(node.Number(0, 100) ?? 0);
        }

        node.Refuse("A whole number from 0 to 100 is expected here; round it.");
        return 0;
    }

    private static T? Required<T>(Node node, T? value)
        where T : struct
    {
        if (node.IsMissing || value is null)
        {
            node.Refuse("A value is missing here; add it as the schema irsdk.alert/v1 says.");
        }

        return value;
    }

    private static IEnumerable<Node> List(Node node)
    {
        if (node.IsArray)
        {
            return node.Items;
        }

        if (!node.IsMissing)
        {
            node.Refuse("A list is expected here; put the value in brackets.");
        }

        return [];
    }

    private static string? Technique(Node node)
    {
        var text = node.RequiredText();
        if (TechniqueId().IsMatch(text))
        {
            return text;
        }

        node.Refuse("An ATT&CK technique id such as T1078.004 is expected here; correct it or leave it out.");
        return null;
    }

    [GeneratedRegex(@"^T[0-9]{4}(\.[0-9]{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TechniqueId();
}
