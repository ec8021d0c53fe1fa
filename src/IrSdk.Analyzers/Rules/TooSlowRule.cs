using System.Globalization;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>IR2001: the timeouts along a path exceed the deadline.</summary>
internal sealed class TooSlowRule : ResponseRule
{
    public const string Id = "IR2001";

    private static readonly DiagnosticDescriptor Rule = Describe(
        Id,
        "The timeouts exceed the deadline",
        "If every step takes its whole time, '{0}' ends after {1} of {2}; shorten timeouts with .Within(…) or raise the deadline",
        DiagnosticSeverity.Error);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Finding> Check(Checked member) =>
        from response in member.Responses
        where !response.IsReassessment
        let deadline = response.Deadline ?? TimeSpan.MaxValue
        from path in response.Paths
        let last = CriticalPath.Of(path)
        where last is not null && last.Value.Ends > deadline
        group last.Value by (last.Value.Use.Call, Deadline: deadline) into call
        select new Finding(Rule, call.Key.Call.Location, [call.Key.Call.Name, Said(call.Max(one => one.Ends)), Said(call.Key.Deadline)]);

    private static string Said(TimeSpan span) => span.ToString("g", CultureInfo.InvariantCulture);
}
