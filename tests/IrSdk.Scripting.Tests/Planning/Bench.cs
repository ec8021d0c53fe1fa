using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace IrSdk.Scripting.Tests.Planning;

/// <summary>Scripts, an incident, and the planning processes of one test: those of the built <c>ir</c>.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public static readonly AccountId Account = new("111122223333");

    private readonly ScriptFolder folder = new();

    public Bench(Func<PlanningOptions, PlanningOptions>? change = null)
    {
        var options = new PlanningOptions { Program = Program, KeepsSpare = false, MaxWorkers = 2, Limit = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromMinutes(2) };
        Workers = new(change?.Invoke(options) ?? options);
    }

    public static PlanningProgram Program { get; } =
        new(Path.Combine(AppContext.BaseDirectory, RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "ir.exe" : "ir"), [PlanningWorker.Argument]);

    public PlanningWorkers Workers { get; }

    /// <summary>The process ids of this test's planning processes.</summary>
    public static List<int> Processes =>
    [
        .. Process.GetProcessesByName("ir").Select(process => process.Id)
            .Where(id => Stat(id) is [_, var parent, ..] && parent == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
    ];

    public static Incident Incident(int number = 0) => new()
    {
        Id = new(string.Create(CultureInfo.InvariantCulture, $"inc-{number}")),
        Kind = IncidentKind.Malware,
        AcceptedAt = DateTimeOffset.UnixEpoch,
        Resources =
        [
            new Account(Account),
            new Instance(Account, "us-east-1", string.Create(CultureInfo.InvariantCulture, $"i-{number}")) { Involvement = Involvement.Suspect, Tags = Resource.NoTags.Add("tier", "control-plane") },
            new IamUser(Account, "deploy-bot") { Involvement = Involvement.Suspect },
        ],
        Alerts =
        [
            new()
            {
                Id = "a-1", Source = "test", Title = "malware", Kind = IncidentKind.Malware, Confidence = new(80), Severity = Severity.High, FirstSeen = DateTimeOffset.UnixEpoch,
                LastSeen = DateTimeOffset.UnixEpoch, Account = Account, Region = "us-east-1", Resources = [], Original = JsonElement.Parse("{}"),
            },
        ],
    };

    /// <summary>Waits until no more planning processes of this test run than may be left; the test's own limit ends a wait for one that does.</summary>
    public static async Task EndedAsync(int leaving = 0)
    {
        while (Processes.Count > leaving)
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task<IsolatedResult> OpenAsync(string text) => folder.Loader.OpenAsync(folder.Write("test.csx", text), Workers, null, TestContext.Current.CancellationToken);

    public async Task<IsolatedPlaybook> PlaybookAsync(string text)
    {
        var result = await OpenAsync(text);
        result.Diagnostics.Should().BeEmpty();
        return result.Playbook!;
    }

    public async Task<LoadedPlaybook> HereAsync(string text) => (await folder.LoadAsync(text)).Loaded!;

    public async ValueTask DisposeAsync()
    {
        await Workers.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>What stands after the name in /proc/ID/stat: state, parent, ….</summary>
    private static string[] Stat(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
