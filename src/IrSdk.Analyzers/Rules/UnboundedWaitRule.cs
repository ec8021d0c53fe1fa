using System.Globalization;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR2002: a human may take so long that it is no limit.</summary>
internal sealed class UnboundedWaitRule : ResponseRule
{
    public const string Id = "IR2002";

    /// <summary>The longest wait that still is a limit; the planner's own.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "A wait has no limit that helps",
        "Containment may be held for {0} here; wait at most {1} hours, such as .OrWait(15.Minutes())",
        DiagnosticSeverity.Error);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) =>
        from wait in member.Waits
        let span = wait.AtMost ?? TimeSpan.Zero
        where span > Longest
        select new Finding(Rule, wait.Place, [span.ToString("g", CultureInfo.InvariantCulture), Longest.TotalHours.ToString(CultureInfo.InvariantCulture)]);
}
