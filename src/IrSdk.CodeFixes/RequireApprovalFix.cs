using System.Collections.Immutable;
using System.Composition;
using IrSdk.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrSdk.CodeFixes;

/// <summary>Asks for approval of an irreversible verb (IR3002).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RequireApprovalFix))]
[Shared]
public sealed class RequireApprovalFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UnapprovedRule.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } verb)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Write .RequireApproval()", cancellationToken => InsertAsync(context.Document, verb.Span.End, cancellationToken), diagnostic.Id),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> InsertAsync(Document document, int position, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(new TextChange(new TextSpan(position, 0), ".RequireApproval()")));
    }
}
