using System.Collections.Immutable;
using IrSdk.Runtime;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>Reads the page as on-call has it at the end, and holds it against the gaps that stand.</summary>
internal static class PageText
{
    private static readonly ImmutableArray<string> Openings = ["Missing: ", "Left out: "];

    /// <summary>What is wrong with it, one sentence each.</summary>
    public static IEnumerable<string> Wrong(AccountState world, ImmutableArray<ReportedGap> gaps)
    {
        ImmutableArray<string> lines = [.. world.All<SentNotice>().Where(notice => notice.Medium == "page").SelectMany(page => page.Lines)];
        ImmutableArray<string> told = [.. lines.Where(line => Openings.Any(opening => line.StartsWith(opening, StringComparison.Ordinal)))];
        foreach (var gap in gaps.Where(gap => !told.Any(line => Tells(line, gap))))
        {
            yield return $"the page does not say that {gap.Kind.Said()} of {gap.Resource.Id} is missing";
        }

        foreach (var line in told.Where(line => !gaps.Any(gap => Tells(line, gap))))
        {
            yield return $"the page names a gap that is none: {line}";
        }
    }

    private static bool Tells(string line, ReportedGap gap) =>
        Openings.Any(opening => line.StartsWith($"{opening}{gap.Kind.Said()} of {gap.Resource.Id}: ", StringComparison.Ordinal));
}
