using System.Text;
using System.Text.Json;
using IrSdk.Host.Settings;
using IrSdk.Scripting;
using YamlDotNet.RepresentationModel;

namespace IrSdk.Host.Tests.Operations;

/// <summary>The samples name only settings that there are, with values that they take, and leave the host as much time as they say.</summary>
public sealed class SampleTests
{
    private static readonly string Folder = Path.Combine(PlaybookRepository.Checkout, "samples", "Host");

    [Fact]
    public void Settings_OfEverySample_AreKnownAndTaken()
    {
        var documents = Directory.GetFiles(Folder, "*settings.json").Select(File.ReadAllText).Append(Kubernetes("ConfigMap")["data"]["settings.json"].ToString()).ToList();
        documents.Should().HaveCount(3);
        foreach (var document in documents)
        {
            var settings = JsonElement.Parse(document).GetProperty(HostSettings.Section);
            var named = Leaves(settings, "").ToList();
            named.Should().NotBeEmpty();
            foreach (var (name, value) in named)
            {
                Takes(name, value);
            }
        }
    }

    [Fact]
    public void Compose_EnvironmentOfTheHost_IsKnownAndTaken()
    {
        var host = (YamlMappingNode)Yaml("docker-compose.yml").Single()["services"]["host"];
        var environment = ((YamlMappingNode)host["environment"]).Children.Where(one => one.Key.ToString().StartsWith("IrSdk__", StringComparison.Ordinal)).ToList();

        environment.Should().HaveCountGreaterThan(8);
        foreach (var (name, value) in environment)
        {
            Takes(name.ToString()["IrSdk__".Length..].Replace("__", ":", StringComparison.Ordinal), value.ToString());
        }

        host["read_only"].ToString().Should().Be("true");
        foreach (var mounted in ((YamlSequenceNode)host["volumes"]).Select(one => one.ToString().Split(':')[0]).Where(one => one.StartsWith("./", StringComparison.Ordinal)))
        {
            File.Exists(Path.Combine(Folder, mounted)).Should().BeTrue(mounted);
        }
    }

    [Fact]
    public void Compose_ClientAtTheProvider_IsTheHosts()
    {
        var environment = Yaml("docker-compose.yml").Single()["services"]["host"]["environment"];
        var dex = Yaml("oidc/dex.yaml").Single();

        environment["IrSdk__Access__Authority"].Should().Be(dex["issuer"]);
        environment["IrSdk__Access__ClientId"].Should().Be(dex["staticClients"][0]["id"]);
        File.ReadAllText(Path.Combine(Folder, "oidc", "demo-client.txt")).Trim().Should().Be(dex["staticClients"][0]["secret"].ToString());
        dex["staticClients"][0]["redirectURIs"][0].ToString().Should().Be(environment["IrSdk__Access__PublicAddress"] + "/signin-oidc");
    }

    [Fact]
    public void Kubernetes_OfTheHost_RunsOneAndLetsItEnd()
    {
        var deployment = Kubernetes("Deployment");
        var pod = deployment["spec"]["template"]["spec"];
        var container = pod["containers"][0];

        (deployment["spec"]["replicas"].ToString(), deployment["spec"]["strategy"]["type"].ToString()).Should().Be(("1", "Recreate"), "the journal is a file with one owner");
        container["securityContext"]["readOnlyRootFilesystem"].ToString().Should().Be("true");
        container["livenessProbe"]["httpGet"]["path"].ToString().Should().Be("/healthz");
        container["readinessProbe"]["httpGet"]["path"].ToString().Should().Be("/readyz");
        var within = TimeSpan.Parse(JsonElement.Parse(Kubernetes("ConfigMap")["data"]["settings.json"].ToString()).GetProperty("IrSdk").GetProperty("Stop").GetProperty("Within").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        int.Parse(pod["terminationGracePeriodSeconds"].ToString(), System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan((int)within.TotalSeconds + 15, "it is killed after that");
        var mounts = ((YamlSequenceNode)container["volumeMounts"]).Select(one => one["name"].ToString());
        ((YamlSequenceNode)pod["volumes"]).Select(one => one["name"].ToString()).Should().BeEquivalentTo(mounts);
    }

    [Fact]
    public void Unit_OfTheHost_LetsItEndAndMayDoLittle()
    {
        var unit = File.ReadAllLines(Path.Combine(Folder, "irsdk-host.service")).Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#').Select(line => line.Split('=', 2)).ToLookup(parts => parts[0], parts => parts[1]);

        unit["ProtectSystem"].Should().Equal("strict");
        unit["NoNewPrivileges"].Should().Equal("yes");
        unit["CapabilityBoundingSet"].Should().Equal("");
        unit["Type"].Should().Equal("notify");
        var within = TimeSpan.Parse(JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, "settings.json"))).GetProperty("IrSdk").GetProperty("Stop").GetProperty("Within").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        int.Parse(unit["TimeoutStopSec"].Single(), System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan((int)within.TotalSeconds + 15);
    }

    [Fact]
    public void Sources_OfEverySample_CanBeRead()
    {
        foreach (var file in Directory.GetFiles(Folder, "*sources.json"))
        {
            SourcesFile.Read(file).Sources.Should().ContainSingle(file);
        }
    }

    private static void Takes(string name, string value)
    {
        var known = KnownSetting.Find(name);
        known.Should().NotBeNull("a sample names {0}; the likeliest is {1}", name, KnownSetting.Nearest(name));
        known!.IsSection.Should().BeFalse(name);
        known.Refuse(value).Should().BeNull("a sample sets {0} to {1}", name, value);
    }

    private static IEnumerable<(string Name, string Value)> Leaves(JsonElement element, string before) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Leaves(one.Value, before.Length == 0 ? one.Name : $"{before}:{one.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((one, place) => Leaves(one, $"{before}:{place}")),
        _ => [(before, element.ToString())],
    };

    private static YamlNode Kubernetes(string kind) => Yaml("kubernetes/irsdk-host.yaml").Single(document => document["kind"].ToString() == kind);

    private static List<YamlNode> Yaml(string name)
    {
        var stream = new YamlStream();
        stream.Load(new StreamReader(Path.Combine(Folder, name), Encoding.UTF8));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }
}
