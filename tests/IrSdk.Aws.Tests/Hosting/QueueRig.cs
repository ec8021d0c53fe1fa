using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using IrSdk.Host.Tests;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Hosting;

/// <summary>A queue of the server, the built host that takes alerts from it through a gateway, and a sender beside them.</summary>
internal sealed class QueueRig : IAsyncDisposable
{
    private readonly AmazonSQSClient sqs;
    private readonly PlaybookRepository repository = new();

    private QueueRig(MotoServer moto, string queue, string parking)
    {
        sqs = new(new BasicAWSCredentials(MotoServer.AccessKeyId, MotoServer.SecretAccessKey), new AmazonSQSConfig { ServiceURL = moto.Url.AbsoluteUri, AuthenticationRegion = "us-east-1" });
        Gateway = new(moto);
        (Queue, Parking) = (queue, parking);
        Host = new(repository, "--IrSdk:Latency=2", "--IrSdk:HoldFor=00:00:00", "--IrSdk:Alerts:Queue:Region=us-east-1", "--IrSdk:Alerts:Queue:Visibility=00:00:06",
            $"--IrSdk:Alerts:Queue:Address={Through(queue)}", $"--IrSdk:Alerts:Queue:Parking={Through(parking)}");
        Host.Environment["AWS_ACCESS_KEY_ID"] = MotoServer.AccessKeyId;
        Host.Environment["AWS_SECRET_ACCESS_KEY"] = MotoServer.SecretAccessKey;
        Host.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        Host.Environment["AWS_ENDPOINT_URL"] = Gateway.Url.AbsoluteUri.TrimEnd('/');
    }

    public AgentGateway Gateway { get; }

    public HostProcess Host { get; }

    public string Queue { get; }

    public string Parking { get; }

    public static async Task<QueueRig> StartAsync(MotoServer moto)
    {
        using var sqs = new AmazonSQSClient(new BasicAWSCredentials(MotoServer.AccessKeyId, MotoServer.SecretAccessKey), new AmazonSQSConfig { ServiceURL = moto.Url.AbsoluteUri, AuthenticationRegion = "us-east-1" });
        var name = $"alerts-{MotoServer.NewAccount()}";
        return new(moto, (await sqs.CreateQueueAsync(name)).QueueUrl, (await sqs.CreateQueueAsync($"{name}-parked")).QueueUrl);
    }

    public Task SendAsync(string body) => sqs.SendMessageAsync(Queue, body);

    /// <summary>How many messages the queue holds, and how many of them somebody is taking.</summary>
    public async Task<(int Waiting, int Hidden)> CountAsync(string? queue = null)
    {
        var counted = await sqs.GetQueueAttributesAsync(queue ?? Queue, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        return (counted.ApproximateNumberOfMessages, counted.ApproximateNumberOfMessagesNotVisible);
    }

    public async Task UntilAsync(Func<(int Waiting, int Hidden), bool> isSo, string what) =>
        await Host.UntilAsync<bool>(async () => isSo(await CountAsync()) ? true : null, what);

    public async Task<List<Message>> ParkedAsync() =>
        (await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Parking, MaxNumberOfMessages = 10, MessageAttributeNames = ["All"] })).Messages ?? [];

    /// <summary>What the journal holds of alerts; the host need not run.</summary>
    public async Task<List<AlertIntake>> IntakesAsync()
    {
        await using var journal = SqliteJournal.Open(Host.JournalFile, new SqliteJournalOptions());
        return [.. (await journal.ReadAsync(0, null, default)).Where(record => record.Kind is JournalKinds.AlertAccepted).Select(record => AlertLog.Read(record)!)];
    }

    /// <summary>What was done to an incident's account, each effect as often as it was done.</summary>
    public List<string> Effects(string incident) => World.Effects(Host, incident);

    public async ValueTask DisposeAsync()
    {
        Host.Dispose();
        await Gateway.DisposeAsync();
        repository.Dispose();
        sqs.Dispose();
    }

    private Uri Through(string queue) => new(Gateway.Url, new Uri(queue).AbsolutePath);
}
