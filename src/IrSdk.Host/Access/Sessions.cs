using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using IrSdk.Host.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IrSdk.Host.Access;

/// <summary>
/// Which sign-ins are over before their cookies are: those that were signed out, kept beside the journal so that a restart takes
/// none of it back, and those whose roles the provider has not confirmed for too long.
/// </summary>
internal sealed class Sessions
{
    private const string Claim = "session";

    private readonly ConcurrentDictionary<string, DateTimeOffset> over = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly AccessSettings access;
    private readonly TimeProvider time;
    private readonly string file;

    public Sessions(HostSettings settings, TimeProvider time)
    {
        (access, this.time, file) = (settings.Access, time, Path.Combine(settings.Data, "keys", "signed-out"));
        foreach (var line in File.Exists(file) ? File.ReadAllLines(file) : [])
        {
            if (line.Split(' ') is [{ Length: > 0 } session, var until] && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && DateTimeOffset.FromUnixTimeSeconds(seconds) > time.GetUtcNow())
            {
                over[session] = DateTimeOffset.FromUnixTimeSeconds(seconds);
            }
        }
    }

    /// <summary>A name of its own for each sign-in.</summary>
    public static Claim Begin() => new(Claim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    /// <summary>From now on the sign-in's cookie is worth nothing, also a copy of it.</summary>
    public void End(ClaimsPrincipal who)
    {
        if (who.FindFirstValue(Claim) is not { } session)
        {
            return;
        }

        lock (gate)
        {
            var now = time.GetUtcNow();
            foreach (var (old, _) in over.Where(one => one.Value <= now))
            {
                over.TryRemove(old, out _);
            }

            over[session] = now + access.SignInLasts;
            File.WriteAllLines(file + ".new", over.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value.ToUnixTimeSeconds()}")));
            File.Move(file + ".new", file, overwrite: true);
        }
    }

    /// <summary>Asked with every request that shows a cookie.</summary>
    public static Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        if (context.Principal?.FindFirstValue(Claim) is not { } session || sessions.over.ContainsKey(session) || sessions.IsStale(context.Properties.IssuedUtc))
        {
            context.RejectPrincipal();
        }

        return Task.CompletedTask;
    }

    private bool IsStale(DateTimeOffset? issued) => access.Authority is not null && !(issued + access.RolesLast > time.GetUtcNow());
}
