using System.Reflection;

namespace IrSdk.Architecture.Tests;

/// <summary>Which project may reference which: the table of the design, and nothing else.</summary>
public sealed class ArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["IrSdk"] = [],
        ["IrSdk.Analyzers"] = [],
        ["IrSdk.CodeFixes"] = ["IrSdk.Analyzers"],
        ["IrSdk.Aws"] = ["IrSdk", "IrSdk.Runtime"],
        ["IrSdk.Connectors"] = ["IrSdk", "IrSdk.Runtime"],
        ["IrSdk.Host"] = ["IrSdk", "IrSdk.Runtime", "IrSdk.Scripting", "IrSdk.Simulation", "IrSdk.Intake", "IrSdk.Testing", "IrSdk.Aws", "IrSdk.Connectors"],
        ["IrSdk.Intake"] = ["IrSdk"],
        ["IrSdk.Runtime"] = ["IrSdk"],
        ["IrSdk.Scripting"] = ["IrSdk", "IrSdk.Analyzers"],
        ["IrSdk.Simulation"] = ["IrSdk", "IrSdk.Runtime"],
        ["IrSdk.Testing"] = ["IrSdk", "IrSdk.Runtime", "IrSdk.Scripting", "IrSdk.Simulation", "IrSdk.Intake"],
        ["ir"] = ["IrSdk", "IrSdk.Runtime", "IrSdk.Scripting", "IrSdk.Simulation", "IrSdk.Intake", "IrSdk.Testing", "IrSdk.Aws", "IrSdk.Connectors"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatTheDesignAllows(string project) =>
        Load(project).GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => name is "ir" || name == "IrSdk" || name.StartsWith("IrSdk.", StringComparison.Ordinal))
            .Should().BeSubsetOf(Allowed[project]);

    [Fact]
    public void IrSdk_WhatAPlaybookAuthorReferences_DoesNoInputOrOutput() =>
        Load("IrSdk").GetReferencedAssemblies().Select(reference => reference.Name!)
            .Should().NotContain(name => name.StartsWith("System.IO", StringComparison.Ordinal)
                || name.StartsWith("System.Net", StringComparison.Ordinal)
                || name.StartsWith("System.Diagnostics.Process", StringComparison.Ordinal)
                || name.StartsWith("System.Console", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.", StringComparison.Ordinal));

    [Fact]
    public void EveryProjectOfTheRepository_IsInTheTable() =>
        Directory.GetFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).Select(name => name == "IrSdk.Cli" ? "ir" : name)
            .Should().BeEquivalentTo(Allowed.Keys);

    [Theory]
    [MemberData(nameof(Projects))]
    public void PublicTypes_AreSealedOrAbstractOrDerivedFromHere(string project)
    {
        // Razor writes its pages public and unsealed; nobody references a host.
        var types = Load(project).GetExportedTypes().Where(type => type.BaseType?.Name is not "ComponentBase" && type.Name != "_Imports").ToList();
        types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !types.Exists(other => other.BaseType == type))
            .Should().BeEmpty();
    }

    [Fact]
    public void Folders_AreNamedAfterFeatures() =>
        Directory.GetDirectories(Path.Combine(Root(), "src"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName)
            .Should().NotIntersectWith(["Models", "Helpers", "Utils", "Managers", "Services", "Common", "Misc"]);

    private static Assembly Load(string project) => Assembly.Load(new AssemblyName(project));

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "IrSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
