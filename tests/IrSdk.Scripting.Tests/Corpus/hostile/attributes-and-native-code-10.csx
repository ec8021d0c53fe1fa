// IR4001 System.Runtime.CompilerServices.InterpolatedStringHandlerAttribute
[System.Runtime.CompilerServices.InterpolatedStringHandler] ref struct H { public H(int a, int b) { } public void AppendLiteral(string s) { } } void F(H h) { } F($"x");
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
