using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Scripting;
using IrSdk.Testing;

namespace IrSdk.Cli.Checking;

/// <summary>Findings as SARIF 2.1.0, as code scanning takes them: paths from the repository's root, rules with their pages.</summary>
internal static class SarifLog
{
    private const string Root = "SRCROOT";

    public static async Task WriteAsync(FileInfo file, IReadOnlyCollection<PlaybookCheck> checks, CancellationToken cancellationToken)
    {
        var findings = checks.SelectMany(check => check.Findings).ToImmutableArray();
        ImmutableArray<string> ids = [.. findings.Select(finding => finding.Id).Distinct().Order(StringComparer.Ordinal)];
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "ir check",
                        ["semanticVersion"] = typeof(SarifLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
                        ["rules"] = new JsonArray([.. ids.Select(RuleOf)]),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JsonArray([.. findings.Select(finding => ResultOf(finding, ids))]),
            }),
        };
        try
        {
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, log.ToJsonString(IrJson.Indented) + "\n", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCodes.Usage, $"The findings could not be written to {file.FullName} ({cannot.Message.TrimEnd('.')}); give another file with --sarif.");
        }
    }

    private static JsonObject RuleOf(string id)
    {
        var rule = new JsonObject { ["id"] = id };
        if (RuleBook.Find(id) is { } known)
        {
            rule["shortDescription"] = Text(known.Title);
            rule["fullDescription"] = Text(known.Title);
            rule["help"] = new JsonObject { ["text"] = known.Page, ["markdown"] = known.Page };
        }
        else
        {
            // The compiler's ids, which its own documentation explains.
            rule["shortDescription"] = Text($"The compiler reports {id}");
        }

        return rule;
    }

    private static JsonObject ResultOf(ScriptDiagnostic finding, ImmutableArray<string> ids) => new JsonObject
    {
        ["ruleId"] = finding.Id,
        ["ruleIndex"] = ids.IndexOf(finding.Id),
        ["level"] = finding.Severity switch { ScriptSeverity.Error => "error", ScriptSeverity.Warning => "warning", _ => "note" },
        ["message"] = Text(finding.Message),
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(finding.File), ["uriBaseId"] = Root },
                ["region"] = new JsonObject { ["startLine"] = finding.Line, ["startColumn"] = finding.Column },
            },
        }),
    };

    private static JsonObject Text(string text) => new() { ["text"] = text };

    /// <summary>From the root of the repository that holds the file; where there is none, from the working folder.</summary>
    private static string UriOf(string file)
    {
        var root = Path.GetDirectoryName(file);
        while (root is not null && !Path.Exists(Path.Combine(root, ".git")))
        {
            root = Path.GetDirectoryName(root);
        }

        return string.Join('/', Path.GetRelativePath(root ?? Environment.CurrentDirectory, file).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }
}
