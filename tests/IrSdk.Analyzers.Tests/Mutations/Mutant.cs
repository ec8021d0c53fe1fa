using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrSdk.Analyzers.Tests.Mutations;

/// <summary>A script after one edit that a tired author might make: a verb deleted, moved, or turned on something else.</summary>
internal static class Mutant
{
    private static readonly string[] Selectors =
    [
        "", "i => i.Instances", "i => i.Suspects<Instance>()", "i => i.Instances.Where(x => x.IsProduction)", "i => i.Instances.Where(x => !x.IsSuspect)", "i => i.Vpcs", "i => i.Users", "i => i.Roles",
        "i => i.AccessKeys", "i => i.Sessions", "i => i.Buckets", "i => i.Buckets.Where(b => b.IsSuspect)",
    ];

    private static readonly string[] Verbs =
    [
        "Snapshot", "Processes", "Memory", "NetworkFlows", "ApiActivity", "AccessLogs", "SignIns", "Identity", "BucketState",
        "RevokeKeys", "RevokeSessions", "RevokeSession", "RequireMfa", "RemoveConsoleAccess", "Quarantine", "BlockEgress", "BlockBucketAccess", "Scan", "Stop", "Terminate",
    ];

    /// <summary>The script after an edit. The same number makes the same edit.</summary>
    public static string Of(string script, int number)
    {
        var random = new Random(number);
        var root = CSharpSyntaxTree.ParseText(script, new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script)).GetRoot();
        var calls = root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax access && Verbs.Contains(access.Name.Identifier.ValueText)).ToList();
        var links = calls.Where(call => Link(call) is not null).ToList();
        var text = SourceText.From(script);
        return random.Next(4) switch
        {
            0 when links.Count > 0 => text.WithChanges(Deleted(Any(links))).ToString(),
            1 when links.Count > 0 => Moved(text, Any(links), Any(calls), random.Next(2) == 0),
            2 when calls.Count > 0 => text.WithChanges(new TextChange(Inside(Any(calls).ArgumentList), Selectors[random.Next(Selectors.Length)])).ToString(),
            _ when calls.Count > 0 => text.WithChanges(new TextChange(((MemberAccessExpressionSyntax)Any(calls).Expression).Name.Span, Verbs[random.Next(Verbs.Length)])).ToString(),
            _ => script,
        };

        InvocationExpressionSyntax Any(List<InvocationExpressionSyntax> from) => from[random.Next(from.Count)];
    }

    /// <summary>What stands before <c>.And</c> or <c>.Then</c>.</summary>
    private static ExpressionSyntax? Link(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "And" or "Then", Expression: var before } } ? before : null;

    private static TextChange Deleted(InvocationExpressionSyntax call) => new(TextSpan.FromBounds(Link(call)!.Span.End, call.Span.End), "");

    private static string Moved(SourceText text, InvocationExpressionSyntax call, InvocationExpressionSyntax after, bool joins)
    {
        var verb = $".{(joins ? "And" : "Then")}.{((MemberAccessExpressionSyntax)call.Expression).Name}{call.ArgumentList}";
        var gone = Deleted(call);
        return gone.Span.Contains(after.Span.End - 1)
            ? text.WithChanges(gone).ToString()
            : text.WithChanges(gone, new TextChange(new TextSpan(after.Span.End, 0), verb)).ToString();
    }

    private static TextSpan Inside(ArgumentListSyntax list) => TextSpan.FromBounds(list.OpenParenToken.Span.End, list.CloseParenToken.SpanStart);
}
