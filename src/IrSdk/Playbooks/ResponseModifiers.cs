namespace IrSdk;

/// <summary>What can be said of the verb that was written last, or of the whole response.</summary>
public static class ResponseModifiers
{
    extension<TStage>(TStage stage)
        where TStage : Response
    {
        /// <summary>How long a step of the last verb may take.</summary>
        /// <param name="timeout">A positive span of time.</param>
        public TStage Within(TimeSpan timeout)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
            return stage with { Stages = stage.StagesWithLastVerb(verb => verb with { Timeout = timeout }) };
        }

        /// <summary>Leaves evidence out on purpose. It is a gap on the page.</summary>
        /// <param name="evidence">The kinds that are left out.</param>
        /// <param name="because">Why, in words that stand on the page.</param>
        /// <param name="on">On which resources. Default: on all.</param>
        public TStage Without(Evidence evidence, string because, Func<Incident, IEnumerable<Resource>>? on = null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(because);
            return stage with { Waivers = stage.Waivers.Add(new(evidence, on, because)) };
        }

        /// <summary>How many resources containment may touch. What is beyond is dropped and paged.</summary>
        /// <param name="count">At least 1.</param>
        public TStage MaxAffected(int count)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
            return stage with { MaxAffected = count };
        }
    }

    extension(PreservingStage stage)
    {
        /// <summary>When the last verb's step fails, containment goes on and the page says what is missing.</summary>
        public PreservingStage OrContinue() =>
            stage with { Stages = stage.StagesWithLastVerb(verb => verb with { OnFailure = FailureRule.Continue }) };

        /// <summary>When the last verb's step fails, what waits for it is held for a human.</summary>
        /// <param name="atMost">How long a human has to decide; afterwards what waits is dropped and paged.</param>
        public PreservingStage OrWait(TimeSpan atMost)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(atMost, TimeSpan.Zero);
            return stage with { Stages = stage.StagesWithLastVerb(verb => verb with { OnFailure = FailureRule.Wait(atMost) }) };
        }
    }

    extension(ContainingStage stage)
    {
        /// <summary>A human must approve the plan before a step of the last verb runs.</summary>
        public ContainingStage RequireApproval() =>
            stage with { Stages = stage.StagesWithLastVerb(verb => verb with { RequiresApproval = true }) };
    }
}
