using Microsoft.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>Finds code that is nested deeper than people write, on which a compiler spends minutes or its whole stack.</summary>
internal static class Nesting
{
    private const int Deepest = 500;

    /// <summary>The first node that is too deep, or null.</summary>
    public static SyntaxNode? TooDeep(SyntaxNode root)
    {
        var open = new Stack<(SyntaxNode Node, int Depth)>([(root, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > Deepest)
            {
                return next.Node;
            }

            foreach (var child in next.Node.ChildNodes())
            {
                open.Push((child, next.Depth + 1));
            }
        }

        return null;
    }
}
