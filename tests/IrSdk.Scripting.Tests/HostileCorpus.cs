using System.Collections.Immutable;

namespace IrSdk.Scripting.Tests;

/// <summary>Scripts that try a way out, a file each. The first line says which rule refuses it, and what the message must name; the second is the way.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Rule">The rule; <c>any</c> where the compiler may be the first to refuse.</param>
/// <param name="Names">What the message names; empty where it names nothing.</param>
/// <param name="Text">The whole script.</param>
internal sealed record HostileScript(string Name, string Rule, string Names, string Text)
{
    /// <summary>The way out alone.</summary>
    public string Way => Text.Split('\n')[1];
}

internal static class HostileCorpus
{
    public static ImmutableArray<HostileScript> All { get; } = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", "hostile")).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Those that reach for a symbol or a construct outside the allow list.</summary>
    public static ImmutableArray<HostileScript> Reaching { get; } = [.. All.Where(one => one.Rule == ScriptRules.NotAllowed)];

    public static HostileScript Of(string name) => All.Single(one => one.Name == name);

    private static HostileScript Read(string file)
    {
        var text = File.ReadAllText(file);
        var head = text[3..text.IndexOf('\n', StringComparison.Ordinal)].Split(' ', 2);
        return new(Path.GetFileName(file), head[0], head.ElementAtOrDefault(1) ?? "", text);
    }
}
