using IrSdk.Runtime;

namespace IrSdk.Simulation;

/// <summary>Questions that handlers ask of the world.</summary>
internal static class WorldReading
{
    extension(AccountState world)
    {
        /// <summary>A resource that must be there.</summary>
        public SimulatedResource Get(ResourceId id) => world.Find(id)
            ?? throw new ProviderException($"The account has no {id.Type} {id.Name}; check the alert's resources.", isTransient: false);

        public T Get<T>(ResourceId id)
            where T : SimulatedResource => (T)world.Get(id);

        /// <summary>Whether the original evidence is in the vault.</summary>
        public bool IsInVault(Evidence kind, ResourceId resource) => world.All<VaultItem>()
            .Any(item => item.State != VaultState.Failed && item.Record.Kind == kind && item.Covers.Contains(resource));
    }
}
