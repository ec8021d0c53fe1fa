namespace IrSdk;

/// <summary>The built-in verbs that secure evidence. Without an argument, each takes every suspect of its types.</summary>
public static class PreservingVerbs
{
    /// <summary>How far back the API audit log is exported when the playbook does not say: 72 hours.</summary>
    public static TimeSpan DefaultApiActivityWindow { get; } = TimeSpan.FromHours(72);

    extension(IPreservingVerbs verbs)
    {
        /// <summary>Snapshots volumes.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        [Makes(typeof(SnapshotVolumes))]
        public PreservingStage Snapshot(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Preserving(Verb.On("Snapshot", instance => new SnapshotVolumes(instance), on));

        /// <summary>Captures processes, connections and open files.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        [Makes(typeof(CaptureProcesses))]
        public PreservingStage Processes(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Preserving(Verb.On("Processes", instance => new CaptureProcesses(instance), on));

        /// <summary>Captures memory.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        [Makes(typeof(CaptureMemory))]
        public PreservingStage Memory(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Preserving(Verb.On("Memory", instance => new CaptureMemory(instance), on));

        /// <summary>Exports flow logs and name look-ups of instances.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        [Makes(typeof(ExportNetworkFlows))]
        public PreservingStage NetworkFlows(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Preserving(Verb.On("NetworkFlows", instance => new ExportNetworkFlows(instance), on));

        /// <summary>Exports flow logs and name look-ups of whole networks.</summary>
        /// <param name="on">Which networks.</param>
        [Makes(typeof(ExportNetworkFlows))]
        public PreservingStage NetworkFlows(Func<Incident, IEnumerable<Vpc>> on) =>
            verbs.Preserving(Verb.On("NetworkFlows", network => new ExportNetworkFlows(network), on));

        /// <summary>Exports the API audit log of every account in the incident.</summary>
        /// <param name="last">How far back. Default: 72 hours.</param>
        [Makes(typeof(ExportApiActivity))]
        public PreservingStage ApiActivity(TimeSpan? last = null) =>
            verbs.Preserving(Verb.OnIncident("ApiActivity", incident =>
                AccountsOf(incident).Select(account => new ExportApiActivity(account, last ?? DefaultApiActivityWindow))));

        /// <summary>Exports access logs of buckets.</summary>
        /// <param name="on">Which buckets. Default: every bucket that the intruder holds or acted upon.</param>
        [Makes(typeof(ExportAccessLogs), TakesTargets = true)]
        public PreservingStage AccessLogs(Func<Incident, IEnumerable<Bucket>>? on = null) =>
            verbs.Preserving(Verb.On("AccessLogs", bucket => new ExportAccessLogs(bucket), on ?? Touched<Bucket>));

        /// <summary>Exports sign-in logs of users.</summary>
        /// <param name="on">Which users. Default: every suspect.</param>
        [Makes(typeof(ExportAccessLogs))]
        public PreservingStage SignIns(Func<Incident, IEnumerable<IamUser>>? on = null) =>
            verbs.Preserving(Verb.On("SignIns", user => new ExportAccessLogs(user), on));

        /// <summary>Captures every suspect user and role, and the suspect keys whose user is not known.</summary>
        [Makes(typeof(CaptureIdentity))]
        public PreservingStage Identity() =>
            verbs.Preserving(Verb.OnIncident("Identity", incident =>
            [
                .. incident.Suspects<IamUser>().Select(user => new CaptureIdentity(user)),
                .. incident.Suspects<IamRole>().Select(role => new CaptureIdentity(role)),
                .. incident.Suspects<AccessKey>()
                    .Where(key => !incident.Suspects<IamUser>().Any(user => Scope.Covers(user, key)))
                    .Select(key => new CaptureIdentity(key)),
            ]));

        /// <summary>Captures users.</summary>
        /// <param name="on">Which users.</param>
        [Makes(typeof(CaptureIdentity))]
        public PreservingStage Identity(Func<Incident, IEnumerable<IamUser>> on) =>
            verbs.Preserving(Verb.On("Identity", user => new CaptureIdentity(user), on));

        /// <summary>Captures roles.</summary>
        /// <param name="on">Which roles.</param>
        [Makes(typeof(CaptureIdentity))]
        public PreservingStage Identity(Func<Incident, IEnumerable<IamRole>> on) =>
            verbs.Preserving(Verb.On("Identity", role => new CaptureIdentity(role), on));

        /// <summary>Captures policy, access control and a listing of buckets.</summary>
        /// <param name="on">Which buckets. Default: every bucket that the intruder holds or acted upon.</param>
        [Makes(typeof(CaptureBucketState), TakesTargets = true)]
        public PreservingStage BucketState(Func<Incident, IEnumerable<Bucket>>? on = null) =>
            verbs.Preserving(Verb.On("BucketState", bucket => new CaptureBucketState(bucket), on ?? Touched<Bucket>));
    }

    internal static IEnumerable<Account> AccountsOf(Incident incident) =>
        incident.Accounts.Any() ? incident.Accounts : [new Account(incident.Account)];

    private static IEnumerable<TResource> Touched<TResource>(Incident incident)
        where TResource : Resource =>
        incident.Resources.OfType<TResource>().Where(resource => resource.Involvement is not Involvement.Related);
}
