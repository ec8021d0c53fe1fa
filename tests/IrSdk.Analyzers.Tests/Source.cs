using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrSdk.Analyzers.Tests;

/// <summary>Regular C# around a playbook's statements, compiled against the running framework.</summary>
internal static class Source
{
    public const string Head = """Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(15.Minutes())""";

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Linq;
        using IrSdk;
        using static IrSdk.First;

        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "IrSdk.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A member that makes a playbook with these statements.</summary>
    public static string Member(string statements) => $"static class Playbooks {{ public static Playbook Create() {{\n{statements}\n}} }}";

    public static CSharpCompilation Compile(string text, string name = "Playbooks", params IEnumerable<MetadataReference> more)
    {
        var tree = CSharpSyntaxTree.ParseText(Usings + text, new CSharpParseOptions(LanguageVersion.CSharp14), "Playbooks.cs");
        var compilation = CSharpCompilation.Create(
            name, [tree], [.. References, .. more], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return compilation;
    }

    /// <summary>What the analyzer says of it, in order of places.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var found = await compilation.WithAnalyzers([new ResponseAnalyzer()], options).GetAllDiagnosticsAsync();
        found.Should().NotContain(diagnostic => diagnostic.Id == "AD0001", "the analyzer must not fail");
        return [.. found.Where(diagnostic => diagnostic.Id.StartsWith("IR", StringComparison.Ordinal)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The findings of a member with these statements: the rule, and the text that it is about.</summary>
    public static Task<string[]> FindingsAsync(string statements) => FindingsOfAsync(Member(statements));

    public static Task<string[]> FindingsOfAsync(string text) => FindingsOfAsync(text, "");

    /// <summary>The findings of source that uses another assembly.</summary>
    public static async Task<string[]> FindingsOfAsync(string text, string usings, params IEnumerable<MetadataReference> more) =>
        [.. (await AnalyzeAsync(Compile($"{usings}\n{text}", "Playbooks", more))).Select(diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}")];
}
