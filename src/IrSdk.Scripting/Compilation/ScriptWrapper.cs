using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrSdk.Scripting;

/// <summary>
/// Makes one class of a script: usings and types are hoisted, statements become the body of one method, methods become its
/// local functions. Every piece keeps its line and its column.
/// </summary>
/// <remarks>
/// Each file must be free of errors as a script by itself, so its braces balance and it cannot close the class around it;
/// the shape of the result is checked all the same.
/// </remarks>
internal sealed class ScriptWrapper
{
    private const string ImplicitUsings = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Linq;
        using IrSdk;
        using static IrSdk.First;

        """;

    private static readonly CSharpParseOptions AsScript = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);
    private static readonly CSharpParseOptions AsClass = new(LanguageVersion.CSharp14);

    private readonly ScriptFiles files;
    private readonly DiagnosticMap map;
    private readonly ScriptPackages packages;
    private readonly HashSet<PackageId> named = [];
    private readonly StringBuilder usings = new(ImplicitUsings);
    private readonly StringBuilder types = new();
    private readonly StringBuilder body = new();
    private readonly List<ScriptDiagnostic> diagnostics = [];
    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private int typeCount;

    private ScriptWrapper(ScriptFiles files, DiagnosticMap map, ScriptPackages packages) => (this.files, this.map, this.packages) = (files, map, packages);

    public static WrappedScript Wrap(ScriptFiles files, DiagnosticMap map, ScriptPackages packages, CancellationToken cancellationToken)
    {
        var wrapper = new ScriptWrapper(files, map, packages);
        wrapper.Add(files.Find(files.RootName)!, cancellationToken);
        return wrapper.diagnostics.Count > 0 ? new(null, [.. wrapper.diagnostics]) : wrapper.Close(cancellationToken);
    }

    private WrappedScript Close(CancellationToken cancellationToken)
    {
        var text = $$"""
            {{usings}}
            #line hidden
            internal static class {{WrappedScript.ClassName}} { internal static global::IrSdk.Playbook {{WrappedScript.MethodName}}() {
            {{body}}
            } }
            {{types}}
            """;
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), AsClass, files.RootName, cancellationToken);
        var errors = map.Errors(tree.GetDiagnostics(cancellationToken));
        if (errors.IsEmpty && !HasExpectedShape(tree.GetCompilationUnitRoot(cancellationToken)))
        {
            errors = [map.At(files.RootName, 1, 1, ScriptRules.Construct, "The script does not stay inside its own braces; write it so that every file stands by itself.")];
        }

        if (errors.IsEmpty && Explosion.In(tree.GetRoot(cancellationToken)) is var (node, message))
        {
            errors = [map.At(node.GetLocation(), ScriptRules.Construct, message)];
        }

        return errors.IsEmpty ? new(tree, []) { Packages = [.. named] } : new(null, errors);
    }

    private bool HasExpectedShape(CompilationUnitSyntax root) =>
        root.Members.Count == typeCount + 1
        && root.AttributeLists.Count == 0
        && root.Members[0] is ClassDeclarationSyntax { Identifier.ValueText: WrappedScript.ClassName, Members: [MethodDeclarationSyntax { Identifier.ValueText: WrappedScript.MethodName }] }
        && root.Members.Skip(1).All(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private void Add(ScriptFile file, CancellationToken cancellationToken)
    {
        if (!done.Add(file.Name))
        {
            return;
        }

        var tree = CSharpSyntaxTree.ParseText(file.Text, AsScript, file.Name, cancellationToken: cancellationToken);
        var root = tree.GetCompilationUnitRoot(cancellationToken);
        if (Nesting.TooDeep(root) is { } deep)
        {
            Refuse(deep, ScriptRules.Construct, "The code is nested too deep here; split it into methods or variables.");
            return;
        }

        var errors = map.Errors(root.GetDiagnostics());
        var cut = new List<TextSpan>();
        AddDirectives(file, root, cut, cancellationToken);
        diagnostics.AddRange(errors);
        AddUsings(file, root, cut);
        AddMembers(file, root, cut);
        body.Append(CultureInfo.InvariantCulture, $"#line 1 \"{file.Name}\"\n").Append(Blank(file.Text, cut)).Append("\n#line hidden\n");
    }

    private void AddDirectives(ScriptFile file, CompilationUnitSyntax root, List<TextSpan> cut, CancellationToken cancellationToken)
    {
        foreach (var directive in root.DescendantTrivia(descendIntoTrivia: true).Select(trivia => trivia.GetStructure()).OfType<DirectiveTriviaSyntax>())
        {
            switch (directive)
            {
                case ReferenceDirectiveTriviaSyntax reference:
                    cut.Add(reference.Span);
                    Reference(reference);
                    break;
                case LoadDirectiveTriviaSyntax load:
                    cut.Add(load.Span);
                    Load(file, load, cancellationToken);
                    break;
                case ShebangDirectiveTriviaSyntax:
                    cut.Add(directive.Span);
                    break;
                case NullableDirectiveTriviaSyntax or RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax:
                    break;
                default:
                    Refuse(directive, ScriptRules.Construct, $"{directive.ToString().Trim()} is not allowed in a script; remove the directive.");
                    break;
            }
        }
    }

    private void Reference(ReferenceDirectiveTriviaSyntax reference)
    {
        var (package, problem) = PackageDirective.Parse(reference.File.ValueText);
        if (package is not null && (problem = packages.Problem(package)) is null)
        {
            named.Add(package);
            return;
        }

        Refuse(reference, ScriptRules.Reference, $"#r \"{reference.File.ValueText}\" {problem}.");
    }

    private void Load(ScriptFile file, LoadDirectiveTriviaSyntax load, CancellationToken cancellationToken)
    {
        var text = load.File.ValueText;
        if (LoadTarget.Resolve(file.Name, text) is not { } name)
        {
            Refuse(load, ScriptRules.Reference, $"#load \"{text}\" may lead out of the playbook's folder; name a file in it, with forward slashes and without '..'.");
        }
        else if (files.Find(name) is not { } loaded)
        {
            Refuse(load, ScriptRules.Reference, $"#load \"{text}\" cannot be read: {files.ProblemOf(name)}; name a file in the playbook's folder.");
        }
        else
        {
            Add(loaded, cancellationToken);
        }
    }

    private void AddUsings(ScriptFile file, CompilationUnitSyntax root, List<TextSpan> cut)
    {
        foreach (var refused in root.Externs.Concat<SyntaxNode>(root.AttributeLists).Concat(root.Usings.Where(directive => !directive.GlobalKeyword.IsKind(SyntaxKind.None))))
        {
            Refuse(refused, ScriptRules.Construct, $"'{FirstLine(refused)}' is not allowed in a script; remove it.");
        }

        foreach (var directive in root.Usings)
        {
            Hoist(file, directive, usings, cut);
        }
    }

    private void AddMembers(ScriptFile file, CompilationUnitSyntax root, List<TextSpan> cut)
    {
        foreach (var member in root.Members)
        {
            switch (member)
            {
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    typeCount++;
                    Hoist(file, member, types, cut);
                    break;
                case GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } expression }:
                    Refuse(expression, ScriptRules.NoPlaybook, "A value at the end of the script is not its result; write 'return' before it and ';' after it.");
                    break;
                case GlobalStatementSyntax or FieldDeclarationSyntax or MethodDeclarationSyntax:
                    break;
                default:
                    Refuse(member, ScriptRules.Construct, $"'{FirstLine(member)}' cannot stand at the top of a script; put it in a class or make it a variable or a method.");
                    break;
            }
        }
    }

    private static void Hoist(ScriptFile file, SyntaxNode node, StringBuilder to, List<TextSpan> cut)
    {
        var start = node.GetLocation().GetLineSpan().StartLinePosition;
        to.Append(CultureInfo.InvariantCulture, $"#line {start.Line + 1} \"{file.Name}\"\n").Append(' ', start.Character).Append(node).Append('\n');
        cut.Add(node.Span);
    }

    private void Refuse(SyntaxNode node, string id, string message)
    {
        var span = node.GetLocation().GetLineSpan();
        diagnostics.Add(map.At(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, id, message));
    }

    private static string FirstLine(SyntaxNode node) => node.ToString().Split('\n')[0].Trim();

    private static char[] Blank(string text, List<TextSpan> cut)
    {
        var characters = text.ToCharArray();
        foreach (var position in cut.SelectMany(span => Enumerable.Range(span.Start, span.Length)).Where(position => text[position] is not ('\r' or '\n' or '\u0085' or '\u2028' or '\u2029')))
        {
            characters[position] = ' ';
        }

        return characters;
    }
}
