using System.Collections.Immutable;
using System.Composition;
using IrSdk.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrSdk.CodeFixes;

/// <summary>Writes the preserving verbs that are missing (IR1001, IR1002) before the stage of the verb that needs them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddPreservingVerbsFix))]
[Shared]
public sealed class AddPreservingVerbsFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UnpreservedRule.Id, IrreversibleUnpreservedRule.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var verbs = diagnostic.Properties.TryGetValue(UnpreservedRule.Verbs, out var listed) && listed is { Length: > 0 } ? listed.Split('\n') : [];
            if (verbs.Length == 0 || root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } verb || StageOpening(verb) is not { } then)
            {
                continue;
            }

            var joins = model?.GetTypeInfo(then.Expression, context.CancellationToken).Type?.Name == "PreservingStage";
            context.RegisterCodeFix(
                CodeAction.Create($"Write {string.Join(", ", verbs.Select(one => $".{one}"))}", cancellationToken => InsertAsync(context.Document, then, verbs, joins, cancellationToken), diagnostic.Id),
                diagnostic);
        }
    }

    /// <summary>The <c>.Then</c> that opens a verb's stage, where it is written in the same expression.</summary>
    private static MemberAccessExpressionSyntax? StageOpening(InvocationExpressionSyntax verb)
    {
        for (var expression = (verb.Expression as MemberAccessExpressionSyntax)?.Expression; ;)
        {
            switch (expression)
            {
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Then" } then:
                    return then;
                case MemberAccessExpressionSyntax access:
                    expression = access.Expression;
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }:
                    expression = access.Expression;
                    break;
                default:
                    return null;
            }
        }
    }

    private static async Task<Document> InsertAsync(Document document, MemberAccessExpressionSyntax then, string[] verbs, bool joins, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var dot = then.OperatorToken;
        var line = text.Lines.GetLineFromPosition(dot.SpanStart);
        var startsLine = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, dot.SpanStart)));
        var (before, after) = startsLine
            ? (text.ToString(TextSpan.FromBounds(line.Start, dot.SpanStart)), text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)))
            : ("", "");
        var written = verbs.Select((verb, index) => $"{before}.{(joins || index > 0 ? "And" : "Then")}.{verb}{after}");
        return document.WithText(text.WithChanges(new TextChange(new TextSpan(startsLine ? line.Start : dot.SpanStart, 0), string.Concat(written))));
    }
}
