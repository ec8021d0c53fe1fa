namespace IrSdk.Runtime.Tests;

public sealed class NotifyingTests
{
    private static ProviderException Down { get; } = new("it is down; it is tried again.", isTransient: true);

    private static ProviderException Refusal { get; } = new("the token is refused; give another.", isTransient: false);

    [Fact]
    public void Respond_PagesFailAndTicketsHang_ContainsAsFastAndTellsWhenTheyAreBack()
    {
        var undisturbed = new Rig().Respond().TimeToContain;
        var rig = new Rig();
        rig.Options = rig.Options with { NotifyFor = TimeSpan.FromHours(24) };
        var back = rig.AcceptedAt + TimeSpan.FromHours(2);
        var page = new Receiver<PageOnCall>(rig.Clock) { Outage = at => at < back ? Down : null };
        var ticket = new Receiver<OpenTicket>(rig.Clock) { HangsUntil = back };
        rig.World.Provider.Handle(page).Handle(ticket);

        var report = rig.Respond();

        report.TimeToContain.Should().Be(undisturbed);
        report.Status.Should().Be(RunStatus.Contained);
        page.Heard.Should().NotBeEmpty().And.OnlyContain(one => one.At >= back && one.At <= back + TimeSpan.FromMinutes(16));
        page.Calls.Should().HaveCountLessThan(100, "it is asked ever more rarely");
        ticket.Heard.Should().NotBeEmpty().And.OnlyContain(one => one.At >= back && one.At <= back + TimeSpan.FromMinutes(16));
        report.Untold.Should().BeEmpty();
    }

    [Fact]
    public void Respond_TicketFailsAtFirst_IsOpenedLaterWithTheNewestFactsAndItsLinkFollows()
    {
        var rig = new Rig();
        rig.Options = rig.Options with { NotifyFor = TimeSpan.FromHours(24) };
        var back = rig.AcceptedAt + TimeSpan.FromMinutes(20);
        var ticket = new Receiver<OpenTicket>(rig.Clock) { Outage = at => at < back ? Down : null };
        rig.World.Provider.Handle(ticket);

        var report = rig.Respond();

        ticket.Heard.Should().NotBeEmpty();
        ticket.Heard[^1].Notice.Facts.Should().NotContain(fact => fact.Text.Contains("Failed: open ticket", StringComparison.Ordinal));
        report.Ticket.Should().Be("R-1");
        rig.World.Pages[^1].Link.Should().Be("https://tickets.example/R-1");
        report.Untold.Should().BeEmpty();
    }

    [Fact]
    public void Respond_NotifyForIsOver_EndsAndSaysWhoWasNotTold()
    {
        var rig = new Rig();
        rig.Options = rig.Options with { NotifyFor = TimeSpan.FromHours(1) };
        var ticket = new Receiver<OpenTicket>(rig.Clock) { Outage = _ => Down };
        rig.World.Provider.Handle(ticket);

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Contained);
        report.Untold.Should().Equal("Not told: ticket: it is down; it is tried again.");
        (rig.Clock.GetUtcNow() - rig.AcceptedAt).Should().BeGreaterThan(TimeSpan.FromMinutes(30)).And.BeLessThan(TimeSpan.FromMinutes(62));
    }

    [Fact]
    public void Respond_OneOfTwoPagersRefuses_TheOtherIsToldOnceAndSaysSo()
    {
        var rig = new Rig();
        rig.Options = rig.Options with { NotifyFor = TimeSpan.FromHours(1) };
        var (refusing, other) = (new Receiver<PageOnCall>(rig.Clock) { Outage = _ => Refusal }, new Receiver<PageOnCall>(rig.Clock));
        rig.World.Provider.Tell("refusing", refusing).Tell("other", other);

        var report = rig.Respond();

        other.Heard[^1].Notice.Facts.Should().Contain(fact => fact.Kind == FactKind.NotDone && fact.Text == "Not told: page by refusing: the token is refused; give another.");
        report.Untold.Should().Equal("Not told: page by refusing: the token is refused; give another.");
        refusing.Calls.Zip(refusing.Calls.Skip(1)).Skip(1).Should().OnlyContain(pair => pair.Second - pair.First >= TimeSpan.FromMinutes(15));
        other.Heard.Should().HaveCountLessThan(8);
    }

    [Fact]
    public void Respond_ResumedFromTheJournalWhileAReceiverIsDown_TellsItThen()
    {
        var first = new Rig();
        first.Options = first.Options with { NotifyFor = TimeSpan.FromHours(24) };
        first.World.Provider.Handle(new Receiver<OpenTicket>(first.Clock) { Outage = _ => Down });
        first.Respond();
        var failed = first.Journal.Records.FindIndex(record => record.Kind == JournalKinds.NoticeSent) + 1;
        var second = new Rig();
        second.Options = first.Options with { Time = second.Clock };
        second.World.Effects.AddRange(first.World.Effects);
        second.Journal = InMemoryJournal.From(first.Journal.Records.Take(failed), second.Clock);
        var ticket = new Receiver<OpenTicket>(second.Clock);
        second.World.Provider.Handle(ticket);

        var report = second.Respond();

        ticket.Heard.Should().ContainSingle();
        ticket.Calls.Should().ContainSingle();
        report.Ticket.Should().Be("R-1");
        report.Status.Should().Be(RunStatus.Contained);
    }

    [Fact]
    public void Respond_WatchedToItsEnd_EverybodyHearsThatItIsOver()
    {
        var rig = new Rig();
        rig.Options = rig.Options with { HoldFor = TimeSpan.FromHours(1) };
        var ticket = new Receiver<OpenTicket>(rig.Clock);
        rig.World.Provider.Handle(ticket);

        rig.Respond();

        rig.World.Pages[^1].IsOver.Should().BeTrue();
        rig.World.Pages.SkipLast(1).Should().OnlyContain(page => !page.IsOver);
        ticket.Heard[^1].Notice.IsOver.Should().BeTrue();
    }

    [Fact]
    public void Respond_ContainedAndNobodyHasLooked_IsNotOver()
    {
        var rig = new Rig();

        rig.Respond();

        rig.World.Pages.Should().NotBeEmpty().And.OnlyContain(page => !page.IsOver);
    }

    [Fact]
    public void Undo_AfterATicket_TheTicketHearsOfIt()
    {
        var rig = new Rig();
        var ticket = new Receiver<OpenTicket>(rig.Clock);
        rig.World.Provider.Handle(ticket);
        rig.Respond();

        rig.Undo();

        ticket.Heard[^1].Notice.Should().Match<Notice>(notice => notice.IsOver && notice.Subject.Contains("taken back"));
    }

    [Fact]
    public void Respond_AStormOfFailures_IsFewPages()
    {
        var rig = new Rig();
        foreach (var (action, seconds) in new[] { ("snapshot-volumes", 1), ("capture-processes", 2), ("export-network-flows", 3), ("capture-identity", 4), ("export-api-activity", 4) })
        {
            rig.World.Latency[action] = TimeSpan.FromSeconds(seconds);
            rig.World.Fault[action] = _ => throw Refusal;
        }

        rig.Respond();

        var times = rig.World.Effects.Where(effect => effect.Action == "page-on-call").Select(effect => effect.At).ToList();
        times.Count(at => at < rig.AcceptedAt + TimeSpan.FromSeconds(4)).Should().Be(1, "the first tells at once, the rest together");
    }

    [Fact]
    public void Notice_OfAnIncident_HoldsAlertResourcesFactsAndLinks()
    {
        var rig = new Rig();
        rig.Options = rig.Options with { Links = new Links(), Guards = new() { DefaultConsent = Consent.Approve } };

        var report = rig.Respond();

        var notice = rig.World.Pages[^1];
        notice.Alert!.Title.Should().Be("access key of user/deploy-bot assumed 14 roles");
        notice.Alert.Confidence.Value.Should().Be(80);
        notice.Resources.Select(resource => resource.Involvement).Should().BeInDescendingOrder();
        notice.Resources.Select(resource => resource.Id).Should().Contain(["AKIAIOSFODNN7EXAMPLE", "i-0a1b", "deploy-bot"]);
        notice.IncidentLink.Should().Be(new Uri("https://ir.example/inc-1"));
        notice.ApproveLink.Should().Be(new Uri($"https://ir.example/inc-1/{report.PlanHash}"));
    }

    private sealed class Links : ILinks
    {
        public Uri Incident(IncidentId incident) => new($"https://ir.example/{incident}");

        public Uri Approve(IncidentId incident, string plan) => new($"https://ir.example/{incident}/{plan}");
    }
}
