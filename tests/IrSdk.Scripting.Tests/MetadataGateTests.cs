using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrSdk.Scripting.Tests;

/// <summary>The metadata gate alone: whatever the source gate would have said.</summary>
public sealed class MetadataGateTests : IDisposable
{
    /// <summary>What leaves nothing in the assembly to refuse, or what the compiler itself writes for harmless code.</summary>
    private static readonly string[] OnlyInSource =
    [
        "nameof", "typeof", "System.Type", "GetHashCode", "System.Environment.CurrentManagedThreadId", "MethodImplAttribute", "ImmutableCollectionsMarshal",
        "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", "static constructor", "finalizer", "stackalloc",
    ];

    private readonly ScriptFolder folder = new();

    public static IEnumerable<TheoryDataRow<string>> Snippets => HostileScriptTests.Hostile.Select(row => new TheoryDataRow<string>(row.Data.Item2));

    [Theory]
    [MemberData(nameof(Snippets))]
    public async Task Check_HostileCodeThatPassedTheSourceGate_IsRefused(string snippet)
    {
        var assembly = await CompileAsync($"{snippet}\n{Scripts.Plain}", allowUnsafe: true);
        if (assembly.IsDefault)
        {
            Assert.Skip("The compiler refuses it by itself.");
        }

        var harmless = OnlyInSource.Any(name => HostileScriptTests.Hostile.Any(row => row.Data.Item2 == snippet && row.Data.Item1.Contains(name, StringComparison.Ordinal)))
            || snippet.Contains("CurrentManagedThreadId", StringComparison.Ordinal);
        MetadataGate.Check(assembly).IsEmpty.Should().Be(harmless, because: string.Join("; ", MetadataGate.Check(assembly)));
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
        var assembly = await CompileAsync($"{snippet}\n{Scripts.Plain}", allowUnsafe: true);

        MetadataGate.Check(assembly).Should().Contain(name => name.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_NotAnAssembly_IsRefused()
    {
        MetadataGate.Check([1, 2, 3]).Should().NotBeEmpty();
        MetadataGate.Check([.. File.ReadAllBytes(typeof(MetadataGate).Assembly.Location).Take(2000)]).Should().NotBeEmpty();
    }

    private async Task<ImmutableArray<byte>> CompileAsync(string text, bool allowUnsafe)
    {
        var path = folder.Write("test.csx", text);
        var files = await ScriptFiles.ReadAsync(path, TestContext.Current.CancellationToken);
        var wrapped = ScriptWrapper.Wrap(files, new(files), TestContext.Current.CancellationToken);
        wrapped.Diagnostics.Should().BeEmpty();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: allowUnsafe, optimizationLevel: OptimizationLevel.Release);
        using var stream = new MemoryStream();
        var emitted = CSharpCompilation.Create("Hostile", [wrapped.Tree!], new FrameworkReferences().All, options).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        return emitted.Success ? [.. stream.ToArray()] : default;
    }

    public void Dispose() => folder.Dispose();
}
