// IR4001 System.Net.Sockets.TcpClient
using System.Net.Sockets; var c = new TcpClient("x", 1);
return Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1078.004").ContainWithin(5.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
