using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrSdk.Scripting.Tests;

/// <summary>The metadata gate alone: whatever the source gate would have said.</summary>
public sealed class MetadataGateTests : IDisposable
{
    /// <summary>Code that does no harm by itself, or that the compiler also writes for code that does none.</summary>
    private static readonly string[] OnlyInSource =
    [
        "Type t = null!", ".GetHashCode()", "CurrentManagedThreadId", "MethodImpl(", "ImmutableCollectionsMarshal.AsArray", "DefaultInterpolatedStringHandler(",
        "static M() { }", "~M() { }", "SuppressMessage(", "[Serializable]", "InlineArray(", ": Attribute { }",
    ];

    private readonly ScriptFolder folder = new();

    public static IEnumerable<TheoryDataRow<string>> Snippets => HostileCorpus.Reaching.Select(script => new TheoryDataRow<string>(script.Way));

    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task Check_HostileCodeThatPassedTheSourceGate_IsRefused(string snippet)
    {
        Assert.SkipWhen(OnlyInSource.Any(code => snippet.Contains(code, StringComparison.Ordinal)), "Only the source gate can tell this from what the compiler writes.");
        var assembly = await CompileAsync($"{snippet}\n{Scripts.Plain}");
        Assert.SkipWhen(assembly.IsDefault, "The compiler refuses it by itself.");

        MetadataGate.Check(assembly, ScriptPackages.None).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Check_AcceptedCode_IsEmpty()
    {
        MetadataGate.Check(await CompileAsync(Scripts.CredentialCompromise), ScriptPackages.None).Should().BeEmpty();
    }

    [Theory]
    [InlineData("unsafe { delegate*<int> f = null; f(); }", "indirect call")]
    [InlineData("unsafe { var a = new[] { 1 }; fixed (int* p = a) { *p = 5; } }", "pointer")]
    [InlineData("static class M { [System.Runtime.InteropServices.DllImport(\"libc\")] public static extern int getpid(); } M.getpid();", "ImplMap")]
    [InlineData("static class M { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() { } }", "module initializer")]
    [InlineData("var x = \"a\"; var y = System.Runtime.CompilerServices.Unsafe.As<string, int[]>(ref x);", "System.Runtime.CompilerServices.Unsafe.As")]
    [InlineData("var i = 1; var s = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref i, 100);", "System.Runtime.InteropServices.MemoryMarshal.CreateSpan")]
    [InlineData("class G<T> { public static T Cast(object o) => System.Runtime.CompilerServices.Unsafe.As<object, T>(ref o); } G<int>.Cast(\"\");", "System.Runtime.CompilerServices.Unsafe.As")]
    [InlineData("static class M { public static int Count { get; set; } }", "mutable static field M.<Count>k__BackingField")]
    [InlineData("T Make<T>() where T : new() => new T(); Make<object>();", "System.Activator.CreateInstance")]
    [InlineData("var o = new object(); lock (o) { }", "System.Threading.Monitor.Enter")]
    public async Task Check_PastTheTypeSystem_IsNamed(string snippet, string named)
    {
        var assembly = await CompileAsync($"{snippet}\n{Scripts.Plain}");

        MetadataGate.Check(assembly, ScriptPackages.None).Should().Contain(name => name.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_NotAnAssembly_IsRefused()
    {
        MetadataGate.Check([1, 2, 3], ScriptPackages.None).Should().NotBeEmpty();
        MetadataGate.Check([.. File.ReadAllBytes(typeof(MetadataGate).Assembly.Location).Take(2000)], ScriptPackages.None).Should().NotBeEmpty();
    }

    private async Task<ImmutableArray<byte>> CompileAsync(string text)
    {
        var path = folder.Write("test.csx", text);
        var files = await ScriptFiles.ReadAsync(path, TestContext.Current.CancellationToken);
        var wrapped = ScriptWrapper.Wrap(files, new(files), ScriptPackages.None, TestContext.Current.CancellationToken);
        wrapped.Diagnostics.Should().BeEmpty();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: text.Contains("unsafe {", StringComparison.Ordinal), optimizationLevel: OptimizationLevel.Debug);
        using var stream = new MemoryStream();
        var emitted = CSharpCompilation.Create("Hostile", [wrapped.Tree!], FrameworkReferences.Running.All, options).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        return emitted.Success ? [.. stream.ToArray()] : default;
    }

    public void Dispose() => folder.Dispose();
}
