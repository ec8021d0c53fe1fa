using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>Kinds of facts that can be lost.</summary>
[Flags]
[JsonConverter(typeof(EvidenceConverter))]
public enum Evidence
{
    /// <summary>No evidence.</summary>
    None = 0,

    /// <summary>Disks of an instance.</summary>
    Volumes = 1,

    /// <summary>Memory of an instance.</summary>
    Memory = 2,

    /// <summary>Processes, connections and open files of an instance.</summary>
    Processes = 4,

    /// <summary>Flow logs of a network or an instance.</summary>
    NetworkFlows = 8,

    /// <summary>Name look-ups of a network or an instance.</summary>
    DnsQueries = 16,

    /// <summary>The account's API audit log.</summary>
    ApiActivity = 32,

    /// <summary>Keys, policies, sessions and last use of a user or a role.</summary>
    Identity = 64,

    /// <summary>Access logs of a bucket or a user.</summary>
    AccessLogs = 128,

    /// <summary>Policy, access control, versioning and listing of a bucket.</summary>
    BucketState = 256,
}
