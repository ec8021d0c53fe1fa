using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>Checks the responses of playbooks along every path, before anything runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResponseAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<ResponseRule> Rules =
    [
        new UnpreservedRule(), new IrreversibleUnpreservedRule(), new UnprovableRule(), new MovedRule(), new WaivedRule(),
        new TooSlowRule(), new UnboundedWaitRule(),
        new UnapprovedRule(), new ContainsNothingRule(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.Select(rule => rule.Descriptor)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("IrSdk.Response") is null)
            {
                return;
            }

            var bodies = new SourceBodies(start.Compilation);
            var reported = new ConcurrentDictionary<(string, Location), ISymbol>();
            start.RegisterOperationBlockAction(block => Analyze(block, bodies, reported));
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, SourceBodies bodies, ConcurrentDictionary<(string, Location), ISymbol> reported)
    {
        if (!context.OperationBlocks.Any(MakesPlaybook))
        {
            return;
        }

        var followed = Interpreter.Follow(context.OwningSymbol, context.OperationBlocks, bodies, context.CancellationToken);
        var member = new Checked(followed, IsKnownToCallers(context.OwningSymbol, context.Compilation, context.CancellationToken));
        foreach (var finding in Rules.SelectMany(rule => rule.Check(member)))
        {
            // A method that several members call is followed from each of them; it is reported once.
            if (SymbolEqualityComparer.Default.Equals(reported.GetOrAdd((finding.Rule.Id, finding.Place), context.OwningSymbol), context.OwningSymbol))
            {
                context.ReportDiagnostic(finding.ToDiagnostic());
            }
        }
    }

    private static bool MakesPlaybook(IOperation block) => block.DescendantsAndSelf().Any(operation =>
        operation is IInvocationOperation call && (Names.Is(call.Type, "Playbook") || call.Arguments.Any(argument => Tracked.Is(argument.Value.Type))));

    /// <summary>Whether nothing outside the compilation can call a member, and nothing in it does so by way of a delegate.</summary>
    private static bool IsKnownToCallers(ISymbol member, Compilation compilation, CancellationToken cancellationToken)
    {
        for (var symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
            {
                return compilation.SyntaxTrees.All(tree => tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>()
                    .Where(name => name.Identifier.ValueText == member.Name).All(IsCalled));
            }
        }

        return false;
    }

    private static bool IsCalled(SimpleNameSyntax name) =>
        (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (SyntaxNode)name).Parent is InvocationExpressionSyntax;
}
