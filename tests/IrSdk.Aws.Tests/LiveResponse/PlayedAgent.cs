using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Amazon.S3.Model;

namespace IrSdk.Aws.Tests.LiveResponse;

/// <summary>
/// Answers SSM in the service's own words, because moto's commands always succeed and say nothing: it runs what was sent with this
/// machine's shell, and puts the output into the bucket as an agent does. It shows what our scripts and handlers do, not what SSM does.
/// </summary>
internal sealed class PlayedAgent(MotoServer moto)
{
    private const int Shown = 24_000;

    private readonly ConcurrentQueue<Sent> commands = new();

    /// <summary>Null: the host has no agent.</summary>
    public string? Ping { get; set; } = "Online";

    public string Platform { get; set; } = "Linux";

    /// <summary>Whether the host's role may write to the bucket.</summary>
    public bool Uploads { get; set; } = true;

    /// <summary>Changes what arrives in the bucket.</summary>
    public Func<byte[], byte[]> OnTheWay { get; set; } = static content => content;

    /// <summary>A folder with programs that stand before the machine's own.</summary>
    public string? Programs { get; set; }

    /// <summary>What was sent, as text.</summary>
    public IEnumerable<string> Scripts => commands.Select(command => command.Script);

    /// <summary>Whether an operation of SSM is about hosts and what runs there; the others are the server's.</summary>
    public static bool Plays(string operation) => operation is "DescribeInstanceInformation" or "ListCommands" or "SendCommand" or "GetCommandInvocation";

    /// <summary>SSM's answer to an operation that it <see cref="Plays"/>.</summary>
    public async Task<object> AnswerAsync(string operation, JsonElement asked, CancellationToken cancellationToken) => operation switch
    {
        "DescribeInstanceInformation" => new { InstanceInformationList = Ping is null ? Array.Empty<object>() : [new { InstanceId = Asked(asked), PingStatus = Ping, PlatformType = Platform, LastPingDateTime = 1_795_554_000 }] },
        "ListCommands" => new { Commands = commands.Where(command => command.Instance == asked.GetProperty("InstanceId").GetString()).Select(command => command.Described) },
        "SendCommand" => new { Command = (await RunAsync(asked, cancellationToken)).Described },
        "GetCommandInvocation" => commands.Single(command => command.Id == asked.GetProperty("CommandId").GetString()).Invocation,
        _ => throw new InvalidOperationException(operation),
    };

    private static string Asked(JsonElement asked) => asked.GetProperty("Filters")[0].GetProperty("Values")[0].GetString()!;

    private async Task<Sent> RunAsync(JsonElement asked, CancellationToken cancellationToken)
    {
        var script = string.Join('\n', asked.GetProperty("Parameters").GetProperty("commands").EnumerateArray().Select(line => line.GetString())) + '\n';
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, script, cancellationToken);
        using var shell = Process.Start(new ProcessStartInfo("bash", [file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{Programs}:{Environment.GetEnvironmentVariable("PATH")}" },
        })!;
        using var output = new MemoryStream();
        var errors = shell.StandardError.ReadToEndAsync(cancellationToken);
        await shell.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
        await shell.WaitForExitAsync(cancellationToken);
        File.Delete(file);
        var command = new Sent($"{Guid.NewGuid()}", asked.GetProperty("Comment").GetString()!, asked.GetProperty("InstanceIds")[0].GetString()!, script, shell.ExitCode, output.ToArray(), await errors);
        if (Uploads && output.Length > 0)
        {
            await UploadAsync(asked.GetProperty("OutputS3BucketName").GetString()!, $"{asked.GetProperty("OutputS3KeyPrefix").GetString()}/{command.Id}/{command.Instance}/awsrunShellScript/0.awsrunShellScript/stdout", command.Output);
        }

        if (Programs is not null && Path.Combine(Programs, "sent") is var sent && File.Exists(sent))
        {
            var place = new Uri((await File.ReadAllTextAsync(Path.Combine(Programs, "place"), cancellationToken)).Trim());
            await UploadAsync(place.Host, place.AbsolutePath[1..], await File.ReadAllBytesAsync(sent, cancellationToken));
            File.Delete(sent);
        }

        commands.Enqueue(command);
        return command;
    }

    private async Task UploadAsync(string bucket, string key, byte[] content)
    {
        using var accounts = new AwsAccounts(moto.Options());
        using var own = accounts.EnterOwn(MotoServer.Account, ResourceId.Global, null);
        await own.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(OnTheWay(content)) });
    }

    private sealed record Sent(string Id, string Comment, string Instance, string Script, int Exit, byte[] Output, string Errors)
    {
        private string Status => Exit == 0 ? "Success" : "Failed";

        public object Described => new { CommandId = Id, Comment, InstanceIds = new[] { Instance }, Status, DocumentName = "AWS-RunShellScript" };

        public object Invocation => new
        {
            CommandId = Id,
            InstanceId = Instance,
            Comment,
            Status,
            StatusDetails = Status,
            ResponseCode = Exit,
            StandardOutputContent = Encoding.UTF8.GetString(Output) is var text && text.Length > Shown ? text[..Shown] : text,
            StandardErrorContent = Errors,
        };
    }
}
