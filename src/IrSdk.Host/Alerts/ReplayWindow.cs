using System.Globalization;

namespace IrSdk.Host.Alerts;

/// <summary>The signatures that came lately: some 70 bytes each, for as long as their time would still be taken as now.</summary>
/// <param name="kept">How long one is remembered.</param>
internal sealed class ReplayWindow(TimeSpan kept)
{
    /// <summary>Half of a signature's bits tell it from every other that the key's holder makes.</summary>
    private const int Digits = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, long> seen = [];
    private readonly Queue<(UInt128 Signature, long At)> order = [];

    /// <returns>False: it came before.</returns>
    public bool TryAdd(string signature, DateTimeOffset now)
    {
        if (Read(signature) is not { } read)
        {
            return false;
        }

        lock (gate)
        {
            Forget(now.UtcTicks);
            if (!seen.TryAdd(read, now.UtcTicks))
            {
                return false;
            }

            order.Enqueue((read, now.UtcTicks));
            return true;
        }
    }

    /// <summary>Forgets one: it may come once more.</summary>
    public void Remove(string signature)
    {
        if (Read(signature) is { } read)
        {
            lock (gate)
            {
                seen.Remove(read);
            }
        }
    }

    private void Forget(long now)
    {
        while (order.TryPeek(out var oldest) && (oldest.At + kept.Ticks < now || oldest.At > now + kept.Ticks))
        {
            order.Dequeue();
            if (seen.GetValueOrDefault(oldest.Signature) != oldest.At)
            {
                continue;
            }

            if (oldest.At > now)
            {
                // It came while the clock was wrong: as if it came now, or nothing behind it would be forgotten until then.
                seen[oldest.Signature] = now;
                order.Enqueue((oldest.Signature, now));
            }
            else
            {
                seen.Remove(oldest.Signature);
            }
        }
    }

    private static UInt128? Read(string signature) =>
        signature.Length > Digits && UInt128.TryParse(signature.AsSpan(signature.Length - Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var read) ? read : null;
}
