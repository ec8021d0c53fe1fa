using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;

namespace IrSdk.Scripting.Tests;

public sealed class ScriptCacheTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    [Fact]
    public async Task LoadAsync_SameContent_ComesFromTheCacheWithTheSameHash()
    {
        using var first = (await folder.LoadAsync(Scripts.Plain)).Loaded!;
        using var second = (await folder.LoadAsync(Scripts.Plain)).Loaded!;

        (first.FromCache, second.FromCache).Should().Be((false, true));
        second.AssemblyHash.Should().Be(first.AssemblyHash);
    }

    [Fact]
    public async Task LoadAsync_SameContentElsewhere_HasTheSameHash()
    {
        using var elsewhere = new ScriptFolder();
        using var first = (await folder.LoadAsync(Scripts.Plain)).Loaded!;
        using var second = (await elsewhere.LoadAsync(Scripts.Plain)).Loaded!;

        second.FromCache.Should().BeFalse();
        second.AssemblyHash.Should().Be(first.AssemblyHash);
    }

    [Fact]
    public async Task LoadAsync_LoadedFileChanges_IsCompiledAgain()
    {
        folder.Write("a.csx", "var minutes = 5;");
        var text = "#load \"a.csx\"\n" + Scripts.Plain.Replace("5.Minutes()", "minutes.Minutes()", StringComparison.Ordinal);
        using var first = (await folder.LoadAsync(text)).Loaded!;
        folder.Write("a.csx", "var minutes = 6;");
        using var second = (await folder.LoadAsync(text)).Loaded!;

        second.FromCache.Should().BeFalse();
        second.Playbook.Deadline.Should().Be(TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task LoadAsync_CacheIsDamagedAnywhere_IsCompiledAgain()
    {
        (await folder.LoadAsync(Scripts.Plain)).Loaded!.Dispose();
        var kept = Directory.GetFiles(folder.Cache).Should().ContainSingle().Subject;
        var bytes = await File.ReadAllBytesAsync(kept, TestContext.Current.CancellationToken);

        foreach (var position in new[] { 0, 33, 40, bytes.Length / 2, bytes.Length - 1 })
        {
            var damaged = bytes.ToArray();
            damaged[position] ^= 0x40;
            await File.WriteAllBytesAsync(kept, damaged, TestContext.Current.CancellationToken);

            using var loaded = (await folder.LoadAsync(Scripts.Plain)).Loaded!;
            loaded.FromCache.Should().BeFalse($"byte {position} was changed");
        }

        await File.WriteAllBytesAsync(kept, bytes.AsMemory(0, 10), TestContext.Current.CancellationToken);
        using var cut = (await folder.LoadAsync(Scripts.Plain)).Loaded!;
        cut.FromCache.Should().BeFalse();
    }

    [Fact]
    public async Task LoadAsync_CacheHoldsAnAssemblyThatReachesOut_IsNotRun()
    {
        (await folder.LoadAsync(Scripts.Plain)).Loaded!.Dispose();
        var kept = Directory.GetFiles(folder.Cache).Should().ContainSingle().Subject;
        await File.WriteAllBytesAsync(kept, CacheFile(await File.ReadAllBytesAsync(typeof(ScriptLoader).Assembly.Location, TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);

        using var loaded = (await folder.LoadAsync(Scripts.Plain)).Loaded!;

        loaded.FromCache.Should().BeFalse();
    }

    [Fact]
    public async Task LoadAsync_CacheCannotBeWritten_LoadsAllTheSame()
    {
        await File.WriteAllTextAsync(folder.Cache, "a file, not a directory", TestContext.Current.CancellationToken);

        using var loaded = (await folder.LoadAsync(Scripts.Plain)).Loaded!;

        loaded.Playbook.Name.Should().Be("test");
    }

    [Fact]
    public async Task LoadAsync_NoCache_LoadsAllTheSame()
    {
        var loader = new ScriptLoader(new ScriptLoaderOptions { CacheDirectory = null });
        using var loaded = (await loader.LoadAsync(folder.Write("test.csx", Scripts.Plain))).Loaded!;

        loaded.FromCache.Should().BeFalse();
    }

    [Fact]
    public async Task LoadAsync_CacheHit_IsQuick()
    {
        (await folder.LoadAsync(Scripts.CredentialCompromise)).Loaded!.Dispose();
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var started = Stopwatch.GetTimestamp();
            (await folder.LoadAsync(Scripts.CredentialCompromise)).Loaded!.Dispose();
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
        }

        // The budget is 10 ms in a quiet process; a compilation takes a hundred and more.
        best.Should().BeLessThan(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task LoadAsync_CacheHit_DoesNotLoadTheCompiler()
    {
        (await folder.LoadAsync(Scripts.Plain)).Loaded!.Dispose();

        var hit = await LoadApartAsync();
        Directory.Delete(folder.Cache, recursive: true);
        var miss = await LoadApartAsync();

        hit.Should().NotContain(name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        miss.Should().Contain(name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), "the watch must see it when there is something to see");
    }

    /// <summary>Loads the script with a second copy of the loader, and says which assemblies that copy asked for.</summary>
    private async Task<IReadOnlyCollection<string>> LoadApartAsync()
    {
        var apart = new WatchedContext();
        var assembly = apart.LoadFromAssemblyPath(typeof(ScriptLoader).Assembly.Location);
        var optionsType = assembly.GetType(typeof(ScriptLoaderOptions).FullName!)!;
        var options = Activator.CreateInstance(optionsType)!;
        optionsType.GetProperty(nameof(ScriptLoaderOptions.CacheDirectory))!.SetValue(options, folder.Cache);
        var loader = Activator.CreateInstance(assembly.GetType(typeof(ScriptLoader).FullName!)!, options)!;
        var task = (Task)loader.GetType().GetMethod(nameof(ScriptLoader.LoadAsync))!.Invoke(loader, [folder.PathOf("test.csx"), CancellationToken.None])!;
        await task;
        var result = task.GetType().GetProperty("Result")!.GetValue(task)!;
        result.GetType().GetProperty(nameof(ScriptResult.Succeeded))!.GetValue(result).Should().Be(true);
        return apart.Asked;
    }

    private static byte[] CacheFile(byte[] assembly)
    {
        byte[] content = [.. BitConverter.GetBytes(assembly.Length), .. BitConverter.GetBytes(0), .. assembly, .. "[]"u8];
        return [.. System.Security.Cryptography.SHA256.HashData(content), .. content];
    }

    public void Dispose() => folder.Dispose();

    private sealed class WatchedContext() : AssemblyLoadContext("apart")
    {
        public ConcurrentBag<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Asked.Add(assemblyName.Name!);
            return null;
        }
    }
}
