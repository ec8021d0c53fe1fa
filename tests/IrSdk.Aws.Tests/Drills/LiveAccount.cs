using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Aws.Tests.Instances;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary>An account of a server that nobody else uses meanwhile, whose record of calls is read and which is reset, the built <c>ir</c> pointed at it, and what boto3 sees there.</summary>
internal sealed class LiveAccount : IAsyncDisposable
{
    public const string EvidenceBucket = "evidence-of-drills";

    private readonly MotoServers servers;
    private readonly MotoServer moto;
    private readonly HttpClient http = new();
    private AgentGateway? gateway;

    private LiveAccount(MotoServers servers, MotoServer moto) => (this.servers, this.moto) = (servers, moto);

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

    /// <summary>An account whose hosts are as the server plays them: their agents take every command and say nothing.</summary>
    public static Task<LiveAccount> StartAsync() => ServedAsync(null);

    /// <param name="host">A folder with programs of the hosts' own.</param>
    public static Task<LiveAccount> StartAsync(string host) => ServedAsync(moto => new AgentGateway(moto) { Host = { Programs = host } });

    /// <summary>An account whose hosts have no agent, and say so at once.</summary>
    /// <param name="passed">Told of every call, before the server is and after it has answered.</param>
    public static Task<LiveAccount> StartWithoutAgentsAsync(Action? passed = null) =>
        ServedAsync(moto => new AgentGateway(moto) { Host = { Ping = null }, Passed = passed });

    private static async Task<LiveAccount> ServedAsync(Func<MotoServer, AgentGateway>? before)
    {
        var servers = await TestContext.Current.GetFixture<MotoServers>();
        var account = new LiveAccount(servers!, await servers!.RentAsync());
        account.gateway = before?.Invoke(account.moto);
        account.Environment["AWS_ENDPOINT_URL"] = (account.gateway?.Url ?? account.moto.Url).AbsoluteUri.TrimEnd('/');
        account.AwsFile("us-east-1");
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

        await servers.ReturnAsync(moto);
    }

    /// <summary>Writes aws.json, with the regions that incidents may reach.</summary>
    public void AwsFile(params string[] regions) => AwsFile(new(), regions);

    /// <param name="more">What else it says, or says instead.</param>
    /// <param name="regions">The regions that incidents may reach.</param>
    public void AwsFile(JsonObject more, params string[] regions)
    {
        var file = JsonSerializer.SerializeToNode(new { ownAccountOnly = true, evidenceBucket = EvidenceBucket, regions, retentionDays = 1, logDeliveryMinutes = 0 })!.AsObject();
        foreach (var (name, value) in more)
        {
            file[name] = value?.DeepClone();
        }

        Cli.Write("aws.json", file.ToJsonString());
    }

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
    public (string Id, string Secret) Powerless() => Boto3("""
        iam = client("iam")
        iam.create_user(UserName="powerless")
        key = iam.create_access_key(UserName="powerless")["AccessKey"]
        print(key["AccessKeyId"], key["SecretAccessKey"])
        """).Split(' ') is [var id, var secret] ? (id, secret) : throw new InvalidDataException("The server made no key.");

    /// <summary>Does something in the account as its administrator.</summary>
    /// <param name="script">Python, which has <c>client(service)</c>.</param>
    /// <returns>What it printed.</returns>
    public string Boto3(string script)
    {
        const string Client = """
            import sys, boto3

            def client(service):
                return boto3.client(service, endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="EXAMPLEKEY")

            """;
        var done = Run(new("python3", ["-c", Client + script, moto.Url.AbsoluteUri.TrimEnd('/')]) { RedirectStandardOutput = true, RedirectStandardError = true });
        done.ExitCode.Should().Be(0, done.Error);
        return done.Output.Trim();
    }

    /// <summary>Puts a host into an Auto Scaling group, a target group and behind a classic load balancer.</summary>
    public async Task ServeAsync()
    {
        using var admin = await RawQuery.OfAsync(moto.Url, MotoServer.Account);
        var read = await admin.Ec2Async("DescribeInstances");
        await Serving.JoinAsync(new(
            admin, MotoServer.Account, SuspectHost.One(read, "vpcId"), SuspectHost.One(read, "subnetId"), SuspectHost.One(read, "groupId"), SuspectHost.One(read, "instanceId")));
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
    /// <param name="parts">What of it, by the names in <c>account.py</c>. None: all.</param>
    public JsonNode Facts(params string[] parts)
    {
        var script = Path.Combine(IrSdk.Cli.Tests.Cli.Repository, "tests", "IrSdk.Aws.Tests", "Drills", "account.py");
        var result = Run(new("python3", [script, moto.Url.AbsoluteUri.TrimEnd('/'), EvidenceBucket, .. parts]) { RedirectStandardOutput = true, RedirectStandardError = true });
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
