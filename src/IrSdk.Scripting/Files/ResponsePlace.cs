using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrSdk.Scripting;

/// <summary>Where a script says what to do: what only an incident shows is told there.</summary>
internal static class ResponsePlace
{
    /// <returns>Line and column of the first <c>Respond</c>, from 1; the script's begin when it has none.</returns>
    public static (int Line, int Column) Of(string script)
    {
        var root = CSharpSyntaxTree.ParseText(script, new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script)).GetRoot();
        var name = root.DescendantNodes().OfType<MemberAccessExpressionSyntax>().FirstOrDefault(access => access.Name.Identifier.ValueText == "Respond")?.Name;
        var at = name?.GetLocation().GetLineSpan().StartLinePosition ?? default;
        return (at.Line + 1, at.Character + 1);
    }
}
