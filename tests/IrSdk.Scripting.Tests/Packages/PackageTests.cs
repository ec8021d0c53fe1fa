namespace IrSdk.Scripting.Tests.Packages;

/// <summary>Packages: by policy, exact version and content hash; taken at sync, never later; nothing of them but assemblies.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Acme = "namespace Acme; public static class Limits { public static int Minutes() => 7; public sealed record Host(string Name); public static System.Net.IPAddress Address => System.Net.IPAddress.Loopback; }";

    private static readonly string UsesAcme = "#r \"nuget: Acme, 1.0.0\"\n" + Script("Acme.Limits.Minutes()");

    private readonly LocalFeed feed = new();

    [Fact]
    public async Task Sync_AListedPackage_IsUsedOfflineFromTheLock()
    {
        feed.Pack("Acme", Acme);
        feed.Script("#r \"nuget: Acme, 1.0.0\"\nvar host = new Acme.Limits.Host(\"a\") with { Name = \"b\" };\n" + Script("Acme.Limits.Minutes() + host.Name.Length"));
        await feed.UpdateAsync();
        Directory.Delete(feed.Feed, recursive: true);

        var sync = await feed.SyncAsync();

        sync.Reason.Should().BeNull();
        using var loaded = await LoadAsync();
        loaded.Playbook.Deadline.Should().Be(TimeSpan.FromMinutes(8));
        loaded.FromCache.Should().BeTrue();
    }

    [Fact]
    public async Task Sync_OfAPackage_KeepsNothingButItsAssemblies()
    {
        feed.Pack("Acme", Acme);
        feed.Script(UsesAcme);
        await feed.UpdateAsync();
        await feed.SyncAsync();

        Directory.GetFiles(Path.Combine(feed.State, "packages"), "*", SearchOption.AllDirectories)
            .Should().ContainSingle().Which.Should().EndWith(".dll");
        (await File.ReadAllTextAsync(feed.Lock)).Should().Contain("lib/net8.0/Acme.dll").And.NotContain("targets").And.NotContain("analyzers");
    }

    [Fact]
    public async Task Sync_AnotherContentUnderTheSameVersion_IsRefused()
    {
        feed.Pack("Acme", Acme);
        feed.Script(UsesAcme);
        await feed.UpdateAsync();
        Directory.Delete(Path.Combine(feed.State, "packages"), recursive: true);
        feed.Pack("Acme", Acme.Replace("7", "8", StringComparison.Ordinal));

        var sync = await feed.SyncAsync();

        sync.Status.Should().Be(SyncStatus.Refused);
        sync.Reason.Should().Contain("is not the one that").And.Contain("another hash");
    }

    [Fact]
    public async Task Load_AnAssemblyThatWasChangedOnDisk_IsRefused()
    {
        feed.Pack("Acme", Acme);
        feed.Script(UsesAcme);
        await feed.UpdateAsync();
        await feed.SyncAsync();
        var path = Directory.GetFiles(Path.Combine(feed.State, "packages"), "*.dll", SearchOption.AllDirectories).Single();
        var content = await File.ReadAllBytesAsync(path);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(path, content);

        var served = feed.Store.Serve(feed.Source());
        var result = await served.Loader.LoadAsync(Path.Combine(served.Folder, "test/test.csx"), TestContext.Current.CancellationToken);

        result.Loaded.Should().BeNull();
        result.Diagnostics.Should().Contain(one => one.Message.Contains("not on disk as the lock file has it", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nuget: Other, 1.0.0", "the policy does not list Other 1.0.0")]
    [InlineData("nuget: Acme, 1.0.1", "the policy does not list Acme 1.0.1")]
    [InlineData("nuget: Acme, 1.*", "names no exact version")]
    [InlineData("nuget: Acme, [1.0.0,2.0.0)", "names no exact version")]
    [InlineData("nuget: Acme", "names no exact version")]
    [InlineData("nuget: Acme, 1.0.0, x", "names no exact version")]
    [InlineData("nuget: ../../Acme, 1.0.0", "names no exact version")]
    [InlineData("System.Net.Http", "is no package")]
    [InlineData("/usr/lib/x.dll", "is no package")]
    public async Task Sync_AReferenceOutsideThePolicy_IsRefusedAtItsLine(string reference, string reason)
    {
        feed.Pack("Acme", Acme);
        feed.Script($"#r \"{reference}\"\n" + Scripts.Plain);
        await feed.UpdateAsync();

        var sync = await feed.SyncAsync();

        sync.Reason.Should().StartWith("test/test.csx(1,1) is refused by the gate: IR4002").And.Contain(reason);
    }

    [Fact]
    public async Task Sync_APackageThatIsNotLocked_IsRefused()
    {
        feed.Pack("Acme", Acme);
        feed.Script(UsesAcme);

        (await feed.SyncAsync()).Reason.Should().Contain("the lock file does not hold Acme").And.Contain("--update-lock");
    }

    [Fact]
    public async Task UpdateLock_APackageThatNeedsAnUnlistedOne_IsRefused()
    {
        feed.Pack("Acme", Acme, needs: "Base");
        feed.Pack("Base", "namespace Base; public static class B;");

        await feed.Invoking(one => one.UpdateAsync()).Should().ThrowAsync<InvalidDataException>().WithMessage("*needs Base*does not list*");
        File.Exists(feed.Lock).Should().BeFalse();

        feed.Allowed += """, { "name": "Base", "version": "1.0.0" }""";
        await feed.UpdateAsync();
        feed.Script(UsesAcme);
        (await feed.SyncAsync()).Reason.Should().BeNull();
    }

    [Theory]
    [InlineData("System.Linq")]
    [InlineData("IrSdk")]
    [InlineData("System.Net.Http")]
    public async Task UpdateLock_APackageThatStandsInForTheFramework_IsRefused(string assembly)
    {
        feed.Pack("Acme", Acme, assembly: assembly);

        await feed.Invoking(one => one.UpdateAsync()).Should().ThrowAsync<InvalidDataException>().WithMessage($"*brings {assembly}*");
    }

    [Fact]
    public async Task Sync_AScriptWithAPackage_StillPassesTheGate()
    {
        feed.Pack("Acme", Acme);
        await feed.UpdateAsync();
        feed.Script("#r \"nuget: Acme, 1.0.0\"\nSystem.IO.File.Delete(\"/x\");\n" + Scripts.Plain);
        (await feed.SyncAsync()).Reason.Should().Contain("System.IO.File");

        feed.Script("#r \"nuget: Acme, 1.0.0\"\nvar text = Acme.Limits.Address.MapToIPv6();\n" + Scripts.Plain);
        (await feed.SyncAsync()).Reason.Should().Contain("System.Net.IPAddress.MapToIPv6", "what a package hands out of the framework is still the framework");
    }

    [Theory]
    [InlineData("1.*")]
    [InlineData("[1.0.0]")]
    [InlineData("1.0")]
    [InlineData("")]
    public void Read_AFloatingVersionInThePolicy_IsRefused(string version)
    {
        feed.Allowed = $$"""{ "name": "Acme", "version": "{{version}}" }""";

        feed.Invoking(one => one.Source()).Should().Throw<InvalidDataException>().WithMessage("*exact version*");
    }

    public void Dispose() => feed.Dispose();

    private static string Script(string minutes) => Scripts.Plain.Replace("5.Minutes()", $"({minutes}).Minutes()", StringComparison.Ordinal);

    private async Task<LoadedPlaybook> LoadAsync()
    {
        var served = feed.Store.Serve(feed.Source());
        return (await served.Loader.LoadAsync(Path.Combine(served.Folder, "test/test.csx"), TestContext.Current.CancellationToken)).Loaded!;
    }
}
