using IrSdk.Host.Access;
using IrSdk.Host.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;

namespace IrSdk.Host.Tests.Decisions;

public sealed class ApprovalLinkTests
{
    private readonly FakeTimeProvider time = new(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Read_OfALinkThatIsOlderThanApprovalsLast_IsRefused()
    {
        var links = new ApprovalLinks(new HostSettings { ApprovalsLast = TimeSpan.FromMinutes(5) }, new EphemeralDataProtectionProvider(), time);
        var link = Word(links.Make(new("inc-1"), new string('a', 64), new("https://ir.example")));

        time.Advance(TimeSpan.FromMinutes(5));
        links.Read(link).For.Should().Be((new IncidentId("inc-1"), new string('a', 64)));
        time.Advance(TimeSpan.FromSeconds(1));
        links.Read(link).Should().Match<((IncidentId, string)? For, string Refusal)>(read => read.For == null && read.Refusal.Contains("expired"));
    }

    [Fact]
    public void Read_OfALinkOfAnotherHost_IsRefused()
    {
        var link = Word(new ApprovalLinks(new HostSettings(), new EphemeralDataProtectionProvider(), time).Make(new("inc-1"), new string('a', 64), new("https://ir.example")));

        new ApprovalLinks(new HostSettings(), new EphemeralDataProtectionProvider(), time).Read(link).For.Should().BeNull();
    }

    private static string Word(Uri link) => link.Query["?link=".Length..];
}
