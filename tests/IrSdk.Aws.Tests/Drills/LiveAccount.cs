using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary>An account of a server of its own, the built <c>ir</c> pointed at it, and what boto3 sees there.</summary>
internal sealed class LiveAccount : IAsyncDisposable
{
    public const string EvidenceBucket = "evidence-of-drills";

    private readonly MotoServer moto = new();
    private readonly HttpClient http = new();
    private AgentGateway? gateway;

    public Cli.Tests.Cli Cli { get; } = new();

    /// <summary>The environment of the commands; null unsets a variable.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = MotoServer.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = MotoServer.SecretAccessKey,
        ["AWS_EC2_METADATA_DISABLED"] = "true",

        // Far from UTC, where a local time that is taken for one shows.
        ["TZ"] = "Asia/Kathmandu",
    };

    /// <param name="host">A folder with programs of the hosts' own. Null: no host has an agent.</param>
    public static async Task<LiveAccount> StartAsync(string? host = null)
    {
        var account = new LiveAccount();
        await account.moto.InitializeAsync();
        account.gateway = host is null ? null : new(account.moto) { Host = { Programs = host } };
        account.Environment["AWS_ENDPOINT_URL"] = (account.gateway?.Url ?? account.moto.Url).AbsoluteUri.TrimEnd('/');
        account.AwsFile("us-east-1");
        await account.PostAsync("recorder/start-recording");
        return account;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        Cli.Dispose();
        if (gateway is not null)
        {
            await gateway.DisposeAsync();
        }

        await moto.DisposeAsync();
    }

    /// <summary>Writes aws.json, with the regions that incidents may reach.</summary>
    public void AwsFile(params string[] regions) => Cli.Write(
        "aws.json", JsonSerializer.Serialize(new { ownAccountOnly = true, evidenceBucket = EvidenceBucket, regions, retentionDays = 1, logDeliveryMinutes = 0 }));

    /// <summary>An account as on its first day.</summary>
    public async Task ResetAsync()
    {
        await PostAsync("reset");
        await PostAsync("recorder/reset-recording");
    }

    /// <summary>Tells the server itself something.</summary>
    public async Task PostAsync(string path, string? body = null)
    {
        using var content = new StringContent(body ?? "");
        using var answer = await http.PostAsync(new Uri(moto.Url, $"/moto-api/{path}"), body is null ? null : content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The key of a user who may do nothing.</summary>
    public (string Id, string Secret) Powerless()
    {
        const string Script = """
            import sys, boto3
            iam = boto3.client("iam", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="EXAMPLEKEY")
            iam.create_user(UserName="powerless")
            key = iam.create_access_key(UserName="powerless")["AccessKey"]
            print(key["AccessKeyId"], key["SecretAccessKey"])
            """;
        var made = Run(new("python3", ["-c", Script, moto.Url.AbsoluteUri.TrimEnd('/')]) { RedirectStandardOutput = true, RedirectStandardError = true });
        made.ExitCode.Should().Be(0, made.Error);
        return made.Output.Trim().Split(' ') is [var id, var secret] ? (id, secret) : throw new InvalidDataException(made.Output);
    }

    public ProcessStartInfo Command(params IEnumerable<string> arguments)
    {
        var command = Cli.Command(arguments);
        foreach (var (name, value) in Environment)
        {
            command.Environment[name] = value;
        }

        return command;
    }

    public CliResult Ir(params IEnumerable<string> arguments) => Run(Command(arguments));

    /// <summary>Rehearses a recording and leaves the account contained, unless it is to be struck.</summary>
    /// <returns>The run's report.</returns>
    public JsonNode Drill(string playbook, string recording, bool keep)
    {
        var result = Ir(["drill", Path.Combine(IrSdk.Cli.Tests.Cli.Playbooks, playbook), "--live", "--aws", "aws.json", "--recording", recording, "--json", .. keep ? ["--keep"] : Array.Empty<string>()]);
        result.Output.Should().StartWith("[", result.Error);
        return JsonNode.Parse(result.Output)!.AsArray().Single()!;
    }

    /// <summary>Sets the stage of a recording, and nothing more.</summary>
    /// <returns>The alert's file.</returns>
    public string Stage(string playbook, string recording)
    {
        var result = Ir("drill", Path.Combine(IrSdk.Cli.Tests.Cli.Playbooks, playbook), "--live", "--aws", "aws.json", "--recording", recording, "--json", "--stage-only");
        result.ExitCode.Should().Be(0, result.Error);
        return result.Output.Trim();
    }

    public static string[] RunArguments(string playbook, string alert) =>
        ["run", Path.Combine(IrSdk.Cli.Tests.Cli.Playbooks, playbook), "--alert", alert, "--provider", "aws", "--aws", "aws.json", "--journal", "j.db", "--json"];

    public CliResult Respond(string playbook, string alert, params string[] more) => Ir([.. RunArguments(playbook, alert), .. more]);

    /// <summary>The account as an independent client finds it.</summary>
    public JsonNode Facts()
    {
        var script = Path.Combine(IrSdk.Cli.Tests.Cli.Repository, "tests", "IrSdk.Aws.Tests", "Drills", "account.py");
        var result = Run(new("python3", [script, moto.Url.AbsoluteUri.TrimEnd('/'), EvidenceBucket]) { RedirectStandardOutput = true, RedirectStandardError = true });
        result.ExitCode.Should().Be(0, result.Error);
        return JsonNode.Parse(result.Output)!;
    }

    private static CliResult Run(ProcessStartInfo command)
    {
        using var process = Process.Start(command)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
