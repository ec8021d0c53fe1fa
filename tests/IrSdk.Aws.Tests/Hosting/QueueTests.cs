using System.Text.Json.Nodes;
using IrSdk.Host.Tests;
using Microsoft.Data.Sqlite;

namespace IrSdk.Aws.Tests.Hosting;

/// <summary>Alerts from a queue of SQS: what is read, what is parked, and what a host that dies at the worst moments loses or doubles.</summary>
public sealed class QueueTests(MotoServer moto)
{
    [Fact]
    public async Task Queue_EnvelopeNotificationAndBatch_EachAlertIsTakenAndTheQueueIsEmpty()
    {
        await using var rig = await QueueRig.StartAsync(moto);
        await rig.SendAsync(await File.ReadAllTextAsync(PlaybookRepository.Recording("credential-compromise", "anomalous-credential-access")));
        await rig.SendAsync(new JsonObject { ["Type"] = "Notification", ["TopicArn"] = "arn:aws:sns:us-east-1:111122223333:alerts", ["Message"] = TestAlerts.OfKey(1) }.ToJsonString());
        await rig.SendAsync(new JsonObject
        {
            ["Records"] = new JsonArray(JsonNode.Parse(TestAlerts.OfKey(2)), new JsonObject { ["body"] = TestAlerts.OfKey(3) }, new JsonObject { ["Sns"] = new JsonObject { ["Message"] = TestAlerts.OfKey(4) } }),
        }.ToJsonString());

        await rig.Host.StartAsync();

        await rig.UntilAsync(count => count is (0, 0), "every message should be taken");
        var intakes = await rig.IntakesAsync();
        intakes.Select(one => one.Alert.Id).Should().BeEquivalentTo(["2ab92989eaf0e742df4a014d5171d8e8", "alert-1", "alert-2", "alert-3", "alert-4"]);
        intakes.Select(one => one.Incident).Should().OnlyHaveUniqueItems("each names a key of its own");
        await rig.Host.SignInAsync();
        foreach (var incident in intakes.Select(one => one.Incident!.Value.ToString()))
        {
            await rig.Host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "each incident should be responded to");
        }
    }

    [Theory]
    [InlineData("{ \"not\": \"an alert <script>alert(1)</script>\" }", "no format that is known")]
    [InlineData("<xml/>", "is not JSON")]
    [InlineData("{\"Records\":[{\"eventVersion\":\"1.08\",\"eventName\":\"ConsoleLogin\"}]}", "CloudTrail log file")]
    public async Task Queue_MessageThatIsNoAlert_IsParkedWithTheReasonAndShown(string body, string because)
    {
        await using var rig = await QueueRig.StartAsync(moto);
        await rig.SendAsync(body);
        await rig.SendAsync(body);
        await rig.Host.StartAsync();

        await rig.UntilAsync(count => count is (0, 0), "the messages should be parked");

        await rig.Host.SignInAsync();
        var refused = (await rig.Host.GetAsync("/api/alerts/refused")).EnumerateArray().Single().GetProperty("document");
        refused.GetProperty("because").GetString().Should().Contain(because);
        refused.GetProperty("excerpt").GetString().Should().Be(body);
        var parked = await rig.ParkedAsync();
        parked.Should().HaveCount(2).And.OnlyContain(message => message.Body == body);
        parked[0].MessageAttributes["irsdk-because"].StringValue.Should().Contain(because);
        using var page = await rig.Host.Client.GetAsync(new Uri("/alerts", UriKind.Relative));
        (await page.Content.ReadAsStringAsync()).Should().Contain("Could not be read").And.NotContain("<script>alert(1)");
    }

    [Fact]
    public async Task Queue_KilledBetweenReceiptAndJournal_LosesNothing()
    {
        await using var rig = await QueueRig.StartAsync(moto);
        await rig.Host.StartAsync();
        await using (var other = new SqliteConnection($"Data Source={rig.Host.JournalFile};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await RunAsync(other, "BEGIN IMMEDIATE");
            await rig.SendAsync(TestAlerts.OfKey(1));
            await rig.UntilAsync(count => count is (0, 1), "the host should have received the message");

            // Longer than the message's own time: only extending it keeps it hidden.
            await Task.Delay(TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
            (await rig.CountAsync()).Should().Be((0, 1), "a message that is being taken stays hidden");
            rig.Host.Kill();
            await RunAsync(other, "ROLLBACK");
        }

        (await rig.IntakesAsync()).Should().BeEmpty("the journal could not be written");
        await rig.Host.StartAsync();

        await rig.UntilAsync(count => count is (0, 0), "the message should come again and be taken");
        await HandledOnceAsync(rig);
    }

    [Fact]
    public async Task Queue_KilledBetweenJournalAndDeletion_DoublesNothing()
    {
        await using var rig = await QueueRig.StartAsync(moto);
        var deleting = new TaskCompletionSource();
        rig.Gateway.Before = (call, ending) =>
        {
            if (call != "AmazonSQS.DeleteMessage")
            {
                return Task.CompletedTask;
            }

            deleting.TrySetResult();
            return Task.Delay(Timeout.Infinite, ending);
        };
        await rig.Host.StartAsync();
        await rig.SendAsync(TestAlerts.OfKey(1));
        await deleting.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        rig.Host.Kill();

        (await rig.IntakesAsync()).Should().ContainSingle("the journal holds an alert before its message is deleted");
        (await rig.CountAsync()).Hidden.Should().Be(1);
        rig.Gateway.Before = null;
        await rig.Host.StartAsync();

        await rig.UntilAsync(count => count is (0, 0), "the message should come again, be known, and be deleted");
        await HandledOnceAsync(rig);
    }

    [Fact]
    public async Task Queue_ThatDoesNotAnswer_IsAskedEverMoreRarelyAndTakenFromWhenItDoes()
    {
        await using var rig = await QueueRig.StartAsync(moto);
        var asked = 0;
        rig.Gateway.Before = (_, _) => Interlocked.Increment(ref asked) > 0 ? Task.FromException(new IOException("cut")) : Task.CompletedTask;
        await rig.SendAsync(TestAlerts.OfKey(1));
        await rig.Host.StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken);

        Volatile.Read(ref asked).Should().BeInRange(2, 12, "an outage is no reason to ask without pause");
        rig.Host.Output.Should().Contain("The queue does not answer as it should");
        await rig.Host.SignInAsync();
        (await rig.Host.GetAsync("/api/health")).GetProperty("queueTrouble").GetString().Should().NotBeEmpty();
        (await rig.Host.Client.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).Should().Contain("The queue of alerts does not answer");
        rig.Gateway.Before = null;
        await rig.UntilAsync(count => count is (0, 0), "the message should be taken when the queue answers again");
        var health = await rig.Host.GetAsync("/api/health");
        health.TryGetProperty("queueTrouble", out _).Should().BeFalse("it answers again");
        System.Xml.XmlConvert.ToTimeSpan(health.GetProperty("queueAge").GetString()!).Should().BeGreaterThan(TimeSpan.FromSeconds(5), "it waited through the outage");
        (await rig.IntakesAsync()).Should().ContainSingle();
    }

    /// <summary>One alert in the journal, one incident, and no effect twice.</summary>
    private static async Task HandledOnceAsync(QueueRig rig)
    {
        var incident = (await rig.IntakesAsync()).Should().ContainSingle().Subject.Incident!.Value.ToString();
        await rig.Host.SignInAsync();
        await rig.Host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "the incident should end");
        (await rig.Host.GetAsync("/api/incidents")).GetArrayLength().Should().Be(1);
        rig.Host.Stop();
        rig.Effects(incident).Should().OnlyHaveUniqueItems().And.Contain(effect => effect.Contains("/revoke-access-key/", StringComparison.Ordinal));
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
