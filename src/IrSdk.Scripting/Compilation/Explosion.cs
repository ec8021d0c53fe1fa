using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrSdk.Scripting;

/// <summary>
/// Finds short code that a compiler makes endless work of: texts that it would put together from texts that it put together, and functions
/// in functions in functions, each bound again for every way in which those around it could be meant.
/// </summary>
internal sealed class Explosion : CSharpSyntaxWalker
{
    private const int LongestText = 100_000;
    private const int DeepestFunction = 6;

    private readonly Dictionary<string, List<ExpressionSyntax>> values;
    private readonly Dictionary<string, long> lengths = new(StringComparer.Ordinal);
    private int functions;

    private Explosion(SyntaxNode root) => values = root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(IsConstant)
        .GroupBy(one => one.Identifier.ValueText, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(one => one.Initializer!.Value).ToList(), StringComparer.Ordinal);

    private (SyntaxNode Node, string Message)? Found { get; set; }

    /// <summary>The first such place and what is wrong there, or null.</summary>
    public static (SyntaxNode Node, string Message)? In(SyntaxNode root)
    {
        var search = new Explosion(root);
        search.Visit(root);
        return search.Found;
    }

    public override void Visit(SyntaxNode? node)
    {
        if (Found is not null)
        {
            return;
        }

        var isFunction = node is AnonymousFunctionExpressionSyntax;
        functions += isFunction ? 1 : 0;
        if (functions > DeepestFunction)
        {
            Found = (node!, $"More than {DeepestFunction} functions stand in each other here, which takes a compiler too long; give some of them a name.");
        }
        else if (node is BinaryExpressionSyntax or InterpolatedStringExpressionSyntax && node.Parent is not BinaryExpressionSyntax && LengthOf((ExpressionSyntax)node) > LongestText)
        {
            Found = (node, $"This text would have more than {LongestText:N0} characters; a playbook needs none so long.");
        }

        base.Visit(node);
        functions -= isFunction ? 1 : 0;
    }

    private static bool IsConstant(VariableDeclaratorSyntax declarator) => declarator is { Initializer: not null, Parent.Parent: var owner }
        && (owner is FieldDeclarationSyntax field ? field.Modifiers.Any(SyntaxKind.ConstKeyword) : owner is LocalDeclarationStatementSyntax { IsConst: true });

    private long LengthOf(string name)
    {
        if (!values.TryGetValue(name, out var all))
        {
            return 0;
        }

        if (!lengths.TryGetValue(name, out var length))
        {
            // One that is made of itself is the compiler's to refuse; whoever calls takes a chain without end as nested too deep.
            RuntimeHelpers.EnsureSufficientExecutionStack();
            lengths[name] = 0;
            lengths[name] = length = all.Max(LengthOf);
        }

        return length;
    }

    private long LengthOf(ExpressionSyntax expression) => Math.Min(int.MaxValue, expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText.Length,
        IdentifierNameSyntax name => LengthOf(name.Identifier.ValueText),
        MemberAccessExpressionSyntax member => LengthOf(member.Name.Identifier.ValueText),
        ParenthesizedExpressionSyntax inner => LengthOf(inner.Expression),
        BinaryExpressionSyntax binary => LengthOf(binary.Left) + LengthOf(binary.Right),
        ConditionalExpressionSyntax either => Math.Max(LengthOf(either.WhenTrue), LengthOf(either.WhenFalse)),
        InterpolatedStringExpressionSyntax text => text.Contents.Sum(content => content is InterpolationSyntax hole ? LengthOf(hole.Expression) : content.Span.Length),
        _ => 0,
    });
}
