using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>The bodies of methods and the values of fields that the compilation has in source.</summary>
internal sealed class SourceBodies(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, IOperation?> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, string> names = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, ActionFacts> actions = new(SymbolEqualityComparer.Default);

    /// <summary>What an action type declares.</summary>
    public ActionFacts FactsOf(INamedTypeSymbol action) => actions.GetOrAdd(action, ActionFacts.Of);

    /// <summary>A symbol's whole name, by which it is compared.</summary>
    public string NameOf(ISymbol symbol) => names.GetOrAdd(symbol, static one => one.ToDisplayString());

    /// <summary>Notes the local functions of a body, which would have to be bound again otherwise.</summary>
    public void Learn(IOperation body)
    {
        foreach (var function in body.Descendants().OfType<ILocalFunctionOperation>())
        {
            known[function.Symbol] = function.Body;
        }
    }

    /// <summary>A method's body. Null: it has none here.</summary>
    public IOperation? Of(IMethodSymbol method) => known.GetOrAdd(Source(method), symbol =>
        symbol.DeclaringSyntaxReferences is [var reference] ? Body(OperationOf(reference.GetSyntax())) : null);

    /// <summary>The initializer of a field or property that is never assigned again. Null: there is none here.</summary>
    public IOperation? InitializerOf(ISymbol member) => known.GetOrAdd(member.OriginalDefinition, symbol =>
        symbol is IFieldSymbol { IsReadOnly: true, IsStatic: true } or IPropertySymbol { SetMethod: null, IsStatic: true }
        && !symbol.ContainingType.StaticConstructors.Any(constructor => !constructor.IsImplicitlyDeclared)
        && symbol.DeclaringSyntaxReferences is [var reference]
            ? reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } value } => OperationOf(value),
                PropertyDeclarationSyntax { Initializer.Value: { } value } => OperationOf(value),
                _ => null,
            }
            : null);

    /// <summary>The definition that has the body: of a call of an extension member, or of its static form, the member itself.</summary>
    private static IMethodSymbol Source(IMethodSymbol method)
    {
        var definition = (method.PartialImplementationPart ?? method).OriginalDefinition;
        return definition.DeclaringSyntaxReferences.IsEmpty && definition.AssociatedExtensionImplementation is { } implementation ? implementation : definition;
    }

    /// <summary>
    /// What a model of another member says. Bodies are followed from the member that makes the playbook, so the analysis
    /// cannot wait for the compiler to come by with each.
    /// </summary>
    private IOperation? OperationOf(SyntaxNode syntax) =>
#pragma warning disable RS1030 // See above.
        compilation.ContainsSyntaxTree(syntax.SyntaxTree) ? models.GetOrAdd(syntax.SyntaxTree, tree => compilation.GetSemanticModel(tree)).GetOperation(syntax) : null;
#pragma warning restore RS1030

    private static IOperation? Body(IOperation? operation) => operation switch
    {
        ILocalFunctionOperation local => local.Body,
        IMethodBodyOperation or IConstructorBodyOperation or IBlockOperation => operation,
        _ => null,
    };
}
