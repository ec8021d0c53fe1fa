using System.Text.Json.Serialization;

namespace IrSdk.Simulation;

/// <summary>Anything that the simulated world holds. Items are never changed: a change puts a new one in the place of the old.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "item")]
[JsonDerivedType(typeof(SimulatedTrail), "trail")]
[JsonDerivedType(typeof(SimulatedVpc), "vpc")]
[JsonDerivedType(typeof(SimulatedInstance), "instance")]
[JsonDerivedType(typeof(SimulatedUser), "user")]
[JsonDerivedType(typeof(SimulatedKey), "key")]
[JsonDerivedType(typeof(SimulatedRole), "role")]
[JsonDerivedType(typeof(SimulatedSession), "session")]
[JsonDerivedType(typeof(SimulatedBucket), "bucket")]
[JsonDerivedType(typeof(VaultItem), "vault")]
[JsonDerivedType(typeof(EffectTag), "effect")]
[JsonDerivedType(typeof(SentNotice), "notice")]
public abstract record WorldItem
{
    private protected WorldItem() { }

    /// <summary>What finds it in the world, unique among all items.</summary>
    [JsonIgnore]
    public abstract string Key { get; }
}
