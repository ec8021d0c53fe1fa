// IR4001 System.Runtime.CompilerServices.CollectionBuilderAttribute
[System.Runtime.CompilerServices.CollectionBuilder(typeof(System.Runtime.InteropServices.ImmutableCollectionsMarshal), "AsImmutableArray")] class C<T> : List<T> { } C<int> c = [1];
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
