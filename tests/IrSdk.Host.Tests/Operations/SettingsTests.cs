namespace IrSdk.Host.Tests.Operations;

/// <summary>Settings with mistakes in them, and what is said of them.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Start_ManyMistakes_AreAllToldAndNothingIsOpened()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(
            repository, "--IrSdk:HoldFro=04:00:00", "--IrSdk:Latency=slow", "--IrSdk:Triage:RespondFrom=400", "--IrSdk:Backup:Keep=0", "--IrSdk:Heartbeat:Every=fast",
            "--IrSdk:Tell:PagerDuty:RoutingKeyFile=nowhere.key", "--IrSdk:Tell:GitHub:TokenFile=nowhere.token", "--IrSdk:Stop=5");

        Run(host).Should().Be(2);

        Lines(host).Should().BeEquivalentTo(
            "HoldFro is no setting; write HoldFor, or take it away.",
            "Latency is 'slow'; write a number.",
            "Triage:RespondFrom is 400; write a confidence from 0 to 100.",
            "Backup:Keep is 0; write at least 1.",
            "Heartbeat:Every is 'fast'; write a time as hours:minutes:seconds, or days.hours:minutes:seconds.",
            Lines(host).Single(line => line.StartsWith("Tell:PagerDuty:RoutingKeyFile", StringComparison.Ordinal)),
            Lines(host).Single(line => line.StartsWith("Tell:GitHub:TokenFile", StringComparison.Ordinal)),
            "Stop holds other settings and has no value of its own; write one of them, such as Stop:Within.");
        Directory.Exists(host.Data).Should().BeFalse("nothing is opened");
    }

    [Theory]
    [InlineData("--IrSdk:Stop:Within=00:00:05", 0)]
    [InlineData("--IrSdk:Stop:Withn=00:00:05", 2)]
    public void CheckSettings_SaysWhetherTheyCanBeUsed(string setting, int exitCode)
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, setting, "--check-settings");

        Run(host).Should().Be(exitCode, host.Output);

        Directory.Exists(host.Data).Should().BeFalse("nothing is opened");
    }

    [Fact]
    public void PrintSettings_ShowsWhatIsInForceAndNoSecret()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--settings", "team.json", "--IrSdk:Latency=7", "--IrSdk:Heartbeat:Address=https://monitor.example/ping/0b5f-secret", "--print-settings");
        host.Write("team.json", """{ "IrSdk": { "Latency": 5, "Stop": { "Within": "00:00:07" } } }""");

        Run(host).Should().Be(0, host.Output);

        var printed = System.Text.Json.JsonElement.Parse(host.Output[host.Output.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("IrSdk");
        printed.GetProperty("Latency").GetString().Should().Be("7", "what is nearer to the start wins");
        printed.GetProperty("Stop").GetProperty("Within").GetString().Should().Be("00:00:07", "the file's is in force");
        printed.GetProperty("Heartbeat").GetProperty("Address").GetString().Should().Be("https://monitor.example/…");
        host.Output.Should().NotContain("secret");
    }

    [Fact]
    public void SettingsFile_Missing_IsASentence()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--settings", "nowhere.json", "--check-settings");

        Run(host).Should().Be(2);

        Lines(host).Should().ContainSingle().Which.Should().StartWith("The settings file nowhere.json cannot be read");
    }

    private static int Run(HostProcess host)
    {
        host.Launch();
        host.WaitUntilGone();
        return host.ExitCode;
    }

    private static List<string> Lines(HostProcess host) =>
        [.. host.Output.Split('\n').Where(line => line.StartsWith("irsdk-host: ", StringComparison.Ordinal)).Select(line => line["irsdk-host: ".Length..].TrimEnd())];
}
