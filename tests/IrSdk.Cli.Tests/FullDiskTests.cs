using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace IrSdk.Cli.Tests;

/// <summary>A real disk that is full.</summary>
public sealed class FullDiskTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(260)]
    [InlineData(330)]
    public void Run_DiskFullWhileJournaling_StopsBeforeActing(int kilobytes)
    {
        using var cli = new Cli();
        var disk = Directory.CreateDirectory(cli.PathOf("disk")).FullName;
        if (!OperatingSystem.IsLinux() || Mount("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk) != 0)
        {
            Assert.Skip("A small disk cannot be mounted here: it takes Linux and the right to mount.");
        }

        try
        {
            var journal = Path.Combine(disk, "j.db");
            var result = cli.Run("run", Cli.CredentialCompromise, "--alert", Cli.FourteenRoles, "--journal", journal, "--world", "world", "--latency", "10");

            result.ExitCode.Should().Be(3, result.Output + result.Error);
            result.Error.Should().Contain("full");
            var intended = Intended(journal);
            File.ReadLines(cli.PathOf("world")).Skip(1).Select(line => (string?)JsonNode.Parse(line)!["stepKey"]).OfType<string>()
                .Should().OnlyContain(key => intended.Contains(key), "nothing may be done whose intent is not on the disk");
        }
        finally
        {
            Mount("umount", disk);
        }
    }

    private static HashSet<string> Intended(string journal)
    {
        using var connection = new SqliteConnection($"Data Source={journal};Pooling=false;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT p.body FROM entries e JOIN payloads p USING (sequence) WHERE e.kind = 'step.intended'";
        using var reader = command.ExecuteReader();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            keys.Add((string)JsonNode.Parse(reader.GetFieldValue<byte[]>(0))!["key"]!);
        }

        return keys;
    }

    private static int Mount(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
