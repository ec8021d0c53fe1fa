using IrSdk.Host.Access;
using IrSdk.Host.Settings;
using IrSdk.Runtime;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IrSdk.Host.Telling;

/// <summary>The host's own pages, for those who are told elsewhere.</summary>
internal sealed class HostLinks(HostSettings settings, ApprovalLinks approvals, IServer server) : ILinks
{
    public Uri? Incident(IncidentId incident) => Address is { } host ? new(host, $"incidents/{incident}") : null;

    public Uri? Approve(IncidentId incident, string plan) => Address is { } host ? approvals.Make(incident, plan, host) : null;

    private Uri? Address => settings.Access.PublicAddress ?? (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address ? new(address) : null);
}
