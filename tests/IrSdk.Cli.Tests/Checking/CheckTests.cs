using System.Diagnostics;
using System.Text.Json.Nodes;
using IrSdk.Scripting;
using IrSdk.Testing;

namespace IrSdk.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private const string Head = """
        return Playbook.Named("p").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(15.Minutes())
        """;

    private const string Good = Head + "\n    .Respond(Preserve.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows().Then.Quarantine());";

    private readonly Cli cli = new();

    [Fact]
    public void Check_TheFourPlaybooks_FindsNothing()
    {
        var checkedAll = cli.Run("check", Cli.Playbooks, "--json", "--sarif", "out/findings.sarif");

        checkedAll.ExitCode.Should().Be(0, checkedAll.Output + checkedAll.Error);
        Schemas.Fits(checkedAll.Output, "check");
        var checks = JsonNode.Parse(checkedAll.Output)!.AsArray();
        checks.Should().HaveCount(4);
        checks.Sum(check => (int)check!["recordings"]!).Should().Be(12);
        checks.Should().OnlyContain(check => check!["findings"]!.AsArray().Count == 0 && (int)check["incidents"]! == 200);
        var sarif = File.ReadAllText(cli.PathOf("out/findings.sarif"));
        Schemas.FitsSarif(sarif);
        JsonNode.Parse(sarif)!["runs"]![0]!["results"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public void Check_DisturbsWhatItDoesNotPreserve_PointsAtTheVerbInTheScript()
    {
        Script("// One.\n" + Head + "\n    .Respond(Preserve.ApiActivity().Then.BlockEgress());");

        var plain = cli.Run("check", "p", "--sarif", "p.sarif");
        plain.ExitCode.Should().Be(0, "a warning is no error");
        plain.Output.Should().Contain($"{Path.Combine("p", "p.csx")}(3,42): warning IR1001: ");

        var strict = cli.Run("check", "p", "--error", "IR1001,IR5001");
        strict.ExitCode.Should().Be(1);
        strict.Output.Should().Contain("error IR1001: ");

        var sarif = File.ReadAllText(cli.PathOf("p.sarif"));
        Schemas.FitsSarif(sarif);
        var run = JsonNode.Parse(sarif)!["runs"]![0]!;
        var result = run["results"]!.AsArray().Single(one => (string)one!["ruleId"]! == "IR1001")!;
        var place = result["locations"]![0]!["physicalLocation"]!;
        ((string)place["artifactLocation"]!["uri"]!).Should().Be("p/p.csx");
        ((int)place["region"]!["startLine"]!, (int)place["region"]!["startColumn"]!).Should().Be((3, 42));
        ((string)run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["help"]!["markdown"]!).Should().StartWith("# IR1001: ");
    }

    [Fact]
    public void Check_ASymbolOutsideTheAllowList_IsAnErrorAtItsLine()
    {
        Script("var day = 1;\nSystem.IO.File.Delete(\"x\");\n" + Good);

        var result = cli.Run("check", "p", "--sarif", "p.sarif");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("p.csx(2,").And.Contain("error IR4001").And.Contain("1 playbook, 0 recordings, 0 random incidents");
        Schemas.FitsSarif(File.ReadAllText(cli.PathOf("p.sarif")));
    }

    [Fact]
    public void Check_ThrowsOnAnIncidentWithoutAHost_FindsTheSmallestSuchIncident()
    {
        Script(Head + "\n    .Respond(i => Preserve.ApiActivity().And.Snapshot(_ => [i.Instances.First()]).And.Processes().And.NetworkFlows().Then.Quarantine());");

        var result = cli.Run("check", "p");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("p.csx(2,6): error IR4006: a random incident (").And.Contain("InvalidOperationException").And.Contain("--seed ");
    }

    [Fact]
    public void Check_ThatPlansInTwoWays_IsFound()
    {
        Script("var calls = 0;\n" + Head + "\n    .Respond(i => calls++ % 2 == 0 ? Preserve.Snapshot().And.Processes() : Preserve.Snapshot());");

        var result = cli.Run("check", "p");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("IR4007");
    }

    [Theory]
    [InlineData("int Deep(int depth) => Deep(depth + 1) + 1;", "Deep(0) > 0", "error IR4008: The playbook was given up: it called itself without end")]
    [InlineData("var all = new List<string>();", "Enumerable.Range(0, int.MaxValue).All(place => { all.Add(new string('x', 1000000)); return true; })", "error IR4008: The playbook was given up: it took more than 1024 MB of memory")]
    public void Check_WithoutEnd_IsGivenUp(string start, string condition, string said)
    {
        Script($"{start}\n{Head}\n    .Respond(i => {condition} ? Preserve.Snapshot() : Preserve.Snapshot().And.Processes());");

        var result = cli.Run("check", "p");

        result.ExitCode.Should().Be(1, result.Output + result.Error);
        result.Output.Should().Contain(said);
    }

    [Fact]
    public void Check_ALoopThatDoesNotEnd_IsGivenUp_InAProcessWithoutTheCallersCredentials()
    {
        Script("while (true) { }\n" + Good);
        var command = cli.Command("check", "p", "--limit", "15");
        command.Environment["AWS_SECRET_ACCESS_KEY"] = "EXAMPLEKEY";

        using var process = Process.Start(command)!;
        var seen = OperatingSystem.IsLinux() ? EnvironmentOfTheCheck(process) : "";
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.Should().Be(1);
        output.Should().Contain("IR4008").And.Contain("within 15 s");
        seen.Should().NotContain("AWS_SECRET_ACCESS_KEY");
    }

    [Fact]
    public void Check_Recordings_MissingOrOfAnotherKind_AreSaid()
    {
        Script(Good);
        cli.Run("check", "p").Output.Should().Contain("warning IR5001");

        Directory.CreateDirectory(cli.PathOf("p/recordings"));
        File.Copy(Cli.FourteenRoles, cli.PathOf("p/recordings/fourteen-roles.alert.json"));
        var wrong = cli.Run("check", "p");
        wrong.ExitCode.Should().Be(1);
        wrong.Output.Should().Contain("error IR5003: Recording fourteen-roles is CredentialCompromise");
    }

    [Theory]
    [InlineData("ir: There is nothing at nowhere; give a .csx file, a playbook's folder, or a folder that holds playbooks.", "check", "nowhere")]
    [InlineData("ir: . holds no playbook; one is a folder with a script of the same name, such as malware/malware.csx.", "check", ".")]
    [InlineData("ir: There is no rule IR9999; 'ir explain' lists them.", "explain", "IR9999")]
    [InlineData("ir: There is no rule IR9999; 'ir explain' lists them.", "check", ".", "--error", "IR9999")]
    public void Check_WrongArguments_OneSentence(string said, params string[] arguments)
    {
        if (arguments is ["check", ".", "--error", ..])
        {
            Script(Good);
        }

        var result = cli.Run(arguments);

        result.ExitCode.Should().Be(2);
        result.Error.Trim().Should().Be(said);
    }

    [Fact]
    public void Explain_WithoutARule_ListsEveryRuleThereIs()
    {
        var listed = cli.Run("explain").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);

        listed.Should().BeEquivalentTo(new[] { typeof(IrSdk.Planning.Rules), typeof(ScriptRules), typeof(CheckRules) }
            .SelectMany(rules => rules.GetFields()).Select(rule => (string)rule.GetRawConstantValue()!).Append("IR1003").Distinct());
        cli.Run("explain", "ir1001").Output.Should().StartWith("# IR1001: ");
    }

    public void Dispose() => cli.Dispose();

    private static string EnvironmentOfTheCheck(Process ir)
    {
        while (!ir.HasExited)
        {
            foreach (var folder in Directory.EnumerateDirectories("/proc").Where(one => char.IsAsciiDigit(Path.GetFileName(one)[0])))
            {
                try
                {
                    if (File.ReadAllText(Path.Combine(folder, "stat")).Split(") ")[^1].Split(' ')[1] == $"{ir.Id}")
                    {
                        // It is a copy of ir until it runs its program.
                        var environment = File.ReadAllText(Path.Combine(folder, "environ"));
                        if (environment.Contains("DOTNET_GCHeapHardLimit", StringComparison.Ordinal))
                        {
                            return environment;
                        }
                    }
                }
                catch (IOException)
                {
                    // Ended while it was looked at.
                }
            }
        }

        throw new InvalidOperationException("The check started no process.");
    }

    private void Script(string text)
    {
        Directory.CreateDirectory(cli.PathOf("p"));
        cli.Write(Path.Combine("p", "p.csx"), text + "\n");
    }
}
