using System.Text.Json;
using Json.Schema;

namespace IrSdk.Host.Tests.Operations;

/// <summary>The settings' schema and the manual say what the classes say; <c>IRSDK_ACCEPT_SETTINGS=1</c> writes them anew.</summary>
public sealed class ManualTests
{
    private const string Begin = "<!-- settings: made from the classes -->\n";
    private const string End = "<!-- end of settings -->";

    private static readonly string Host = Path.Combine(PlaybookRepository.Checkout, "src", "IrSdk.Host");

    [Fact]
    public void Schema_OfTheSettings_IsWhatTheClassesSay() => Same(Path.Combine(Host, "Settings", "settings.schema.json"), _ => SettingsBook.Schema());

    [Fact]
    public void Manual_TableOfSettings_IsWhatTheClassesSay() => Same(Path.Combine(Host, "README.md"), text =>
        text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + SettingsBook.Table() + text[text.IndexOf(End, StringComparison.Ordinal)..]);

    [Theory]
    [InlineData("""{ "IrSdk": { "Stop": { "Within": "00:00:07" }, "Alerts": { "Keys": { "siem": "siem.key" } }, "Access": { "Roles": { "viewer": ["staff"] } } } }""", true)]
    [InlineData("""{ "IrSdk": { "Stop": { "Withn": "00:00:07" } } }""", false)]
    [InlineData("""{ "IrSdk": { "HoldFor": "four hours" } }""", false)]
    [InlineData("""{ "IrSdk": { "Latency": "slow" } }""", false)]
    public void Schema_FitsWhatTheHostTakes(string settings, bool isGood) => Schema().Evaluate(JsonElement.Parse(settings)).IsValid.Should().Be(isGood);

    [Fact]
    public void Schema_FitsTheSettingsOfTheHostItself() => Schema().Evaluate(JsonElement.Parse(File.ReadAllText(Path.Combine(Host, "appsettings.json")))).IsValid.Should().BeTrue();

    private static JsonSchema Schema() => JsonSchema.FromText(SettingsBook.Schema());

    private static void Same(string file, Func<string, string> make)
    {
        var kept = File.Exists(file) ? File.ReadAllText(file) : "";
        var made = make(kept);
        if (Environment.GetEnvironmentVariable("IRSDK_ACCEPT_SETTINGS") == "1")
        {
            File.WriteAllText(file, made);
            return;
        }

        kept.Should().Be(made, "the settings changed; run this once with IRSDK_ACCEPT_SETTINGS=1 and review the difference");
    }
}
