using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IrSdk.Aws.Tests;

/// <summary>The tests that share one radosgw.</summary>
[CollectionDefinition(Name)]
public sealed class WithRados : ICollectionFixture<RadosGateway>
{
    public const string Name = "radosgw";
}

/// <summary>
/// Ceph's S3 gateway, which keeps Object Lock in earnest: one monitor, one storage daemon in memory and one gateway, each ended by its
/// process id.
/// </summary>
public sealed class RadosGateway : IAsyncLifetime
{
    private const string Packages = "radosgw ceph-mon ceph-osd ceph-common";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irsdk-rados-");
    private readonly List<Process> daemons = [];

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort.Take()}/");

    private string Configuration => Path.Combine(folder.FullName, "ceph.conf");

    public async ValueTask InitializeAsync()
    {
        var monitor = FreePort.Take();
        var cluster = $"{Guid.NewGuid()}";
        foreach (var name in (string[])["mon", "osd", "run", "log"])
        {
            folder.CreateSubdirectory(name);
        }

        await File.WriteAllTextAsync(Configuration, ConfigurationOf(cluster, monitor) + '\n');
        try
        {
            await RunAsync("monmaptool", "--create", "--addv", "a", $"v1:127.0.0.1:{monitor}", "--fsid", cluster, Path.Combine(folder.FullName, "monmap"));
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"radosgw is not installed; run 'apt-get install {Packages}' to run this test.");
        }

        await RunAsync("ceph-mon", "--mkfs", "-i", "a", "--monmap", Path.Combine(folder.FullName, "monmap"));
        Start("ceph-mon", "-f", "-i", "a");
        await UntilAsync(async () => (await TryAsync("ceph", "--connect-timeout", "10", "mon", "stat")).Ended);
        var storage = $"{Guid.NewGuid()}";
        await RunAsync("ceph", "osd", "new", storage);
        await RunAsync("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", storage);
        Start("ceph-osd", "-f", "-i", "0");
        await UntilAsync(async () => IsRunning("ceph-osd", "-f", "-i", "0") && (await TryAsync("ceph", "osd", "stat")).Output.Contains("1 up", StringComparison.Ordinal));
        Start("radosgw", "-f", "-n", "client.rgw", "--no-mon-config");
        await RunAsync("radosgw-admin", "-n", "client.rgw", "user", "create", "--uid=admin", "--display-name=admin",
            $"--access-key={MotoServer.AccessKeyId}", $"--secret-key={MotoServer.SecretAccessKey}");
        using var http = new HttpClient();
        await UntilAsync(async () => await AnswersAsync(http));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in Enumerable.Reverse(daemons))
        {
            if (!daemon.HasExited)
            {
                daemon.Kill();
                await daemon.WaitForExitAsync();
            }

            daemon.Dispose();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Changes the last byte of an object underneath its lock, as somebody with the disk in hands could.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="version">Its version.</param>
    public async Task TamperAsync(string key, string version)
    {
        const string Pool = "default.rgw.buckets.data";
        var names = (await RunAsync("rados", "-p", Pool, "ls")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var name = names.Single(one => one.EndsWith(key, StringComparison.Ordinal) && one.Contains(version, StringComparison.Ordinal));
        var file = Path.Combine(folder.FullName, "tampered");
        await RunAsync("rados", "-p", Pool, "get", name, file);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await RunAsync("rados", "-p", Pool, "put", name, file);
    }

    private void Start(string program, params string[] arguments)
    {
        var daemon = Process.Start(Call(program, arguments))!;
        daemon.OutputDataReceived += static (_, _) => { };
        daemon.ErrorDataReceived += static (_, _) => { };
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        daemons.Add(daemon);
    }

    /// <summary>The storage daemon gives up when it hears of the cluster's id too late; then it is started again.</summary>
    private bool IsRunning(string program, params string[] arguments)
    {
        if (!daemons[^1].HasExited)
        {
            return true;
        }

        daemons[^1].Dispose();
        daemons.RemoveAt(daemons.Count - 1);
        Start(program, arguments);
        return false;
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (ended, output) = await TryAsync(program, arguments);
        return ended ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output}");
    }

    private async Task<(bool Ended, string Output)> TryAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Call(program, arguments))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, process.ExitCode == 0 ? output : output + await errors);
    }

    private ProcessStartInfo Call(string program, string[] arguments) =>
        new(program, program == "monmaptool" ? arguments : ["--conf", Configuration, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(Url);
            return true;
        }
        catch (HttpRequestException)
        {
            return false; // Not yet.
        }
    }

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
            {
                var logs = folder.GetDirectories("log")[0].GetFiles().Select(file => $"{file.Name}: {string.Join('\n', File.ReadLines(file.FullName).TakeLast(15))}");
                throw new InvalidOperationException($"radosgw did not start: {string.Join('\n', logs)}");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    private string ConfigurationOf(string cluster, int monitor) => $"""
        [global]
        fsid = {cluster}
        mon host = v1:127.0.0.1:{monitor}
        mon initial members = a
        auth cluster required = none
        auth service required = none
        auth client required = none
        auth supported = none
        ms bind msgr2 = false
        public addr = 127.0.0.1
        cluster addr = 127.0.0.1
        osd pool default size = 1
        osd pool default min size = 1
        osd pool default pg num = 8
        osd pool default pgp num = 8
        osd pool default pg autoscale mode = off
        osd crush chooseleaf type = 0
        mon allow pool size one = true
        mon max pg per osd = 2000
        mon data avail crit = 1
        osd objectstore = memstore
        memstore device bytes = 1073741824
        mon data = {folder.FullName}/mon
        osd data = {folder.FullName}/osd
        run dir = {folder.FullName}/run
        admin socket = {folder.FullName}/run/$name.asok
        log file = {folder.FullName}/log/$name.log
        setuser match path =
        [client.rgw]
        rgw frontends = beast endpoint=127.0.0.1:{Url.Port}
        rgw enable usage log = false
        rgw thread pool size = 32
        rgw crypt require ssl = false
        rgw dns name = localhost
        """;
}

/// <summary>Sends S3 to the gateway and leaves the rest where it was. The signed host name goes along, so that signatures hold.</summary>
public sealed class S3ToRados(HttpMessageHandler inner, RadosGateway rados) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValues("Authorization", out var signed) && string.Concat(signed).Contains("/s3/aws4_request", StringComparison.Ordinal))
        {
            request.Headers.Host = request.RequestUri!.Authority;
            // The URI keeps its escapes exactly as they were signed.
            request.RequestUri = new(request.RequestUri.AbsoluteUri.Replace(request.RequestUri.Authority, rados.Url.Authority, StringComparison.Ordinal));
        }

        return base.SendAsync(request, cancellationToken);
    }
}
