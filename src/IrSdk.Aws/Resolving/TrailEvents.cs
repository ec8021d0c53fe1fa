using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using IrSdk.Aws.CloudTrail;
using IrSdk.Resolution;

namespace IrSdk.Aws;

/// <summary>What CloudTrail says that a key, user or session did: newest first, at most <see cref="MostPages"/> pages a region, for a busy key has no end.</summary>
internal sealed class TrailEvents(AwsAccounts accounts, Func<AccountId, string, CancellationToken, Task<AwsAccess>> enter)
{
    /// <summary>LookupEvents answers two pages a second, and resolution waits for it.</summary>
    public const int MostPages = 20;

    private const int PageSize = 50;

    /// <summary>The role sessions that it minted.</summary>
    public async Task<IEnumerable<RoleSession>> MintedAsync(Resource actor, TimeWindow window, CancellationToken cancellationToken) =>
        (await OfAsync(actor, window, cancellationToken).ConfigureAwait(false))
            .Where(done => done.Name.StartsWith("AssumeRole", StringComparison.Ordinal))
            .Select(done => Minted(done.Detail, actor)).OfType<RoleSession>().DistinctBy(session => session.Id);

    /// <summary>The addresses that it called from; services that call on its behalf have none.</summary>
    public async Task<IReadOnlyCollection<IPAddress>> AddressesAsync(Resource actor, TimeWindow window, CancellationToken cancellationToken) =>
    [
        .. (await OfAsync(actor, window, cancellationToken).ConfigureAwait(false))
            .Select(done => IPAddress.TryParse(Text(done.Detail, "sourceIPAddress"), out var address) ? address : null).OfType<IPAddress>().Distinct(),
    ];

    private async Task<ImmutableArray<(string Name, JsonElement Detail)>> OfAsync(Resource actor, TimeWindow window, CancellationToken cancellationToken)
    {
        var attribute = actor switch
        {
            AccessKey key => new LookupAttribute { AttributeKey = "AccessKeyId", AttributeValue = key.Name },
            RoleSession session => new LookupAttribute { AttributeKey = "Username", AttributeValue = session.SessionName },
            _ => new LookupAttribute { AttributeKey = "Username", AttributeValue = actor.Id.Name },
        };
        var found = await Task.WhenAll(accounts.EventRegions.Select(region => LookUpAsync(actor.Account, region, attribute, window, cancellationToken))).ConfigureAwait(false);
        return
        [
            .. found.SelectMany(static one => one).Where(done => done.CloudTrailEvent is { Length: > 0 })
                .Select(done => (done.EventName ?? "", Parse(done.CloudTrailEvent!))).Where(done => IsBy(actor, done.Item2)),
        ];
    }

    private async Task<List<Event>> LookUpAsync(AccountId account, string region, LookupAttribute attribute, TimeWindow window, CancellationToken cancellationToken)
    {
        using var access = await enter(account, region, cancellationToken).ConfigureAwait(false);
        var pages = 0;
        return await Paging.AllAsync(
            token => access.CloudTrail.LookupEventsAsync(
                new()
                {
                    LookupAttributes = [attribute],
                    StartTime = window.From.UtcDateTime,
                    EndTime = window.To.UtcDateTime,
                    MaxResults = PageSize,
                    NextToken = token,
                },
                cancellationToken),
            static page => page.Events,
            page => ++pages < MostPages ? page.NextToken : null).ConfigureAwait(false);
    }

    /// <summary>User names of sessions are chosen by whoever assumes the role: only the role's own count.</summary>
    private static bool IsBy(Resource actor, JsonElement detail) => actor is not RoleSession session
        || (detail.TryGetProperty("userIdentity", out var identity) && Text(identity, "arn")?.EndsWith($":assumed-role/{session.RoleName}/{session.SessionName}", StringComparison.Ordinal) == true);

    private static RoleSession? Minted(JsonElement detail, Resource actor) =>
        Text(detail, "errorCode") is null
        && detail.TryGetProperty("requestParameters", out var asked) && asked.ValueKind == JsonValueKind.Object
        && Text(asked, "roleArn")?.Split(':') is [_, _, _, _, { } account, { } role] && AccountId.IsValid(account)
        && Text(asked, "roleSessionName") is { Length: > 0 } session
            ? new RoleSession(new(account), role[(role.LastIndexOf('/') + 1)..], session) { MintedBy = actor.Id }
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
