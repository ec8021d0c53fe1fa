namespace IrSdk.Scripting.Tests;

public sealed class HostileScriptTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    /// <summary>Each line is a way out; the text is what the message must name.</summary>
    public static TheoryData<string, string> Hostile => new()
    {
        // Files
        { "System.IO.File", """System.IO.File.Delete("/tmp/x");""" },
        { "System.IO.File", """using System.IO; var t = File.ReadAllText("/etc/passwd");""" },
        { "System.IO.File", """using F = System.IO.File; F.WriteAllText("x", "y");""" },
        { "System.IO.File", """using static System.IO.File; var t = ReadAllText("x");""" },
        { "System.IO.File", """Func<string, string> read = System.IO.File.ReadAllText; var t = read("x");""" },
        { "System.IO.File", """var all = new[] { "a" }.Select(System.IO.File.ReadAllText).ToList();""" },
        { "System.IO.File", """var all = from p in new[] { "a" } select System.IO.File.Exists(p);""" },
        { "System.IO.Directory", """global::System.IO.Directory.Delete("x", true);""" },
        { "System.IO.FileInfo", """var f = new System.IO.FileInfo("x"); f.Delete();""" },
        { "System.IO.FileStream", """System.IO.FileStream f = new("x", System.IO.FileMode.Open);""" },
        { "System.IO.Path", """var p = System.IO.Path.GetTempFileName();""" },
        { "System.IO.File", """static class E { extension(string s) { public string Read() => System.IO.File.ReadAllText(s); } } var t = "x".Read();""" },
        { "System.IO.File", """record R(string P) { public string T { get; } = System.IO.File.ReadAllText(P); } var r = new R("x");""" },
        { "System.IO.File", """var t = $"{System.IO.File.ReadAllText("x")}";""" },
        { "System.IO.File", """int F(string p = "x") { return System.IO.File.ReadAllBytes(p).Length; } F();""" },
        { "System.\\u0049O.File", """System.\u0049O.File.Delete("x");""" },
        // Processes, network
        { "System.Diagnostics.Process", """System.Diagnostics.Process.Start("sh");""" },
        { "System.Diagnostics.Process", """using System.Diagnostics; Process.GetCurrentProcess().Kill();""" },
        { "System.Diagnostics.Debugger", """System.Diagnostics.Debugger.Break();""" },
        { "System.Net.Http.HttpClient", """var c = new System.Net.Http.HttpClient();""" },
        { "System.Net.Sockets.TcpClient", """using System.Net.Sockets; var c = new TcpClient("x", 1);""" },
        { "System.Net.Dns", """System.Net.Dns.GetHostEntry("x");""" },
        { "System.Net.WebClient", """System.Net.WebClient c = new();""" },
        // Reflection
        { "System.Object.GetType", """var t = "x".GetType();""" },
        { "typeof", """var a = typeof(Playbook).Assembly;""" },
        { "System.Type.GetType", """var t = Type.GetType("System.IO.File");""" },
        { "System.Type", """Type t = null!;""" },
        { "System.Reflection.Assembly", """System.Reflection.Assembly.Load("x");""" },
        { "System.Activator", """var o = Activator.CreateInstance<List<int>>();""" },
        { "System.Activator", """T Make<T>() where T : new() => new T(); var l = Make<List<int>>();""" },
        { "System.Delegate.Method", """Func<int> f = () => 1; var m = f.Method;""" },
        { "DynamicInvoke", """Func<int> f = () => 1; f.DynamicInvoke();""" },
        { "System.Linq.Expressions", """System.Linq.Expressions.Expression<Func<int>> e = () => 1; e.Compile()();""" },
        { "System.Linq.Queryable", """var q = new[] { 1 }.AsQueryable().Where(x => x > 1).ToList();""" },
        { "System.Reflection.Emit", """var m = new System.Reflection.Emit.DynamicMethod("x", null, null);""" },
        { "System.AppDomain", """AppDomain.CurrentDomain.GetAssemblies();""" },
        { "System.Runtime.Loader.AssemblyLoadContext", """System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath("x");""" },
        { "dynamic", """dynamic d = 5; d.Foo();""" },
        { "dynamic", """object F(dynamic x) => x.Name; F("x");""" },
        // Clock, randomness, environment
        { "System.DateTimeOffset.UtcNow", """var now = DateTimeOffset.UtcNow;""" },
        { "System.DateTimeOffset.Now", """var now = DateTimeOffset.Now;""" },
        { "System.DateTime.Now", """var now = DateTime.Now;""" },
        { "System.DateTime.Today", """using D = System.DateTime; var now = D.Today;""" },
        { "System.DateTime.UtcNow", """using static System.DateTime; var now = UtcNow;""" },
        { "System.TimeProvider", """var now = TimeProvider.System.GetUtcNow();""" },
        { "System.Diagnostics.Stopwatch", """var w = System.Diagnostics.Stopwatch.StartNew();""" },
        { "System.Environment", """var h = Environment.GetEnvironmentVariable("HOME");""" },
        { "System.Environment", """Environment.Exit(1);""" },
        { "System.Environment", """var t = Environment.TickCount64;""" },
        { "System.Environment", """var t = Environment.CurrentManagedThreadId;""" },
        { "System.Random", """var r = Random.Shared.Next();""" },
        { "System.Random", """var r = new Random(1);""" },
        { "System.Guid.NewGuid", """var g = Guid.NewGuid();""" },
        { "System.Guid.NewGuid", """Func<Guid> g = Guid.NewGuid;""" },
        { "Shuffle", """var l = new[] { 1, 2 }.Shuffle().ToList();""" },
        { "GetHashCode", """var h = "x".GetHashCode();""" },
        { "System.HashCode", """var h = HashCode.Combine(1, 2);""" },
        { "CurrentCulture", """var c = System.Globalization.CultureInfo.CurrentCulture;""" },
        { "System.GC", """GC.Collect();""" },
        { "System.Console", """Console.WriteLine("x");""" },
        { "System.AppContext", """AppContext.SetSwitch("x", true);""" },
        // Threads
        { "System.Threading.Thread", """new System.Threading.Thread(() => { }).Start();""" },
        { "System.Threading.Thread", """System.Threading.Thread.Sleep(1);""" },
        { "System.Threading.Tasks.Task", """System.Threading.Tasks.Task.Run(() => { });""" },
        { "System.Threading.Timer", """var t = new System.Threading.Timer(_ => { });""" },
        { "System.Threading.Tasks.Parallel", """System.Threading.Tasks.Parallel.For(0, 1, i => { });""" },
        { "async", """async void F() { } F();""" },
        { "lock", """var o = new object(); lock (o) { }""" },
        { "System.Linq.ParallelEnumerable", """var l = new[] { 1 }.AsParallel().ToList();""" },
        { "System.Lazy", """var l = new Lazy<int>(() => 1);""" },
        // Memory
        { "unsafe", """unsafe { int x = 1; int* p = &x; }""" },
        { "unsafe", """unsafe void F() { } F();""" },
        { "stackalloc", """Span<int> s = stackalloc int[10];""" },
        { "System.Runtime.CompilerServices.Unsafe", """var x = "a"; var y = System.Runtime.CompilerServices.Unsafe.As<string, object>(ref x);""" },
        { "System.Runtime.InteropServices.MemoryMarshal", """var s = System.Runtime.InteropServices.MemoryMarshal.AsBytes(new[] { 1 }.AsSpan());""" },
        { "System.Runtime.InteropServices.MemoryMarshal", """using static System.Runtime.InteropServices.MemoryMarshal; var i = 1; var s = CreateSpan(ref i, 100);""" },
        { "System.Runtime.InteropServices.ImmutableCollectionsMarshal", """var a = System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(ImmutableArray.Create(1));""" },
        { "System.Runtime.InteropServices.Marshal", """System.Runtime.InteropServices.Marshal.AllocHGlobal(1);""" },
        { "System.Runtime.InteropServices.StructLayoutAttribute", """[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] struct U { [System.Runtime.InteropServices.FieldOffset(0)] public int A; [System.Runtime.InteropServices.FieldOffset(0)] public float B; } var u = new U();""" },
        { "typed reference", """var i = 1; var r = __makeref(i);""" },
        // Attributes and native code
        { "extern", """[System.Runtime.InteropServices.DllImport("libc")] static extern int getpid(); getpid();""" },
        { "extern", """static class N { [System.Runtime.InteropServices.DllImport("libc")] public static extern int getpid(); } N.getpid();""" },
        { "System.Runtime.CompilerServices.ModuleInitializerAttribute", """static class M { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() { } }""" },
        { "System.Runtime.CompilerServices.UnsafeAccessorAttribute", """static class M { [System.Runtime.CompilerServices.UnsafeAccessor(System.Runtime.CompilerServices.UnsafeAccessorKind.Method)] public static extern void X(object o); }""" },
        { "System.Runtime.CompilerServices.MethodImplAttribute", """[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] void F() { } F();""" },
        { "System.ThreadStaticAttribute", """static class M { [ThreadStatic] static readonly int x; }""" },
        { "System.Diagnostics.CodeAnalysis.SuppressMessageAttribute", """[System.Diagnostics.CodeAnalysis.SuppressMessage("x", "IR4001")] static class M { }""" },
        { "System.Diagnostics.ConditionalAttribute", """static class M { [System.Diagnostics.Conditional("X")] public static void F() { } }""" },
        // State
        { "static constructor", """static class M { static M() { } }""" },
        { "finalizer", """class M { ~M() { } }""" },
        { "mutable static field", """static class M { public static int Count; } M.Count++;""" },
        { "mutable static property", """static class M { public static int Count { get; set; } } M.Count++;""" },
        { "event", """class M { public event Action? E; }""" },
        // Host surface and the rest of the framework
        { "IrSdk.Planning", """var r = new List<IrSdk.Planning.Plan>();""" },
        { "IrSdk.Resolution", """IrSdk.Resolution.IAccountDirectory d = null!;""" },
        { "IrSdk.IrJson", """var o = IrJson.Options;""" },
        { "System.Text.Json.JsonSerializer", """var s = System.Text.Json.JsonSerializer.Serialize(1);""" },
        { "System.Text.RegularExpressions.Regex", """var m = System.Text.RegularExpressions.Regex.IsMatch("a", "b");""" },
        { "System.Security.Cryptography", """var b = System.Security.Cryptography.RandomNumberGenerator.GetBytes(1);""" },
        { "System.Runtime.CompilerServices.ConditionalWeakTable", """var t = new System.Runtime.CompilerServices.ConditionalWeakTable<object, object>();""" },
        { "System.WeakReference", """var w = new WeakReference(new object());""" },
        { "System.Buffers", """var a = System.Buffers.ArrayPool<int>.Shared.Rent(1);""" },
        { "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", """var h = new System.Runtime.CompilerServices.DefaultInterpolatedStringHandler(1, 1);""" },
        { "System.IO.File", """static class E { public static IEnumerator<string> GetEnumerator(this int i) { yield return System.IO.File.ReadAllText("x"); } } foreach (var s in 5) { }""" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task LoadAsync_ReachesOut_IsRefusedAtItsLine(string named, string snippet)
    {
        var result = await folder.LoadAsync($"// a comment\n\n{snippet}\n{Scripts.Plain}");

        result.Succeeded.Should().BeFalse(because: snippet);
        var refusals = result.Diagnostics.Where(diagnostic => diagnostic.Id == ScriptRules.NotAllowed).ToList();
        refusals.Should().NotBeEmpty().And.OnlyContain(diagnostic => diagnostic.Line == 3);
        refusals.Select(diagnostic => diagnostic.Message).Should().Contain(message => message.Contains(named.Replace("\\u0049", "I"), StringComparison.Ordinal));
        Directory.Exists(folder.Cache).Should().BeFalse("what is refused is not kept");
    }

    [Theory]
    [InlineData("#r \"System.Net.Http\"")]
    [InlineData("#r \"nuget: Newtonsoft.Json, 13.0.3\"")]
    [InlineData("#load \"../other.csx\"")]
    [InlineData("#load \"shared/../../other.csx\"")]
    [InlineData("#load \"/etc/other.csx\"")]
    [InlineData("#load \"C:\\other.csx\"")]
    [InlineData("#load \"..\\other.csx\"")]
    [InlineData("#load \"missing.csx\"")]
    [InlineData("#load \"\"")]
    public async Task LoadAsync_ForeignReference_IsRefused(string directive)
    {
        var result = await folder.LoadAsync($"{directive}\n{Scripts.Plain}");

        var diagnostic = result.Diagnostics.Should().ContainSingle().Subject;
        diagnostic.Id.Should().Be(ScriptRules.Reference);
        (diagnostic.Line, diagnostic.Column).Should().Be((1, 1));
    }

    [Fact]
    public async Task LoadAsync_LoadThroughSymbolicLink_IsRefused()
    {
        var outside = Path.Combine(Path.GetDirectoryName(folder.Playbook)!, "outside.csx");
        await File.WriteAllTextAsync(outside, "var x = 1;", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(folder.PathOf("link.csx"), outside);

        var result = await folder.LoadAsync($"#load \"link.csx\"\n{Scripts.Plain}");

        result.Diagnostics.Should().ContainSingle().Which.Id.Should().Be(ScriptRules.Reference);
    }

    [Theory]
    [InlineData("#line 200 \"other.csx\"")]
    [InlineData("#line hidden")]
    [InlineData("#line (1, 1) - (1, 5) \"x\"")]
    [InlineData("#pragma warning disable")]
    [InlineData("#pragma checksum \"x\" \"{406EA660-64CF-4C82-B6F0-42D48172A799}\" \"ab\"")]
    [InlineData("#define X")]
    [InlineData("#if true\n#endif")]
    [InlineData("#warning no")]
    [InlineData("extern alias x;")]
    [InlineData("[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")]")]
    [InlineData("global using System.IO;")]
    [InlineData("int X => 5;")]
    public async Task LoadAsync_DirectiveOrDeclarationThatMovesPositions_IsRefused(string text)
    {
        var result = await folder.LoadAsync($"{text}\n{Scripts.Plain}");

        result.Succeeded.Should().BeFalse();
        result.Diagnostics.Should().OnlyContain(diagnostic => diagnostic.Line <= 2);
        result.Diagnostics[0].Line.Should().Be(1);
    }

    [Theory]
    [InlineData("} } class Out { static object Run() {")]
    [InlineData("} static class X { static int y = 0; } static class __Script2 {")]
    [InlineData("}}")]
    [InlineData("/* ")]
    [InlineData("var s = \"\"\"")]
    [InlineData("var s = $\"{\"; }} class Out { //")]
    [InlineData("namespace Out { class C { } }")]
    [InlineData("class Open {")]
    [InlineData("#region never ended")]
    [InlineData("#if false\n}} class Out { static void F() {\n#endif")]
    [InlineData("class __Script { }")]
    public async Task LoadAsync_TriesToLeaveTheWrapper_IsRefused(string text)
    {
        var result = await folder.LoadAsync($"{text}\n{Scripts.Plain}");

        result.Succeeded.Should().BeFalse();
        result.Diagnostics.Should().NotBeEmpty().And.OnlyContain(diagnostic => diagnostic.File == folder.PathOf("test.csx"));
    }

    public void Dispose() => folder.Dispose();
}
