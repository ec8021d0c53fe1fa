// IR4001 System.Diagnostics.CodeAnalysis.SuppressMessageAttribute
[System.Diagnostics.CodeAnalysis.SuppressMessage("x", "IR4001")] static class M { }
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
