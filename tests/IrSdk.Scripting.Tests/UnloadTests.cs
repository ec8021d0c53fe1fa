using System.Runtime.CompilerServices;

namespace IrSdk.Scripting.Tests;

public sealed class UnloadTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    [Fact]
    public async Task Dispose_AHundredLoads_LetsEveryAssemblyGo()
    {
        var references = await LoadAHundredAsync();

        // A fresh stack: nothing of the loading is held by a frame any more.
        await Task.Yield();

        for (var i = 0; i < 20 && references.Any(reference => reference.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        references.Count(reference => reference.IsAlive).Should().Be(0);
    }

    [Fact]
    public async Task Playbook_AfterDispose_Throws()
    {
        var loaded = (await folder.LoadAsync(Scripts.Plain)).Loaded!;
        loaded.Dispose();
        loaded.Dispose();

        loaded.Invoking(gone => gone.Playbook).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task Playbook_HeldByARunWhenDisposed_StillWorks()
    {
        var loaded = (await folder.LoadAsync($"var wanted = 3;\nreturn {Scripts.Head}.Respond(i => Preserve.Snapshot().MaxAffected(wanted));")).Loaded!;
        var playbook = loaded.Playbook;
        loaded.Dispose();
        GC.Collect();

        playbook.FirstResponse(null!).MaxAffected.Should().Be(3);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<List<WeakReference>> LoadAHundredAsync()
    {
        var references = new List<WeakReference>();
        for (var i = 0; i < 100; i++)
        {
            references.Add(await LoadOnceAsync());
        }

        return references;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> LoadOnceAsync()
    {
        using var loaded = (await folder.LoadAsync($"return {Scripts.Head}.Respond(i => i.Instances.Any() ? Preserve.Snapshot() : Preserve.Identity());")).Loaded!;
        return new(loaded.Playbook.FirstResponse.Method.Module.Assembly);
    }

    public void Dispose() => folder.Dispose();
}
