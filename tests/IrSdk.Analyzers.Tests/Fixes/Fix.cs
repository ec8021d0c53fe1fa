using IrSdk.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrSdk.Analyzers.Tests.Fixes;

/// <summary>Applies what an editor would offer, one finding after the other.</summary>
internal static class Fix
{
    private static readonly CodeFixProvider[] Providers = [new AddPreservingVerbsFix(), new RequireApprovalFix(), new LimitWaitFix()];

    /// <summary>The statements after every fix, and what is still found in them.</summary>
    public static async Task<(string Statements, string[] Left)> AllAsync(string statements)
    {
        for (var round = 0; round < 20; round++)
        {
            var compilation = Source.Compile(Source.Member(statements));
            var found = await Source.AnalyzeAsync(compilation);
            using var workspace = new AdhocWorkspace();
            var project = workspace.AddProject(ProjectInfo.Create(
                ProjectId.CreateNewId(), VersionStamp.Default, "Playbooks", "Playbooks", LanguageNames.CSharp,
                compilationOptions: compilation.Options, parseOptions: compilation.SyntaxTrees[0].Options, metadataReferences: compilation.References));
            var document = workspace.AddDocument(project.Id, "Playbooks.cs", await compilation.SyntaxTrees[0].GetTextAsync());
            CodeAction? offered = null;
            foreach (var diagnostic in found)
            {
                foreach (var provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
                {
                    await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered ??= action, CancellationToken.None));
                }
            }

            if (offered is null)
            {
                return (statements, [.. found.Select(diagnostic => diagnostic.Id)]);
            }

            var operation = (await offered.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
            var text = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
            statements = text[(text.IndexOf("Create() {\n", StringComparison.Ordinal) + "Create() {\n".Length)..text.LastIndexOf("\n} }", StringComparison.Ordinal)];
        }

        throw new InvalidOperationException("The fixes never end.");
    }
}
