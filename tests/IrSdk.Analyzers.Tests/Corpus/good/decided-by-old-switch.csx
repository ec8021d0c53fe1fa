return Playbook.Named("decided-by-old-switch").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
    .Respond(incident =>
    {
        PreservingStage secured;
        switch (incident.Alerts.Length)
        {
            case 1:
                secured = Preserve.ApiActivity().And.NetworkFlows();
                break;
            case > 10:
                return Preserve.ApiActivity();
            default:
                secured = Preserve.ApiActivity().And.NetworkFlows().And.Snapshot();
                break;
        }

        return secured.Then.BlockEgress();
    });
