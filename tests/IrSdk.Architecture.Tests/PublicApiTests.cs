using System.Reflection;
using PublicApiGenerator;

namespace IrSdk.Architecture.Tests;

/// <summary>The public face of each package, kept in a file that a review sees change.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("IrSdk")]
    [InlineData("IrSdk.Aws")]
    [InlineData("IrSdk.Connectors")]
    [InlineData("IrSdk.Intake")]
    [InlineData("IrSdk.Runtime")]
    [InlineData("IrSdk.Scripting")]
    [InlineData("IrSdk.Simulation")]
    [InlineData("IrSdk.Testing")]
    public void PublicApi_OfThePackage_IsWhatItsFileSays(string project)
    {
        var api = Assembly.Load(new AssemblyName(project)).GeneratePublicApi(new() { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(ArrowsTests.Root(), "src", project, "PublicAPI.txt");
        if (Environment.GetEnvironmentVariable("IRSDK_ACCEPT_API") == "1")
        {
            File.WriteAllText(file, api);
        }

        api.Should().Be(
            File.Exists(file) ? File.ReadAllText(file) : "",
            "the public API of {0} changed; run the tests once with IRSDK_ACCEPT_API=1, review the difference and add a line to CHANGELOG.md", project);
    }
}
