using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace IrSdk.Scripting.Tests.Packages;

/// <summary>A feed in a folder, a source that may use it, and packages that are made for a test.</summary>
internal sealed class LocalFeed : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("irsdk-packages-");

    public LocalFeed()
    {
        root.CreateSubdirectory("feed");
        root.CreateSubdirectory("playbooks/test");
    }

    public string Feed => Path.Combine(root.FullName, "feed");

    public string Lock => Path.Combine(root.FullName, "packages.lock.json");

    public string State => Path.Combine(root.FullName, "state");

    public string Allowed { get; set; } = """{ "name": "Acme", "version": "1.0.0" }""";

    public SourceStore Store => new(new() { Folder = State, Scripts = new() { CacheDirectory = Path.Combine(root.FullName, "cache") } });

    public PlaybookSource Source()
    {
        var path = Path.Combine(root.FullName, "sources.json");
        File.WriteAllText(path, $$"""
            { "sources": [{ "name": "dev", "directory": "playbooks", "development": true, "packages": { "feeds": ["feed"], "allowed": [{{Allowed}}] } }] }
            """);
        return SourcesFile.Read(path).Find("dev");
    }

    public void Script(string text) => File.WriteAllText(Path.Combine(root.FullName, "playbooks/test/test.csx"), text);

    public Task<SourceSync> SyncAsync() => Store.SyncAsync(Source(), cancellationToken: TestContext.Current.CancellationToken);

    public Task UpdateAsync() => Store.UpdateLockAsync(Source(), TestContext.Current.CancellationToken);

    /// <summary>Makes a package with an assembly of its name, and with everything of which nothing may ever run.</summary>
    public void Pack(string name, string code, string? needs = null, string version = "1.0.0", string? assembly = null)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            assembly ?? name, [CSharpSyntaxTree.ParseText(code)], framework.Select(path => MetadataReference.CreateFromFile(path)), new(OutputKind.DynamicallyLinkedLibrary));
        var dll = Path.Combine(root.FullName, "made.dll");
        compilation.Emit(dll).Success.Should().BeTrue();
        var other = Path.Combine(root.FullName, "other");
        File.WriteAllText(other, "<Project><Target Name=\"Run\" BeforeTargets=\"Build\"><Exec Command=\"touch ran\" /></Target></Project>");
        var builder = new PackageBuilder { Id = name, Version = NuGetVersion.Parse(version), Description = "For a test." };
        builder.Authors.Add("someone");
        foreach (var (path, content) in new[] { ($"lib/net8.0/{assembly ?? name}.dll", dll), ($"build/{name}.targets", other), ("contentFiles/any/any/x.txt", other), ("tools/init.ps1", other), ("analyzers/dotnet/cs/a.dll", dll) })
        {
            builder.Files.Add(new PhysicalPackageFile { SourcePath = content, TargetPath = path });
        }

        if (needs is not null)
        {
            builder.DependencyGroups.Add(new(NuGetFramework.Parse("net8.0"), [new PackageDependency(needs, VersionRange.Parse("1.0.0"))]));
        }

        using var file = File.Create(Path.Combine(Feed, $"{name}.{version}.nupkg"));
        builder.Save(file);
    }

    public void Dispose() => root.Delete(recursive: true);
}
