using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Scripting;

/// <summary>
/// Says at the script's own lines what the script may not name. It helps whoever writes the script; the metadata gate decides
/// what may be loaded.
/// </summary>
internal sealed class SourceGate : CSharpSyntaxWalker
{
    private readonly SemanticModel model;
    private readonly IAssemblySymbol script;
    private readonly DiagnosticMap map;
    private readonly ScriptPackages packages;
    private readonly List<(ScriptDiagnostic Diagnostic, string Cause)> found = [];

    private SourceGate(SemanticModel model, IAssemblySymbol script, DiagnosticMap map, ScriptPackages packages) =>
        (this.model, this.script, this.map, this.packages) = (model, script, map, packages);

    public static ImmutableArray<ScriptDiagnostic> Check(Compilation compilation, SyntaxTree tree, DiagnosticMap map, ScriptPackages packages, CancellationToken cancellationToken)
    {
        var gate = new SourceGate(compilation.GetSemanticModel(tree), compilation.Assembly, map, packages);
        gate.Visit(tree.GetRoot(cancellationToken));

        // A type, its member and the call of it say the same; one message a line is enough.
        return [.. gate.found.DistinctBy(found => (found.Diagnostic.File, found.Diagnostic.Line, found.Cause)).Select(found => found.Diagnostic)];
    }

    public override void Visit(SyntaxNode? node)
    {
        if (node is not null && model.GetOperation(node) is { Parent: null } root)
        {
            CheckOperations(root);
        }

        if (node is not null && Language(node) is { } feature)
        {
            Refuse(node, new(feature, feature));
        }

        base.Visit(node);
    }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        foreach (var variable in node.Declaration.Variables)
        {
            CheckState(model.GetDeclaredSymbol(variable) as IFieldSymbol, variable);
        }

        base.VisitFieldDeclaration(node);
    }

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var property = model.GetDeclaredSymbol(node);
        CheckState(property?.ContainingType.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)), node);
        base.VisitPropertyDeclaration(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        // The name of a thing is only text.
        if (model.GetOperation(node) is not INameOfOperation)
        {
            base.VisitInvocationExpression(node);
        }
    }

    public override void VisitIdentifierName(IdentifierNameSyntax node)
    {
        CheckName(node);
        base.VisitIdentifierName(node);
    }

    public override void VisitGenericName(GenericNameSyntax node)
    {
        CheckName(node);
        base.VisitGenericName(node);
    }

    private void CheckName(SimpleNameSyntax node)
    {
        var info = model.GetSymbolInfo(node);
        foreach (var symbol in info.Symbol is { } one ? [one] : info.CandidateSymbols)
        {
            CheckSymbol(symbol, node);
        }
    }

    private void CheckOperations(IOperation operation)
    {
        if (operation is INameOfOperation)
        {
            return;
        }

        CheckOperation(operation);
        foreach (var child in operation.ChildOperations)
        {
            CheckOperations(child);
        }
    }

    private void CheckOperation(IOperation operation)
    {
        var symbol = operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            IMemberReferenceOperation member => member.Member,
            IConversionOperation conversion => conversion.OperatorMethod,
            IBinaryOperation binary => binary.OperatorMethod,
            IUnaryOperation unary => unary.OperatorMethod,
            ITypeParameterObjectCreationOperation => Named("System.Activator"),
            _ => (ISymbol?)null,
        };
        if (symbol is not null)
        {
            CheckSymbol(symbol, operation.Syntax);
        }
    }

    /// <summary>What a static field holds would go from one incident to the next.</summary>
    private void CheckState(IFieldSymbol? field, SyntaxNode node)
    {
        if (field is { IsStatic: true, IsConst: false } && !(field.IsReadOnly && new ImmutableTypes(script).Has(field.Type)))
        {
            var state = $"a mutable static {(field.AssociatedSymbol is null ? "field" : "property")}";
            Refuse(node, new(state, state));
        }
    }

    private INamedTypeSymbol? Named(string name) => model.Compilation.GetTypeByMetadataName(name);

    private void CheckSymbol(ISymbol symbol, SyntaxNode node)
    {
        if (!packages.Has(symbol.ContainingAssembly?.Name) && SymbolGate.Refused(symbol is IMethodSymbol { ReducedFrom: { } whole } ? whole : symbol, script) is { } refused)
        {
            Refuse(node, refused);
        }
    }

    private void Refuse(SyntaxNode node, RefusedSymbol symbol) => found.Add((
        map.At(node.GetLocation(), ScriptRules.NotAllowed, $"{symbol.Name} is not allowed in a playbook, which only decides from the incident; remove it and leave effects to actions."),
        symbol.Cause));

    /// <summary>What of the language itself a script may not use.</summary>
    private static string? Language(SyntaxNode node) => node switch
    {
        UnsafeStatementSyntax or FixedStatementSyntax => "unsafe code",
        PointerTypeSyntax or FunctionPointerTypeSyntax => "a pointer",
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => "stackalloc",
        TypeOfExpressionSyntax => "typeof",
        RefTypeExpressionSyntax or RefValueExpressionSyntax or MakeRefExpressionSyntax => "a typed reference",
        LockStatementSyntax => "lock",
        AwaitExpressionSyntax => "await",
        DestructorDeclarationSyntax => "a finalizer",
        ConstructorDeclarationSyntax constructor when Has(constructor.Modifiers, SyntaxKind.StaticKeyword) => "a static constructor",
        EventFieldDeclarationSyntax => "an event",
        MemberDeclarationSyntax member => Modifier(member.Modifiers),
        LocalFunctionStatementSyntax function => Modifier(function.Modifiers),
        _ => null,
    };

    private static string? Modifier(SyntaxTokenList modifiers) =>
        modifiers.FirstOrDefault(modifier => modifier.Kind() is SyntaxKind.UnsafeKeyword or SyntaxKind.ExternKeyword or SyntaxKind.AsyncKeyword or SyntaxKind.VolatileKeyword or SyntaxKind.FileKeyword) is { RawKind: not 0 } found
            ? found.ValueText
            : null;

    private static bool Has(SyntaxTokenList modifiers, SyntaxKind kind) => modifiers.Any(kind);
}
