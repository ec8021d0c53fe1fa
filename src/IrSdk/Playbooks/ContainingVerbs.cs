namespace IrSdk;

/// <summary>The built-in verbs that contain. Without an argument, each takes every suspect of its types, and nothing else.</summary>
public static class ContainingVerbs
{
    extension(IContainingVerbs verbs)
    {
        /// <summary>Sets access keys inactive and denies everything to their users.</summary>
        /// <param name="on">Which keys. Default: every suspect.</param>
        [Makes(typeof(RevokeAccessKey))]
        public ContainingStage RevokeKeys(Func<Incident, IEnumerable<AccessKey>>? on = null) =>
            verbs.Containing(Verb.On("RevokeKeys", key => new RevokeAccessKey(key), on));

        /// <summary>Ends every older session of each suspect role and user, whoever holds it.</summary>
        [Makes(typeof(RevokeSessions))]
        public ContainingStage RevokeSessions() =>
            verbs.Containing(Verb.OnIncident("RevokeSessions", incident =>
            [
                .. incident.Suspects<IamRole>().Select(role => new RevokeSessions(role)),
                .. incident.Suspects<IamUser>().Select(user => new RevokeSessions(user)),
            ]));

        /// <summary>Ends every older session of roles.</summary>
        /// <param name="on">Which roles.</param>
        [Makes(typeof(RevokeSessions))]
        public ContainingStage RevokeSessions(Func<Incident, IEnumerable<IamRole>> on) =>
            verbs.Containing(Verb.On("RevokeSessions", role => new RevokeSessions(role), on));

        /// <summary>Ends every older session of users.</summary>
        /// <param name="on">Which users.</param>
        [Makes(typeof(RevokeSessions))]
        public ContainingStage RevokeSessions(Func<Incident, IEnumerable<IamUser>> on) =>
            verbs.Containing(Verb.On("RevokeSessions", user => new RevokeSessions(user), on));

        /// <summary>Ends single sessions, and leaves the role's other sessions alone.</summary>
        /// <param name="on">Which sessions. Default: every suspect.</param>
        [Makes(typeof(RevokeSession))]
        public ContainingStage RevokeSession(Func<Incident, IEnumerable<RoleSession>>? on = null) =>
            verbs.Containing(Verb.On("RevokeSession", session => new RevokeSession(session), on));

        /// <summary>Denies users everything that is not done with a second factor.</summary>
        /// <param name="on">Which users. Default: every suspect.</param>
        [Makes(typeof(RequireMfa))]
        public ContainingStage RequireMfa(Func<Incident, IEnumerable<IamUser>>? on = null) =>
            verbs.Containing(Verb.On("RequireMfa", user => new RequireMfa(user), on));

        /// <summary>Deletes console passwords and devices. Irreversible.</summary>
        /// <param name="on">Which users. Default: every suspect.</param>
        [Makes(typeof(RemoveConsoleAccess))]
        public ContainingStage RemoveConsoleAccess(Func<Incident, IEnumerable<IamUser>>? on = null) =>
            verbs.Containing(Verb.On("RemoveConsoleAccess", user => new RemoveConsoleAccess(user), on));

        /// <summary>Moves every network interface to a group without egress.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        /// <param name="keepLiveResponse">Whether the isolation group still lets the responder's agent through. Default: false.</param>
        [Makes(typeof(QuarantineInstance))]
        public ContainingStage Quarantine(Func<Incident, IEnumerable<Instance>>? on = null, bool keepLiveResponse = false) =>
            verbs.Containing(Verb.On("Quarantine", instance => new QuarantineInstance(instance, keepLiveResponse), on));

        /// <summary>Blocks traffic that leaves instances.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        [Makes(typeof(BlockEgress))]
        public ContainingStage BlockEgress(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Containing(Verb.On("BlockEgress", instance => new BlockEgress(instance), on));

        /// <summary>Blocks traffic that leaves whole networks.</summary>
        /// <param name="on">Which networks.</param>
        [Makes(typeof(BlockEgress))]
        public ContainingStage BlockEgress(Func<Incident, IEnumerable<Vpc>> on) =>
            verbs.Containing(Verb.On("BlockEgress", network => new BlockEgress(network), on));

        /// <summary>Denies access to buckets to all but the responder.</summary>
        /// <param name="on">Which buckets. Default: every suspect.</param>
        [Makes(typeof(BlockBucketAccess))]
        public ContainingStage BlockBucketAccess(Func<Incident, IEnumerable<Bucket>>? on = null) =>
            verbs.Containing(Verb.On("BlockBucketAccess", bucket => new BlockBucketAccess(bucket), on));

        /// <summary>Scans instances for hostile code.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        [Makes(typeof(ScanEndpoint))]
        public ContainingStage Scan(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Containing(Verb.On("Scan", instance => new ScanEndpoint(instance), on));

        /// <summary>Stops instances. Irreversible: memory and instance store are gone.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        [Makes(typeof(StopInstance))]
        public ContainingStage Stop(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Containing(Verb.On("Stop", instance => new StopInstance(instance), on));

        /// <summary>Terminates instances. Irreversible.</summary>
        /// <param name="on">Which instances. Default: every suspect.</param>
        [Makes(typeof(TerminateInstance))]
        public ContainingStage Terminate(Func<Incident, IEnumerable<Instance>>? on = null) =>
            verbs.Containing(Verb.On("Terminate", instance => new TerminateInstance(instance), on));
    }
}
