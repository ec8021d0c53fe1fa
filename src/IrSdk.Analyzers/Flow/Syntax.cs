using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrSdk.Analyzers;

/// <summary>Where a diagnostic about a call stands.</summary>
internal static class Syntax
{
    /// <summary>The name of what is called.</summary>
    public static Location NameOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.GetLocation(),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        _ => call.GetLocation(),
    };
}
