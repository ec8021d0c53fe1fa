namespace IrSdk.Host.Tests.Access;

/// <summary>A way to change something, and the least role that opens it. <see cref="EndpointTests"/> sees to it that none is missing here, so every refusal is tried on each.</summary>
/// <param name="Route">The route, as the host maps it.</param>
/// <param name="Least">The least role.</param>
public sealed record Door(string Route, string Least)
{
    public static IReadOnlyList<Door> All { get; } =
    [
        new("/api/incidents/{id}/approval", "approver"),
        new("/api/incidents/{id}/verdict", "responder"),
        new("/api/incidents/{id}/undo", "responder"),
        new("/api/alerts/aside/{sequence:long}/response", "responder"),
        new("/api/freeze", "responder"),
        new("/api/thaw", "administrator"),
        new("/api/backup", "administrator"),
        new("/api/sources/{name}/sync", "responder"),
        new("/api/drills/{playbook}", "responder"),
        new("/api/readiness", "responder"),
        new("/drills", "responder"),
        new("/readiness", "responder"),
        new("/incidents/{id}/approval", "approver"),
        new("/incidents/{id}/verdict", "responder"),
        new("/incidents/{id}/undo", "responder"),
        new("/alerts/{sequence:long}/response", "responder"),
        new("/freeze", "responder"),
        new("/thaw", "administrator"),
        new("/sign-out", "viewer"),
    ];

    public static TheoryData<string, string> Data => Of(All);

    public static TheoryData<string, string> OfIncidents => Of(All.Where(door => door.Route.Contains("{id}", StringComparison.Ordinal)));

    /// <summary>The route with something in each place.</summary>
    public static string Path(string route, string id = "inc-1") => route.Replace("{id}", id, StringComparison.Ordinal).Replace("{sequence:long}", "1", StringComparison.Ordinal).Replace("{name}", "team", StringComparison.Ordinal).Replace("{playbook}", "malware", StringComparison.Ordinal);

    /// <summary>A request as a program or a form would send it.</summary>
    public static HttpRequestMessage Request(string route, string id = "inc-1") => new(HttpMethod.Post, new Uri(Path(route, id), UriKind.Relative))
    {
        Content = route.StartsWith("/api", StringComparison.Ordinal)
            ? new StringContent("""{ "because": "x", "plan": "x", "verdict": "confirmed" }""", System.Text.Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent(new Dictionary<string, string> { ["because"] = "x", ["plan"] = "x", ["verdict"] = "confirmed", ["playbook"] = "malware" }),
    };

    private static TheoryData<string, string> Of(IEnumerable<Door> doors)
    {
        var data = new TheoryData<string, string>();
        foreach (var door in doors)
        {
            data.Add(door.Route, door.Least);
        }

        return data;
    }
}
