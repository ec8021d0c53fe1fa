using System.Security.Cryptography;
using System.Text;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.LiveResponse;

/// <summary>SSM's part is played by <see cref="PlayedAgent"/>; the scripts run for real, and S3 is moto's.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class LiveResponseTests(MotoServer moto)
{
    [Fact]
    public async Task CaptureProcesses_LongerThanSsmShows_ArrivesWhole_HashedOnBothEnds()
    {
        var (rig, agent) = await StartAsync();
        using var host = rig;

        var result = await rig.DoAsync(new CaptureProcesses(Host(rig)), Patient());

        var record = result.Evidence.Should().ContainSingle().Subject;
        var kept = await ReadAsync(record.Location!);
        Convert.ToHexStringLower(SHA256.HashData(kept)).Should().Be(record.Sha256);
        record.LockedUntil.Should().BeAfter(HandlerRig.Time.GetUtcNow().AddDays(300));
        Encoding.UTF8.GetString(kept).Should().Contain("=== processes").And.Contain("=== open-files").And.Contain("=== net-tcp")
            .And.Contain($"{Environment.ProcessId}", "this very process runs here");
        agent.Scripts.Should().OnlyContain(script => !script.Contains("AWS_", StringComparison.Ordinal) && !script.Contains("AKIA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CaptureProcesses_Again_RunsNothingTwice()
    {
        var (rig, agent) = await StartAsync();
        using var host = rig;
        var action = new CaptureProcesses(Host(rig));
        (await rig.ReconcileAsync(action, Patient())).State.Should().Be(ReconciledState.NotDone);

        var first = await rig.DoAsync(action, Patient());
        var second = await rig.DoAsync(action, Patient());

        agent.Scripts.Should().ContainSingle();
        second.Evidence.Single().Location.Should().Be(first.Evidence.Single().Location);
        (await rig.ReconcileAsync(action, Patient())).Result!.Evidence.Single().Sha256.Should().Be(first.Evidence.Single().Sha256);
    }

    [Fact]
    public async Task CaptureProcesses_AnswerIsLost_RunsNothingTwice()
    {
        var (rig, agent) = await StartAsync(losesFirst: true);
        using var host = rig;

        await rig.DoAsync(new CaptureProcesses(Host(rig)), Patient());

        agent.Scripts.Should().ContainSingle();
    }

    [Fact]
    public async Task CaptureProcesses_ArrivesChanged_IsRefused()
    {
        var (rig, _) = await StartAsync(one => one.OnTheWay = static content => [.. content[..^1], (byte)'!']);
        using var host = rig;

        var asking = () => rig.DoAsync(new CaptureProcesses(Host(rig)), Patient());

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().StartWith("What arrived from i-0123456789abcdef0 is not what it sent");
    }

    [Theory]
    [InlineData(null, "Linux", "i-0123456789abcdef0 has no SSM agent; install it, and give its role AmazonSSMManagedInstanceCore.")]
    [InlineData("ConnectionLost", "Linux", "i-0123456789abcdef0 has an SSM agent that was last heard of at")]
    [InlineData("Online", "Windows", "i-0123456789abcdef0 runs Windows, and live response knows Linux only")]
    public async Task Capture_HostCannotBeReached_IsToldAtOnce(string? ping, string platform, string message)
    {
        var (rig, agent) = await StartAsync(one => (one.Ping, one.Platform) = (ping, platform));
        using var host = rig;

        foreach (var action in new ResponseAction[] { new CaptureProcesses(Host(rig)), new CaptureMemory(Host(rig)), new ScanEndpoint(Host(rig)) })
        {
            var asking = () => rig.DoAsync(action);
            var failure = (await asking.Should().ThrowAsync<ProviderException>()).Which;
            failure.Message.Should().StartWith(message);
            failure.IsTransient.Should().BeFalse();
        }

        agent.Scripts.Should().BeEmpty();
    }

    [Fact]
    public async Task ScanEndpoint_Finds_AndKeepsTheReport()
    {
        var (rig, _) = await StartAsync();
        using var host = rig;
        var dropped = Path.Combine("/dev/shm", $"irsdk-test-{rig.Account}");
        await File.WriteAllTextAsync(dropped, "#!/bin/sh\n");
        File.SetUnixFileMode(dropped, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var result = await rig.DoAsync(new ScanEndpoint(Host(rig)), Patient());

            Encoding.UTF8.GetString(await ReadAsync(result.Reference!)).Should().Contain($"finding: executable in a temporary folder, {dropped}");
            result.Detail.Should().Contain("finding");
        }
        finally
        {
            File.Delete(dropped);
        }
    }

    /// <summary>A capture tool and an <c>aws</c> of the test stand in on the host; the stream, its hash and the lock are real.</summary>
    [Fact]
    public async Task CaptureMemory_ToolIsThere_StreamsHashesAndLocks()
    {
        var memory = RandomNumberGenerator.GetBytes(300_000);
        using var programs = await Programs.WithAsync(memory);
        var (rig, _) = await StartAsync(one => one.Programs = programs.Folder);
        using var host = rig;

        var result = await rig.DoAsync(new CaptureMemory(Host(rig)), Patient());

        var record = result.Evidence.Should().ContainSingle().Subject;
        record.Sha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData(memory)));
        (await ReadAsync(record.Location!)).Should().Equal(memory);
        record.LockedUntil.Should().BeAfter(HandlerRig.Time.GetUtcNow().AddDays(300));
        (await rig.CompleteAsync(new CaptureMemory(Host(rig)), result)).Failure.Should().BeNull();
        var lied = result with { Evidence = [record with { Sha256 = new string('0', 64) }] };
        (await rig.CompleteAsync(new CaptureMemory(Host(rig)), lied)).Failure.Should().Be("the memory that arrived from i-0123456789abcdef0 is not what it sent");
    }

    [Fact]
    public async Task CaptureMemory_ToolFails_SaysHowItEnded()
    {
        using var programs = await Programs.WithAsync([], exit: 3);
        var (rig, _) = await StartAsync(one => one.Programs = programs.Folder);
        using var host = rig;

        var asking = () => rig.DoAsync(new CaptureMemory(Host(rig)), Patient());

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().Contain("the capture tool ended with 3");
    }

    private static Instance Host(HandlerRig rig) => new(rig.Account, "us-east-1", "i-0123456789abcdef0");

    private static StepContext Patient() => HandlerRig.Context() with { Deadline = HandlerRig.Time.GetUtcNow().AddMinutes(2) };

    private async Task<(HandlerRig Rig, PlayedAgent Agent)> StartAsync(Action<PlayedAgent>? change = null, bool losesFirst = false)
    {
        ScriptedAgent? agent = null;
        var rig = await HandlerRig.StartAsync(moto, network: inner => agent = new(inner, moto) { LosesFirst = losesFirst });
        change?.Invoke(agent!.Host);
        return (rig, agent!.Host);
    }

    private async Task<byte[]> ReadAsync(string location)
    {
        var place = new Uri(location);
        using var accounts = new AwsAccounts(moto.Options());
        using var own = accounts.EnterOwn(MotoServer.Account, ResourceId.Global, null);
        using var read = await own.S3.GetObjectAsync(new GetObjectRequest { BucketName = place.Host, Key = place.AbsolutePath[1..], VersionId = place.Query.Split('=')[^1] });
        using var content = new MemoryStream();
        await read.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }
}
