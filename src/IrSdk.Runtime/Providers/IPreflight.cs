using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>
/// Asks a provider whether the steps of a plan are permitted, while the first of them run. A step that it finds forbidden is tried all the
/// same: what is asked here can be wrong, and nobody may disable a response by taking a permission away from the question.
/// </summary>
public interface IPreflight
{
    /// <summary>Asks for every step. Changes nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels; a run waits ten seconds at most.</param>
    /// <exception cref="ProviderException">It cannot be asked.</exception>
    Task<Preflight> CheckAsync(Plan plan, CancellationToken cancellationToken);
}

/// <summary>What came of asking.</summary>
/// <param name="Findings">The steps that are not permitted. Empty: all are, as far as could be asked.</param>
/// <param name="Unasked">What could not be asked, in one sentence. Null: everything was.</param>
public sealed record Preflight(ImmutableArray<PreflightFinding> Findings, string? Unasked = null);

/// <summary>A step that is not permitted.</summary>
/// <param name="Step">The step's id in its plan.</param>
/// <param name="Lacks">Who lacks what, in a few words: "role irsdk-containment lacks ec2:ModifyNetworkInterfaceAttribute".</param>
public sealed record PreflightFinding(string Step, string Lacks);
