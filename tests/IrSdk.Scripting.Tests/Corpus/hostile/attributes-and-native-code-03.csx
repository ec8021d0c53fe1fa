// IR4001 System.Runtime.CompilerServices.ModuleInitializerAttribute
static class M { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() { } }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
