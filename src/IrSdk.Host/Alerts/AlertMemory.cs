using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Host.Alerts;

/// <summary>
/// Remembers the newest alerts and refused documents that the journal holds, long after their incidents have ended: a queue delivers
/// again what it could not delete, days later. Not thread-safe.
/// </summary>
internal sealed class AlertMemory(int most = AlertMemory.Most)
{
    /// <summary>How many are remembered: some twenty megabytes.</summary>
    public const int Most = 200_000;

    private readonly Dictionary<UInt128, Remembered> known = [];
    private readonly Queue<UInt128> order = [];

    public Remembered? Find(Alert alert) => known.TryGetValue(KeyOf(alert), out var one) && one.LastSeen >= alert.LastSeen ? one : null;

    public bool HasRefused(string hash) => known.ContainsKey(KeyOf("", hash));

    public void Add(Alert alert, IncidentId? incident) => Add(KeyOf(alert), new(alert.LastSeen, incident));

    public void AddRefused(string hash) => Add(KeyOf("", hash), default);

    private void Add(UInt128 key, Remembered one)
    {
        if (known.TryAdd(key, one))
        {
            order.Enqueue(key);
            if (order.Count > most)
            {
                known.Remove(order.Dequeue());
            }
        }
        else if (known[key] is var before && (one.LastSeen > before.LastSeen || one.Incident is not null))
        {
            known[key] = one;
        }
    }

    private static UInt128 KeyOf(Alert alert) => KeyOf(alert.Source, alert.Id);

    private static UInt128 KeyOf(string source, string id) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{id}")));
}

/// <summary>An alert that the journal holds.</summary>
/// <param name="LastSeen">Its last sighting.</param>
/// <param name="Incident">Its incident. Null: it was set aside.</param>
internal readonly record struct Remembered(DateTimeOffset LastSeen, IncidentId? Incident);
