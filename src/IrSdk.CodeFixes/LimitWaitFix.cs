using System.Collections.Immutable;
using System.Composition;
using IrSdk.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrSdk.CodeFixes;

/// <summary>Gives a wait the planner's own default as its limit (IR2002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LimitWaitFix))]
[Shared]
public sealed class LimitWaitFix : CodeFixProvider
{
    private const string Limit = "15.Minutes()";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UnboundedWaitRule.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments is [var atMost])
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Wait at most {Limit}", cancellationToken => ReplaceAsync(context.Document, atMost.Expression.Span, cancellationToken), diagnostic.Id),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> ReplaceAsync(Document document, TextSpan wait, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(new TextChange(wait, Limit)));
    }
}
