// IR4003
#pragma checksum "x" "{406EA660-64CF-4C82-B6F0-42D48172A799}" "ab"
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
